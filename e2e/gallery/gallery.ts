import { join } from 'node:path';
import { startSimulator } from '../../packages/simulator/src/index.ts';
import { owe } from '../../scripts/vscode/cleanUp.ts';
import { artifactsDir } from '../harness/artifacts.ts';
import type { ThemeKind } from '../harness/host.ts';
import { launchHost } from '../harness/launchHost.ts';
import { addKey } from '../journeys/steps/keys.ts';
import type { Subject } from '../runner/runJourney.ts';
import { writeContactSheet, type SheetRow } from './contactSheet.ts';
import { keyScreens, setupScreens, walkthroughScreen } from './screens.ts';
import { barShot, tooltipShot } from './shots.ts';
import { showAccount, type Stage } from './stage.ts';
import { states, type GalleryState } from './states.ts';

const themes: readonly ThemeKind[] = ['light', 'dark', 'hcDark', 'hcLight'];

/**
 * Photographs every state of the status bar and every screen of the flows in VS Code 1.139: one contact sheet per theme
 * in artifacts/gallery, for people to look at.
 * @returns the files that were written.
 */
export async function takeGallery(subject: Subject): Promise<readonly string[]> {
  const simulator = await startSimulator();
  const stopSimulator = owe(() => simulator.stop());
  const host = await launchHost('1.139', { ...subject, provider: simulator, scale: 2 });
  try {
    const stage: Stage = { host, simulator, window: await host.openWindow() };
    const sheets = new Map<ThemeKind, SheetRow[]>(themes.map((theme) => [theme, []]));
    const add = (theme: ThemeKind, rows: readonly SheetRow[]) => sheets.get(theme)?.push(...rows);

    for (const theme of themes) add(theme, await setupScreens(stage, theme));
    await addKey(stage.window, 'ordinaryRealTotals');
    for (const state of states) {
      for (const [theme, row] of await photograph(stage, state)) add(theme, [row]);
      console.log(`✓ ${state.name}`);
    }
    await showAccount(stage, 'limitAndBalance');
    for (const theme of themes) add(theme, await keyScreens(stage, theme));
    for (const theme of themes) add(theme, await widths(stage, theme));
    for (const theme of themes) add(theme, await walkthroughScreen(stage, theme));

    const paths: string[] = [];
    for (const [theme, rows] of sheets) {
      const path = join(artifactsDir, 'gallery', `${theme}.png`);
      await writeContactSheet(stage.window.page, path, `OpenCredits in VS Code 1.139, ${theme}`, rows);
      paths.push(path);
    }
    return paths;
  } finally {
    await host.stop();
    await stopSimulator();
  }
}

async function photograph(stage: Stage, state: GalleryState): Promise<[ThemeKind, SheetRow][]> {
  const { host, window } = stage;
  const rows: [ThemeKind, SheetRow][] = [];
  for (const theme of themes) {
    await host.setTheme(theme);
    if (state.brief || theme === themes[0]) await state.enter(stage);
    await window.waitForStatusBar(state.text);
    await window.dismissNotifications();
    const shots = [await barShot(window)];
    if (state.tooltip) shots.push(await tooltipShot(window));
    rows.push([theme, { caption: `${state.name}: ${state.text}`, shots }]);
    if (state.brief || theme === themes.at(-1)) await state.leave?.(stage);
  }
  return rows;
}

/** The whole bar of a narrow and of a wide window. */
async function widths({ host, window }: Stage, theme: ThemeKind): Promise<SheetRow[]> {
  await host.setTheme(theme);
  const rows: SheetRow[] = [];
  for (const width of [800, 1920]) {
    await window.page.setViewportSize({ width, height: 720 });
    await window.waitForStatusBar('OpenRouter: $5.20');
    rows.push({
      caption: `${width} pixels wide`,
      shots: [await barShot(window, width), await tooltipShot(window)],
    });
  }
  await window.page.setViewportSize({ width: 1280, height: 720 });
  return rows;
}
