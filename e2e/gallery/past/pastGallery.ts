import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '../../../packages/simulator/src/index.ts';
import { owe } from '../../../scripts/vscode/cleanUp.ts';
import { artifactsDir, rootDir } from '../../harness/artifacts.ts';
import type { HostName, ThemeKind } from '../../harness/host.ts';
import { launchHost } from '../../harness/launchHost.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { addKey, openConfigure } from '../../journeys/steps/keys.ts';
import { clickUntilAsked, waitForTooltip } from '../../journeys/steps/refresh.ts';
import type { Subject } from '../../runner/runJourney.ts';
import { writeContactSheet, type SheetRow } from '../contactSheet.ts';
import { barShot, openTooltipShot, quickInputShot, type Shot, toastShot, tooltipShot } from '../shots.ts';
import type { Stage } from '../stage.ts';
import { storePast } from './storePast.ts';
import { limited, managed, type Story } from './stories.ts';
import { tooltipAsText } from './tooltipText.ts';

const themes: readonly ThemeKind[] = ['light', 'dark', 'hcDark', 'hcLight'];

/** The hosts whose storage is a folder that a past can be put into. */
export type PastHost = Exclude<HostName, 'web'>;

/**
 * Photographs what the past of an account tells, and the alerts: one contact sheet per theme, each picture by itself, and
 * the words of the tooltips as a screen reader has them, in artifacts/gallery/past. The newest VS Code gives the pictures of
 * the README, in docs/images.
 * @returns the sheets.
 */
export async function takePastGallery(subject: Subject, hostName: PastHost): Promise<readonly string[]> {
  const album = new Album(hostName);
  await onFreshStage(subject, hostName, async (stage) => {
    await live(stage, managed);
    await shootTooltip(stage, album, managed.name);
    if (hostName === '1.139') await shootReadme(stage);
    await shootStyles(stage, album);
    await shootBudgets(stage, album);
    await shootNarrow(stage, album, managed.name);
  });
  await onFreshStage(subject, hostName, async (stage) => {
    await live(stage, limited);
    await shootTooltip(stage, album, limited.name);
  });
  let sheets: readonly string[] = [];
  await onFreshStage(subject, hostName, async (stage) => {
    await addKey(stage.window, 'ordinaryRealTotals');
    await waitForTooltip(stage.window, /collecting…/);
    await shootTooltip(stage, album, 'firstDay');
    await shootAlert(stage, album);
    sheets = await album.writeSheets(stage.window);
  });
  return sheets;
}

/** Pictures as they are taken: each is written by itself, and all of a theme are laid out at the end. */
class Album {
  readonly #folder: string;
  readonly #rows = new Map<ThemeKind, SheetRow[]>(themes.map((theme) => [theme, []]));

  constructor(readonly hostName: PastHost) {
    this.#folder = join(artifactsDir, 'gallery', 'past', hostName);
  }

  async add(theme: ThemeKind, name: string, ...shots: readonly Shot[]): Promise<void> {
    this.#rows.get(theme)?.push({ caption: name, shots });
    for (const [at, { png }] of shots.entries()) {
      await this.write(`${name}-${theme}${at === 0 ? '' : `-${at + 1}`}.png`, png);
    }
    console.log(`✓ ${this.hostName} ${theme} ${name}`);
  }

  async write(name: string, content: string | Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, name), content);
  }

  async writeSheets({ page }: VscodeWindow): Promise<readonly string[]> {
    const paths: string[] = [];
    for (const [theme, rows] of this.#rows) {
      const path = join(artifactsDir, 'gallery', `past-${this.hostName}-${theme}.png`);
      await writeContactSheet(page, path, `The past, VS Code ${this.hostName}, ${theme}`, rows);
      paths.push(path);
    }
    return paths;
  }
}

async function onFreshStage(
  subject: Subject,
  hostName: PastHost,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator();
  const stopSimulator = owe(() => simulator.stop());
  const host = await launchHost(hostName, { ...subject, provider: simulator, scale: 2 });
  try {
    await play({ host, simulator, window: await host.openWindow() });
  } finally {
    await host.stop();
    await stopSimulator();
  }
}

/** From a new key to the day on which the story is told. */
async function live({ host, simulator, window }: Stage, story: Story): Promise<void> {
  const { storageFolder } = host;
  assert.ok(storageFolder);
  simulator.control.setAccount(story.persona, story.change(simulator.control.now()));
  await addKey(window, story.persona);
  await waitForTooltip(window, /collecting…/);
  await window.leaveHover();
  await storePast(storageFolder, story.spend);
  for (const [key, value] of Object.entries(story.settings ?? {})) await host.setSetting(key, value);
  // The past is looked at with each answer.
  await clickUntilAsked(window, simulator);
  await waitForTooltip(window, story.told);
}

async function shootTooltip({ host, window }: Stage, album: Album, name: string): Promise<void> {
  for (const theme of themes) {
    await host.setTheme(theme);
    await window.dismissNotifications();
    // The picture of the trend is drawn anew for the theme.
    await window.page.waitForTimeout(500);
    await album.add(theme, name, await barShot(window), await tooltipShot(window));
  }
  await album.write(`${name}.txt`, await tooltipAsText(window));
}

/** A person who reads the README sees what the tooltip is like after some weeks. */
async function shootReadme({ host, window }: Stage): Promise<void> {
  const folder = join(rootDir, 'docs', 'images');
  await mkdir(folder, { recursive: true });
  for (const theme of ['dark', 'light'] as const) {
    await host.setTheme(theme);
    await window.page.waitForTimeout(500);
    await writeFile(join(folder, `balance-${theme}.png`), (await tooltipShot(window)).png);
  }
}

async function shootNarrow({ window }: Stage, album: Album, name: string): Promise<void> {
  const theme = themes.at(-1) ?? 'light';
  for (const [width, height] of [
    [800, 600],
    [1280, 400],
  ] as const) {
    await window.page.setViewportSize({ width, height });
    await window.waitForStatusBar(/^OpenRouter: /);
    await album.add(theme, `${name}At${width}x${height}`, await openTooltipShot(window));
    // Out of the tooltip, which covers the middle of so small a window.
    await window.page.mouse.move(width - 10, 10);
    await window.page.locator('.workbench-hover:visible').first().waitFor({ state: 'hidden' });
  }
  await window.page.setViewportSize({ width: 1280, height: 720 });
}

async function shootStyles({ host, window }: Stage, album: Album): Promise<void> {
  for (const theme of themes) {
    await host.setTheme(theme);
    await window.runCommand('OpenCredits: Choose Status Bar Style');
    await window.quickInput.waitFor({ title: /style/, item: /Your own/ });
    await album.add(theme, 'styles', await quickInputShot(window));
    await window.quickInput.cancel();
  }
  await host.setSetting('opencredits.statusBar.format', '{account}: {headline} · {rate} · {runway}');
  await window.waitForStatusBar(/\/h · /);
  for (const theme of themes) {
    await host.setTheme(theme);
    await album.add(theme, 'rateAndRunway', await barShot(window));
  }
  await host.setSetting('opencredits.statusBar.format', undefined);
  await window.waitForStatusBar(/^OpenRouter: \$[\d.]+$/);
}

async function shootBudgets({ host, window }: Stage, album: Album): Promise<void> {
  for (const theme of themes) {
    await host.setTheme(theme);
    await openConfigure(window);
    await window.quickInput.pick(/Budgets…/);
    await window.quickInput.waitFor({ title: /budgets$/, item: /Daily/ });
    const list = await quickInputShot(window);
    await window.quickInput.pick(/Daily/);
    await window.quickInput.waitFor({ title: /daily budget$/ });
    await album.add(theme, 'budgets', list, await quickInputShot(window));
    await window.quickInput.cancel();
  }
}

/** The account, which is at $5.20, falls below the first threshold. */
async function shootAlert({ host, window, simulator }: Stage, album: Album): Promise<void> {
  const snooze = async (name: string): Promise<void> => {
    for (const theme of themes) {
      await host.setTheme(theme);
      await window.runCommand('OpenCredits: Snooze Alerts');
      await window.quickInput.waitFor({ title: /snooze/, item: /24 hours/ });
      await album.add(theme, name, await quickInputShot(window));
      await window.quickInput.cancel();
    }
  };
  await snooze('snooze');
  simulator.control.spend('ordinaryRealTotals', 1);
  await clickUntilAsked(window, simulator);
  await window.waitForNotification(/credit is low/);
  for (const theme of themes) {
    await host.setTheme(theme);
    await album.add(theme, 'lowCredit', await toastShot(window));
  }
  await window.pressNotificationButton("Don't Show Again");
  await window.runCommand('OpenCredits: Snooze Alerts');
  await window.quickInput.pick(/24 hours/);
  await window.waitForNotification(/quiet/);
  await window.dismissNotifications();
  await snooze('snoozed');
}
