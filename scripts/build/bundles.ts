import { basename, dirname, join } from 'node:path';
import type { BuildOptions as EsbuildOptions, Plugin } from 'esbuild';
import { extensionRoot } from '../lib/paths.ts';

/** `node` and `web` are the hosts' programs, `page` is the dashboard's page, which every host shows. */
export type BundleName = 'node' | 'web' | 'page';

export const bundleNames: readonly BundleName[] = ['node', 'web', 'page'];

/** Where each bundle lies, relative to the extension's folder. The web host's is the manifest's `browser`. */
export const bundleFiles: Readonly<Record<BundleName, string>> = {
  node: 'dist/node/extension.js',
  web: 'dist/web/extension.js',
  page: 'dist/page/page.js',
};

/** The manifest's `main`: a few lines that load the Node bundle, which lies beside it, a turn later. */
export const nodeEntryFile = 'dist/node/entry.js';

/** What the rarer commands do: the Node bundle loads it at the first of them; the web host, which cannot, has it inside. */
export const nodeActionsFile = 'dist/node/actions.js';

/** History, forecast and alerts, loaded when there is an account to watch, behind the first figure. In the same way. */
export const nodePastFile = 'dist/node/past.js';

/** What is behind the dashboard's page: loaded when somebody opens one. In the same way. */
export const nodeDashboardFile = 'dist/node/dashboard.js';

/** How the page looks, beside its script. */
export const pageStyleFile = 'dist/page/page.css';

/** Leaves the import of these to be done when they are wanted, from the files beside. */
const partsApart: Plugin = {
  name: 'parts-apart',
  setup(builder) {
    builder.onResolve({ filter: /\/(actions|past|dashboard)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.js`, external: true } : undefined,
    );
  },
};

const browsers = ['chrome102', 'firefox102', 'safari15.4'];

/** How esbuild makes one bundle. */
export function bundleOptions(name: BundleName, dev: boolean): EsbuildOptions {
  return {
    absWorkingDir: extensionRoot,
    outdir: dirname(bundleFiles[name]),
    bundle: true,
    minify: !dev,
    // The default charset keeps every non-ASCII character escaped, so no invisible one can hide in what we ship.
    charset: 'ascii',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    ...(name === 'page' ? pageOptions(dev) : hostOptions(name, dev)),
  };
}

/** The page may fetch nothing, so its source map is inside it. */
function pageOptions(dev: boolean): EsbuildOptions {
  return {
    entryPoints: { page: '../dashboard/src/main.tsx' },
    format: 'iife',
    platform: 'browser',
    target: browsers,
    sourcemap: dev ? 'inline' : false,
  };
}

/** Both hosts' programs come from the same source; only the `#env/…` imports differ. */
function hostOptions(name: 'node' | 'web', dev: boolean): EsbuildOptions {
  return {
    entryPoints: [
      'src/extension.ts',
      ...(name === 'node'
        ? ['src/env/node/entry.ts', 'src/ui/actions.ts', 'src/past.ts', 'src/dashboard/dashboard.ts']
        : []),
    ],
    plugins: name === 'node' ? [partsApart] : [],
    entryNames: '[name]',
    format: 'cjs',
    // VS Code 1.74 runs the Node bundle in Node 16.14 and the web bundle in any browser of its day. Naming the browsers
    // spares the long detours that es2021 would need for #private fields.
    ...(name === 'node'
      ? { platform: 'node', target: 'node16.14', mainFields: ['module', 'main'] }
      : { platform: 'browser', target: browsers }),
    external: ['vscode', './extension.js'],
    // import() becomes a late require(): VS Code hands out its proxied https to those who require it by name.
    supported: { 'dynamic-import': false },
    alias: { '#env': join(extensionRoot, 'src', 'env', name) },
    sourcemap: dev ? 'linked' : false,
  };
}
