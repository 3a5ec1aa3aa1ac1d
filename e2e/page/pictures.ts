import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { DASHBOARD_TABS, type DashboardState } from '../../packages/core/src/index.ts';
import { states } from '../../packages/dashboard/src/testing/states.ts';
import { artifactsDir } from '../harness/artifacts.ts';
import { themes } from './pageDocument.ts';
import { openStage } from './stage.ts';

const widths = [1280, 800, 360];

/**
 * Photographs every state in all themes and widths, whole pages, for people to look at.
 * @param wanted a part of a picture's name; '' for all
 * @returns the pictures' paths
 */
export async function takePictures(browser: Browser, wanted: string): Promise<readonly string[]> {
  const folder = join(artifactsDir, 'page');
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const theme of themes) {
    for (const width of widths) {
      const shots = shotsOf(states).filter(({ name }) => `${name}-${theme}-${width}`.includes(wanted));
      if (shots.length === 0) continue;
      const stage = await openStage(browser, { theme, width });
      for (const { name, state } of shots) {
        await stage.show(state);
        const path = join(folder, `${name}-${theme}-${width}.png`);
        await stage.page.screenshot({ path, fullPage: true });
        paths.push(path);
      }
      await stage.close();
    }
  }
  return paths;
}

/** Every state on its own tab, and the richest on every tab. */
function shotsOf(
  all: Readonly<Record<string, DashboardState>>,
): readonly { name: string; state: DashboardState }[] {
  return Object.entries(all).flatMap(([name, state]) => {
    const hasTabs = [
      'managementKey',
      'ordinaryKey',
      'stale',
      'manyAccounts',
      'hostile',
      'rightToLeft',
    ].includes(name);
    return DASHBOARD_TABS.filter((tab) => hasTabs || tab === 'overview').map((tab) => ({
      name: `${name}-${tab}`,
      state: { ...state, view: { ...state.view, tab } },
    }));
  });
}
