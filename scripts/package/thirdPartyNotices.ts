import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from '../lib/paths.ts';

/**
 * The licence of every package that the bundles contain: their authors ask that it travels with the code.
 * @returns undefined when there is no such package.
 * @throws Error when such a package has no licence file.
 */
export function thirdPartyNotices(metafiles: readonly Metafile[]): string | undefined {
  const names = new Set<string>();
  for (const metafile of metafiles) {
    for (const input of Object.keys(metafile.inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      if (name) names.add(name);
    }
  }
  if (names.size === 0) return undefined;
  const notices = [...names].sort().map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].find((candidate) =>
      existsSync(join(folder, candidate)),
    );
    if (!file) throw new Error(`${name} is bundled, but has no licence file to ship with it`);
    return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return ['OpenCredits contains these packages:\n', ...notices].join('\n');
}
