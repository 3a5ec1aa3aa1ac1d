import { packageFolder } from '../../scripts/package/packageFolder.ts';
import { scratchDir } from '../../scripts/vscode/scratchDir.ts';
import type { Subject } from './runJourney.ts';

/** Packages the probe extension, with which the harness tests itself. */
export async function packageProbe(): Promise<Subject> {
  const { dir } = await scratchDir();
  return {
    vsixPath: await packageFolder('e2e/probe', dir),
    extensionId: 'opencredits.probe',
    statusBarId: 'opencredits.probe.probe',
  };
}
