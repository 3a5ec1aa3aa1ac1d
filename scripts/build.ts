// `npm run build`: the programs of both hosts, from one source, and the dashboard's page. `--dev` keeps names and adds source maps, `--watch` goes on building.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { build as esbuild, context } from 'esbuild';
import type { BundleName } from './build/bundles.ts';
import { bundleFiles, bundleNames, bundleOptions } from './build/bundles.ts';
import { sizeTable } from './build/sizeTable.ts';
import { extensionRoot, isTask, outRoot } from './lib/paths.ts';

export interface BuildOptions {
  /** Readable output with source maps, for the debugger. Never packaged. */
  readonly dev?: boolean;
}

export interface Bundle {
  readonly name: BundleName;
  /** Absolute path of the file. */
  readonly path: string;
  readonly metafile: Metafile;
}

/**
 * Makes all bundles afresh; what lay in dist before is gone, so no old file can slip into a package.
 * @throws Error from esbuild when a source does not compile; it has printed where.
 */
export async function build(options: BuildOptions = {}): Promise<Bundle[]> {
  rmSync(join(extensionRoot, 'dist'), { recursive: true, force: true });
  return Promise.all(
    bundleNames.map(async (name) => {
      const { metafile } = await esbuild({ ...bundleOptions(name, options.dev ?? false), metafile: true });
      // https://esbuild.github.io/analyze/ draws this file.
      mkdirSync(join(outRoot, 'meta'), { recursive: true });
      writeFileSync(join(outRoot, 'meta', `${name}.json`), JSON.stringify(metafile));
      return { name, path: join(extensionRoot, bundleFiles[name]), metafile };
    }),
  );
}

/** Builds all bundles for debugging and again after each change, until the process is ended. */
async function watch(): Promise<void> {
  for (const name of bundleNames) {
    const options = bundleOptions(name, true);
    const reporter = {
      name: 'reporter',
      setup: (events: { onStart(f: () => void): void; onEnd(f: () => void): void }) => {
        // .vscode/tasks.json waits for these two sentences.
        events.onStart(() => console.log(`[${name}] building…`));
        events.onEnd(() => console.log(`[${name}] watching for changes`));
      },
    };
    const watcher = await context({ ...options, plugins: [...(options.plugins ?? []), reporter] });
    await watcher.watch();
  }
}

if (isTask(import.meta.url)) {
  if (process.argv.includes('--watch')) await watch();
  else {
    const bundles = await build({ dev: process.argv.includes('--dev') });
    for (const { name, metafile } of bundles) console.log(`${sizeTable(name, metafile)}\n`);
  }
}
