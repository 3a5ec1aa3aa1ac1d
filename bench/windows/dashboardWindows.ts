import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Simulator } from '../../packages/simulator/src/index.ts';
import type { BenchEditor } from '../editor/benchEditor.ts';
import { type DashboardTimes, type PageTimes, timesOfDashboard, timesOfPage } from '../editor/pageWatch.ts';
import { type PathCounts, usageRequests } from '../requests/usageRequests.ts';
import { hasFigure } from './oursWindow.ts';

/** A page that is opened in a window that has shown none yet, and again after it was closed. */
export interface Openings<Times> {
  readonly first: Times;
  readonly again: Times;
}

export type DashboardOpening = DashboardTimes & {
  /** What reached the simulator until all was drawn. */
  readonly asked: PathCounts;
};

/** The dashboard, with the usage that is on disk. */
export async function dashboardWindow(
  editor: BenchEditor,
  { control }: Simulator,
): Promise<Openings<DashboardOpening>> {
  return openings(editor, 'OpenCredits: Open Dashboard', async (page) => {
    const times = await timesOfDashboard(page);
    const asked = usageRequests(control.requests());
    control.clearRequests();
    return { ...times, asked };
  });
}

/** The baseline, an extension beside ours: a page with a line of text. */
export async function pageWindow(editor: BenchEditor): Promise<Openings<PageTimes>> {
  return openings(editor, 'Bench: Open Bare Page', timesOfPage);
}

/** Then nobody has asked for it in this hour. No window may be open. */
export async function forgetUsage(storageFolder: string): Promise<void> {
  const names = await readdir(storageFolder);
  for (const name of names.filter((one) => one.startsWith('usage.'))) await rm(join(storageFolder, name));
}

async function openings<Times>(
  editor: BenchEditor,
  command: string,
  timesOf: (page: Page) => Promise<Times>,
): Promise<Openings<Times>> {
  const { window, item, close } = await editor.openWindow();
  // It has started its extensions by now.
  await item.first('a figure', hasFigure);
  await window.runCommand(command);
  const first = await timesOf(window.page);
  await window.runCommand('View: Close All Editors');
  await window.page.locator('iframe.webview').waitFor({ state: 'detached' });
  await window.runCommand(command);
  const again = await timesOf(window.page);
  await close();
  return { first, again };
}
