import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import type { Shot } from './shots.ts';

export interface SheetRow {
  readonly caption: string;
  readonly shots: readonly Shot[];
}

/** Lays pictures out under their captions and writes them as one PNG. The page is used for it and loses its content. */
export async function writeContactSheet(
  page: Page,
  path: string,
  title: string,
  rows: readonly SheetRow[],
): Promise<void> {
  const body = rows.map(
    ({ caption, shots }) => `<section><h2>${escape(caption)}</h2>${shots.map(picture).join(' ')}</section>`,
  );
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
    body { margin: 24px; font: 13px sans-serif; background: #888; columns: 2; column-gap: 24px; }
    h1 { column-span: all; margin: 0 0 16px; }
    h2 { margin: 0 0 4px; font: bold 13px monospace; }
    section { break-inside: avoid; margin: 0 0 20px; }
    img { display: block; margin: 0 0 6px; max-width: 100%; }
  </style><h1>${escape(title)}</h1>${body.join('')}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await page.screenshot({ fullPage: true }));
}

function picture({ png, width }: Shot): string {
  return `<img width="${width}" src="data:image/png;base64,${png.toString('base64')}">`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
