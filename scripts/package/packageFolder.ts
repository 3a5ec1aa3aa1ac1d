import { basename, join } from 'node:path';
import { root } from '../lib/paths.ts';
import { runNode } from '../lib/run.ts';

/**
 * Packages a tiny extension of the tests or the bench as it stands in its folder.
 * @returns the path of the VSIX, which is named after the folder and lies in `outDir`
 */
export async function packageFolder(folder: string, outDir: string): Promise<string> {
  const vsixPath = join(outDir, `${basename(folder)}.vsix`);
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsixPath];
  const { code, output } = await runNode(vsce, ['package', ...flags], { cwd: join(root, folder) });
  if (code !== 0) throw new Error(`${folder} could not be packaged:\n${output}`);
  return vsixPath;
}
