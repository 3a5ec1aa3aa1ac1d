import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator, type LoggedRequest, type Simulator } from '../../packages/simulator/src/index.ts';
import { seconds } from '../../scripts/lib/part.ts';
import { owe } from '../../scripts/vscode/cleanUp.ts';
import type { Host, HostName } from '../harness/host.ts';
import { launchHost } from '../harness/launchHost.ts';
import type { VscodeWindow } from '../harness/vscodeWindow.ts';
import { addKey } from '../journeys/steps/keys.ts';
import { asked, assertOnlyAllowedRequests, clickUntilAsked } from '../journeys/steps/refresh.ts';
import type { Subject } from '../runner/runJourney.ts';
import { watchFigure } from './figureWatch.ts';
import { countRequests, refreshPath } from './requestCount.ts';
import { intervalMs, type WindowsRow } from './windowsRow.ts';

/** An ordinary key that sees its account: two requests make a figure. */
const persona = 'ordinaryRealTotals';
const figure = 'OpenRouter: $5.20';
const spentUsd = 1;
const figureThen = '$4.20';

/** Eight windows may be starting on two cores. */
const openingTimeoutMs = 900_000;
/** Longer than the slowest interval: a window that hears nothing from the others asks by itself at last. */
const nextRefreshTimeoutMs = 2 * intervalMs;
/** How often to look at the simulator's log, which says nothing by itself. */
const lookEveryMs = 50;

export interface WindowsRun {
  readonly hostName: HostName;
  readonly subject: Subject;
  readonly windows: number;
  readonly intervals: number;
  say(progress: string): void;
}

/** Opens so many windows together on one profile and one account, and counts what reaches the account. */
export async function playWindows(run: WindowsRun): Promise<WindowsRow> {
  const { hostName, subject, windows: count, say } = run;
  const simulator = await startSimulator();
  const stopSimulator = owe(() => simulator.stop());
  const host = await launchHost(hostName, {
    ...subject,
    provider: simulator,
    userSettings: { 'opencredits.updateInterval': '1 minute' },
  });
  const stopHost = owe(() => host.stop());
  try {
    await saveKey(host);
    say('the key is saved; now all windows open');

    const openedMs = performance.now();
    simulator.control.clearRequests();
    const windows = await openTogether(host, count, say);
    const openingMs = performance.now() - openedMs;
    const opening = countRequests(simulator.control.requests());
    say(
      `all show the figure after ${seconds(openingMs)} and ${opening.refreshes} refreshes; now they are left alone`,
    );

    const counted = countRequests(await requestsOf(run, simulator));
    say(`${counted.refreshes} refreshes in ${run.intervals} intervals; now something is spent`);
    const spreadMs = await spreadOfChange(windows, subject.statusBarId, simulator);
    say(`the first and the last window showed it ${spreadMs} ms apart`);
    assertOnlyAllowedRequests(simulator);
    return {
      host: hostName,
      windows: count,
      openingMs,
      openingRefreshes: opening.refreshes,
      ...counted,
      spreadMs,
    };
  } finally {
    await stopHost();
    await stopSimulator();
  }
}

/** In a window of its own, which is closed again. */
async function saveKey(host: Host): Promise<void> {
  const window = await host.openWindow();
  await window.waitForStatusBar('OpenRouter: Set up');
  await addKey(window, persona);
  await window.waitForStatusBar(figure);
  await window.close();
}

async function openTogether(
  host: Host,
  count: number,
  say: WindowsRun['say'],
): Promise<readonly VscodeWindow[]> {
  let ready = 0;
  const open = async (): Promise<VscodeWindow> => {
    const window = await host.openWindow({ together: true });
    await window.waitForStatusBar(figure, openingTimeoutMs);
    say(`${++ready} of ${count} windows show the figure`);
    return window;
  };
  return Promise.all(Array.from({ length: count }, open));
}

/**
 * What came during the intervals. They begin with the first refresh that comes by itself once all windows show the
 * figure, and that refresh counts. Each next one comes 60 to 68 s after the last: a quarter of an interval before the
 * last of them is over, a single window has made exactly as many refreshes as there are intervals, whatever its jitter.
 * The simulator's own times count, for this process may be late.
 */
async function requestsOf(
  { intervals, say }: WindowsRun,
  simulator: Simulator,
): Promise<readonly LoggedRequest[]> {
  const earlier = asked(simulator).length;
  const since = (): readonly LoggedRequest[] => asked(simulator).slice(earlier);
  const find = (path: string, from: number): number =>
    since().findIndex((request, index) => index >= from && request.path === path);
  const begin = await firstIndex('a refresh', () => find(refreshPath, 0));
  const beganMs = since()[begin]?.atMs ?? 0;
  const counted = (): readonly LoggedRequest[] =>
    since().filter(({ atMs }, at) => at >= begin && atMs < beganMs + (intervals - 0.25) * intervalMs);
  // The interval runs from a refresh's end.
  await firstIndex('its last request', () => find('/api/v1/credits', begin));
  for (let interval = 1; interval <= intervals; interval++) {
    await delay(intervalMs);
    say(`interval ${interval} of ${intervals}: ${countRequests(counted()).refreshes} refreshes`);
  }
  return counted();
}

async function firstIndex(what: string, find: () => number): Promise<number> {
  const deadlineMs = performance.now() + nextRefreshTimeoutMs;
  for (;;) {
    const index = find();
    if (index >= 0) return index;
    if (performance.now() > deadlineMs)
      throw new Error(`Waited ${seconds(nextRefreshTimeoutMs)} for ${what}`);
    await delay(lookEveryMs);
  }
}

/**
 * Spends something, refreshes by a click in one window, and waits until all windows show it.
 * @returns milliseconds between the first window that showed it and the last.
 */
async function spreadOfChange(
  windows: readonly VscodeWindow[],
  itemId: string,
  simulator: Simulator,
): Promise<number> {
  const watches = await Promise.all(windows.map((window) => watchFigure(window, itemId)));
  simulator.control.spend(persona, spentUsd);
  const clicked = windows.at(-1);
  if (clicked) await clickUntilAsked(clicked, simulator);
  const firstMs = await Promise.all(watches.map((watch) => watch.firstMs(figureThen, nextRefreshTimeoutMs)));
  return Math.max(...firstMs) - Math.min(...firstMs);
}
