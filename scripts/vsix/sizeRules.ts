import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  bundleFiles,
  nodeActionsFile,
  nodeDashboardFile,
  nodeEntryFile,
  nodePastFile,
  pageStyleFile,
} from '../build/bundles.ts';
import { root } from '../lib/paths.ts';
import type { Vsix } from './vsix.ts';

/** budgets.json, in bytes. */
export interface Budgets {
  readonly vsixWithoutPicturesBytes: number;
  /** What is loaded when a window starts. */
  readonly nodeStartBytes: number;
  /** What is loaded at the first of the rarer commands. */
  readonly nodeActionsBytes: number;
  /** History, forecast and alerts: loaded when there is an account. */
  readonly nodePastBytes: number;
  /** What is behind the dashboard: loaded when one is opened. */
  readonly nodeDashboardBytes: number;
  readonly webBundleBytes: number;
  /** The dashboard's page, script and style together, as gzip makes them. */
  readonly pageGzipBytes: number;
}

export interface SizeLine {
  readonly what: string;
  readonly bytes: number;
  /** Largest allowed size; absent when the line is only for information. */
  readonly budgetBytes?: number;
}

export function readBudgets(): Budgets {
  return JSON.parse(readFileSync(join(root, 'budgets.json'), 'utf8')) as Budgets;
}

/** What the package weighs. Pictures are counted apart: they cost a download once and no start-up time. */
export function sizes(vsix: Vsix, budgets: Budgets): SizeLine[] {
  let pictures = 0;
  for (const [path, bytes] of vsix.compressedBytes)
    if (/\/media\/.*\.(png|svg)$/.test(path)) pictures += bytes;
  const bundle = (file: string): number => vsix.files.get(`extension/${file}`)?.length ?? 0;
  const zipped = (file: string): number => gzipSync(vsix.files.get(`extension/${file}`) ?? '').length;
  return [
    { what: 'VSIX', bytes: vsix.bytes },
    {
      what: 'VSIX without pictures',
      bytes: vsix.bytes - pictures,
      budgetBytes: budgets.vsixWithoutPicturesBytes,
    },
    {
      what: 'Node, at start',
      bytes: bundle(bundleFiles.node) + bundle(nodeEntryFile),
      budgetBytes: budgets.nodeStartBytes,
    },
    { what: nodeActionsFile, bytes: bundle(nodeActionsFile), budgetBytes: budgets.nodeActionsBytes },
    { what: nodePastFile, bytes: bundle(nodePastFile), budgetBytes: budgets.nodePastBytes },
    {
      what: nodeDashboardFile,
      bytes: bundle(nodeDashboardFile),
      budgetBytes: budgets.nodeDashboardBytes,
    },
    {
      what: 'The page, gzipped',
      bytes: zipped(bundleFiles.page) + zipped(pageStyleFile),
      budgetBytes: budgets.pageGzipBytes,
    },
    { what: bundleFiles.web, bytes: bundle(bundleFiles.web), budgetBytes: budgets.webBundleBytes },
  ];
}

export function sizeProblems(lines: readonly SizeLine[]): string[] {
  return lines
    .filter(({ bytes, budgetBytes }) => budgetBytes !== undefined && bytes > budgetBytes)
    .map(
      ({ what, bytes, budgetBytes }) =>
        `${what} has ${bytes} bytes; its budget in budgets.json is ${budgetBytes}`,
    );
}
