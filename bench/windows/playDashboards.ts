import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { browserProfile } from '../../e2e/harness/browserProfile.ts';
import { addKey } from '../../e2e/journeys/steps/keys.ts';
import { startSimulator } from '../../packages/simulator/src/index.ts';
import { seconds } from '../../scripts/lib/part.ts';
import { packageFolder } from '../../scripts/package/packageFolder.ts';
import { owe } from '../../scripts/vscode/cleanUp.ts';
import { scratchDir } from '../../scripts/vscode/scratchDir.ts';
import { startBenchEditor } from '../editor/benchEditor.ts';
import type { PageTimes } from '../editor/pageWatch.ts';
import {
  type DashboardOpening,
  dashboardWindow,
  forgetUsage,
  type Openings,
  pageWindow,
} from './dashboardWindows.ts';
import { oursItemId } from './oursWindow.ts';

/** What one round of windows, one of each kind, has measured. */
export interface DashboardRound {
  /** With nothing on disk of where money went. */
  readonly fresh: Openings<DashboardOpening>;
  /** With what a window before has asked for within the hour. */
  readonly kept: Openings<DashboardOpening>;
  readonly page: Openings<PageTimes>;
}

/**
 * Opens the dashboard of a busy organisation, and a bare page, in windows of one editor in turn. One window is open at a
 * time; which kind comes first changes with every round. Whoever has enough stops asking.
 */
export async function* playDashboards(
  vsixPath: string,
  rounds: number,
): AsyncGenerator<DashboardRound, void> {
  const { dir, remove } = await scratchDir();
  const simulator = await startSimulator();
  const stopSimulator = owe(() => simulator.stop());
  const browser = browserProfile(join(dir, 'browser'));
  const page = await packageFolder('bench/pageExtension', dir);
  await mkdir(join(dir, 'editor'));
  const editor = await startBenchEditor({
    dir: join(dir, 'editor'),
    vsixPaths: [page, vsixPath],
    itemId: oursItemId,
    browser,
    provider: simulator,
  });
  try {
    // The first windows count for nothing: they fill the caches of the browser and of VS Code.
    const { window, close } = await editor.openWindow();
    await addKey(window, 'organisation');
    await close();
    await dashboardWindow(editor, simulator);
    for (let index = 0; index < rounds; index++) {
      const startedMs = performance.now();
      const round: Partial<{ -readonly [Kind in keyof DashboardRound]: DashboardRound[Kind] }> = {};
      const windows = [
        async () => {
          await forgetUsage(editor.storageFolder);
          simulator.control.clearRequests();
          round.fresh = await dashboardWindow(editor, simulator);
        },
        async () => (round.kept = await dashboardWindow(editor, simulator)),
        async () => (round.page = await pageWindow(editor)),
      ];
      for (let step = 0; step < windows.length; step++) await windows[(index + step) % windows.length]?.();
      console.log(`dashboards ${index + 1} of ${rounds} (${seconds(performance.now() - startedMs)})`);
      const { fresh, kept, page: bare } = round;
      if (fresh && kept && bare) yield { fresh, kept, page: bare };
    }
  } finally {
    await browser.close();
    await editor.stop();
    await stopSimulator();
    await remove();
  }
}
