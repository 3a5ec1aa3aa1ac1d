import { dirname } from 'node:path';
import type { Metafile } from 'esbuild';
import type { BundleName } from './bundles.ts';
import { bundleFiles } from './bundles.ts';

/** What made a bundle as large as it is: each of its programs, with the sources that take the most of it. */
export function sizeTable(name: BundleName, metafile: Metafile): string {
  const folder = dirname(bundleFiles[name]);
  return Object.keys(metafile.outputs)
    .filter((path) => dirname(path) === folder && path.endsWith('.js'))
    .map((path) => fileTable(path, metafile))
    .join('\n');
}

function fileTable(path: string, metafile: Metafile): string {
  const output = metafile.outputs[path];
  if (!output) return `${path}: nothing was written`;
  const parts = new Map<string, number>();
  for (const [source, { bytesInOutput }] of Object.entries(output.inputs)) {
    const part = partOf(source);
    parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
  }
  const largest = [...parts].sort(([, a], [, b]) => b - a).slice(0, 8);
  const row = (label: string, bytes: number): string => `${label.padEnd(34)}${String(bytes).padStart(8)} B`;
  return [row(path, output.bytes), ...largest.map(([part, bytes]) => row(`  ${part}`, bytes))].join('\n');
}

/** `../core/src/http/guard.ts` → `core/http`; `../../node_modules/valibot/dist/index.mjs` → `valibot`. */
function partOf(path: string): string {
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (dependency) return dependency;
  const ours = path.replace(/^\.\.\/(core)\/src\//, '$1/').replace(/^src\//, 'extension/');
  return ours.split('/').slice(0, 2).join('/');
}
