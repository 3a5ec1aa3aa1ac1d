import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { runNode } from '../../scripts/lib/run.ts';

/** Packages a tiny extension, as it stands in a folder of `bench/`, into `outDir`. Returns the VSIX's path. */
export async function packageFolder(
  name: 'emptyExtension' | 'itemExtension',
  outDir: string,
): Promise<string> {
  const vsixPath = join(outDir, `${name}.vsix`);
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsixPath];
  const { code, output } = await runNode(vsce, ['package', ...flags], { cwd: join(root, 'bench', name) });
  if (code !== 0) throw new Error(`${name} could not be packaged:\n${output}`);
  return vsixPath;
}
