import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from '../../scripts/lib/run.ts';
import { scratchDir } from '../../scripts/vscode/scratchDir.ts';
import { rootDir } from '../harness/artifacts.ts';
import type { Subject } from './runJourney.ts';

/** Packages the probe extension, with which the harness tests itself. */
export async function packageProbe(): Promise<Subject> {
  const { dir } = await scratchDir();
  const vsixPath = join(dir, 'probe.vsix');
  const vsce = join(rootDir, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsixPath];
  const { code, output } = await runNode(vsce, ['package', ...flags], {
    cwd: fileURLToPath(new URL('../probe', import.meta.url)),
  });
  if (code !== 0) throw new Error(`The probe could not be packaged:\n${output}`);
  return { vsixPath, extensionId: 'opencredits.probe', statusBarId: 'opencredits.probe.probe' };
}
