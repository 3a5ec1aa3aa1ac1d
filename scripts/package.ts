// `npm run package`: out/opencredits-VERSION.vsix, the file that people install.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { readManifest } from './lib/manifest.ts';
import { isTask, outRoot, root } from './lib/paths.ts';
import { runNode } from './lib/run.ts';
import { stage } from './package/stage.ts';
import { checkVsix } from './vsix/checkVsix.ts';
import { vsixReport } from './vsix/vsixReport.ts';

/**
 * Builds, stages and packages the extension. The same sources give the same bytes on one version of Node (another one's
 * zlib may compress differently).
 * @throws Error with vsce's whole output when it fails or warns.
 */
export async function packageExtension(): Promise<{ readonly vsixPath: string }> {
  const bundles = await build();
  const folder = stage(bundles.map(({ metafile }) => metafile));
  const { name, version } = readManifest();
  const vsixPath = join(outRoot, `${name}-${version}.vsix`);
  mkdirSync(outRoot, { recursive: true });

  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  // Without --allow-missing-repository vsce warns; there is no public address to name yet.
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--out', vsixPath];
  const { code, output } = await runNode(vsce, args, {
    cwd: folder,
    // A fixed date and zone (zip dates are local time) make the file reproducible. In GitHub's CI vsce words its
    // warnings differently, so it is not told where it runs.
    env: { SOURCE_DATE_EPOCH: '1767225600', TZ: 'UTC', GITHUB_ACTIONS: '' },
  });
  // vsce answers its own "continue?" with yes when nobody watches, so a warning has to stop us.
  if (code !== 0 || /WARNING/.test(output)) throw new Error(`vsce package is not content:\n${output}`);
  return { vsixPath };
}

if (isTask(import.meta.url)) {
  const { vsixPath } = await packageExtension();
  const result = checkVsix(readFileSync(vsixPath));
  console.log(vsixReport(vsixPath, result));
  if (result.problems.length > 0) process.exitCode = 1;
}
