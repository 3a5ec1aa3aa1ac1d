import { join } from 'node:path';
import type { ThemeKind } from '../../harness/host.ts';
import { addKey, replaceKey } from '../../journeys/steps/keys.ts';
import { clickUntilAsked } from '../../journeys/steps/refresh.ts';
import type { Stage } from '../stage.ts';
import type { View } from './dashboardGallery.ts';

const themes: readonly ThemeKind[] = ['light', 'dark', 'hcDark', 'hcLight'];

/** The first day, a provider that is down then, and one that was down from the first. */
export async function shootBeginnings(
  { simulator, window }: Stage,
  view: View,
  folder: string,
): Promise<void> {
  const shoot = async (name: string): Promise<void> => {
    for (const theme of themes)
      for (const width of [1280, 360])
        await view.shoot(theme, width, join(folder, `${name}-${theme}-${width}.png`));
    await window.page.setViewportSize({ width: 1280, height: 720 });
    console.log(`✓ ${name}`);
  };
  await addKey(window, 'ordinaryRealTotals');
  await view.tab.waitUntilDrawn();
  await shoot('firstDay');
  simulator.control.fault({ kind: 'status', status: 503 });
  await clickUntilAsked(window, simulator);
  await view.tab.waitForText(/503/);
  await shoot('stale');
  // The check of the key is answered, what comes after it is not.
  simulator.control.fault([
    { kind: 'delay', delayMs: 1, times: 1 },
    { kind: 'status', status: 503 },
  ]);
  await replaceKey(window, 'ordinary403');
  await view.tab.waitForText('Not known yet');
  await shoot('failed');
}
