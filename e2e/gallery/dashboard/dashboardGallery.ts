import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '../../../packages/simulator/src/index.ts';
import { owe } from '../../../scripts/vscode/cleanUp.ts';
import { artifactsDir, rootDir } from '../../harness/artifacts.ts';
import { DashboardTab } from '../../harness/dashboardTab.ts';
import type { ThemeKind } from '../../harness/host.ts';
import { launchHost } from '../../harness/launchHost.ts';
import { addKey } from '../../journeys/steps/keys.ts';
import { clickUntilAsked, waitForTooltip } from '../../journeys/steps/refresh.ts';
import { storeSamples } from '../../journeys/steps/storeSamples.ts';
import type { Subject } from '../../runner/runJourney.ts';
import type { PastHost } from '../past/pastGallery.ts';
import { storePast } from '../past/storePast.ts';
import { limited } from '../past/stories.ts';
import type { Stage } from '../stage.ts';
import { shootBeginnings } from './beginnings.ts';
import { organisationPast } from './organisationPast.ts';

const themes: readonly ThemeKind[] = ['light', 'dark', 'hcDark', 'hcLight'];
const tabs = ['Overview', 'Models', 'Keys', 'Accounts', 'Events'] as const;
const widths = [1280, 800, 360] as const;

const organisationSettings = {
  'opencredits.thresholds.low': 1000,
  'opencredits.thresholds.critical': 250,
  'opencredits.budgets.daily': 250,
  'opencredits.budgets.weekly': 1000,
  'opencredits.budgets.monthly': 5000,
};

const DAY_MS = 86_400_000;

/**
 * Photographs the dashboard of an organisation that has been watched for two months, of an ordinary key, and before there is
 * an account: in all kinds of themes and widths, into artifacts/gallery/dashboard. The newest VS Code gives the pictures of
 * the README.
 * @returns the folder
 */
export async function takeDashboardGallery(subject: Subject, hostName: PastHost): Promise<string> {
  const folder = join(artifactsDir, 'gallery', 'dashboard', hostName);
  await mkdir(folder, { recursive: true });
  await onStage(subject, hostName, organisationSettings, async (stage) => {
    const view = await openDashboard(stage, 'Add an API key');
    for (const theme of themes) await view.shoot(theme, 1280, join(folder, `empty-${theme}-1280.png`));
    await stage.window.runCommand('View: Close Editor');
    await liveOrganisation(stage);
    const lived = await openDashboard(stage, 'Overview');
    await lived.tab.openTab('Keys');
    await lived.tab.waitForText('140 keys');
    for (const name of tabs) {
      await lived.tab.openTab(name);
      for (const theme of themes)
        for (const width of widths)
          await lived.shoot(theme, width, join(folder, `organisation-${name}-${theme}-${width}.png`));
      console.log(`✓ ${hostName} organisation ${name}`);
    }
    if (hostName === '1.139') await shootReadme(lived);
    await lived.tab.openTab('Overview');
    await stage.host.setSetting('opencredits.hideAmounts', true);
    await lived.tab.waitForText('•••');
    for (const theme of themes) await lived.shoot(theme, 1280, join(folder, `hidden-${theme}-1280.png`));
  });
  await onStage(subject, hostName, { 'opencredits.budgets.daily': 4 }, async (stage) => {
    stage.simulator.control.setAccount(limited.persona, limited.change(stage.simulator.control.now()));
    await addKey(stage.window, limited.persona);
    await lookBack(stage, (storage) => storePast(storage, limited.spend));
    const view = await openDashboard(stage, 'Overview');
    for (const theme of themes)
      for (const width of widths)
        await view.shoot(theme, width, join(folder, `ordinaryKey-${theme}-${width}.png`));
    for (const name of ['Models', 'Keys', 'Events'] as const) {
      await view.tab.openTab(name);
      await view.shoot('light', 800, join(folder, `ordinaryKey-${name}-light-800.png`));
    }
    console.log(`✓ ${hostName} ordinary key`);
  });
  await onStage(subject, hostName, {}, async (stage) =>
    shootBeginnings(stage, await openDashboard(stage, ''), folder),
  );
  return folder;
}

async function onStage(
  subject: Subject,
  hostName: PastHost,
  settings: Readonly<Record<string, number>>,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator();
  const stopSimulator = owe(() => simulator.stop());
  const userSettings = {
    ...settings,
    // Newer versions and older ones say it each in their way.
    'workbench.activityBar.location': 'hidden',
    'workbench.activityBar.visible': false,
  };
  const host = await launchHost(hostName, { ...subject, provider: simulator, scale: 2, userSettings });
  try {
    const window = await host.openWindow();
    await window.runCommand('View: Close Primary Side Bar').catch(() => undefined);
    await play({ host, simulator, window });
  } finally {
    await host.stop();
    await stopSimulator();
  }
}

async function liveOrganisation(stage: Stage): Promise<void> {
  const { simulator, window } = stage;
  const { control } = simulator;
  await addKey(window, 'organisation');
  const ledger = control.ledger('organisation', { fromMs: control.now() - 61 * DAY_MS });
  await lookBack(stage, async (storage) => {
    await storeSamples(storage, (now) => organisationPast(ledger, now));
    control.spend('organisation', 8.4);
  });
}

/** From a new key to an account that has been watched. */
async function lookBack(
  { host, simulator, window }: Stage,
  store: (storageFolder: string) => Promise<void>,
): Promise<void> {
  await waitForTooltip(window, /collecting…/);
  await window.leaveHover();
  assert.ok(host.storageFolder);
  await store(host.storageFolder);
  // The past is looked at with each answer.
  await clickUntilAsked(window, simulator);
  await waitForTooltip(window, /Runway\s+(past|\d|up to)/);
  await window.leaveHover();
}

export interface View {
  readonly tab: DashboardTab;
  /** Of the page alone, this wide and as high as it needs. */
  shoot(theme: ThemeKind, width: number, path: string, height?: number): Promise<void>;
}

async function openDashboard({ host, window }: Stage, shown: string): Promise<View> {
  const { page } = window;
  await window.runCommand('OpenCredits: Open Dashboard');
  const tab = new DashboardTab(page);
  await tab.waitForText(new RegExp(shown, 'i'));
  const frame = page.locator('iframe.webview.ready');
  let worn: ThemeKind | undefined;
  return {
    tab,
    async shoot(theme, width, path, height) {
      if (worn !== theme) await host.setTheme(theme);
      worn = theme;
      await window.dismissNotifications().catch(() => undefined);
      for (let looks = 0; looks < 3; looks += 1) {
        const [size, box] = [page.viewportSize(), await frame.boundingBox()];
        if (!size || !box) throw new Error('the dashboard is not on screen');
        const needed = height ?? (await tab.frame.locator('#root').evaluate(heightOf));
        await page.setViewportSize({
          width: Math.round(size.width + width - box.width),
          height: Math.round(size.height + Math.max(needed, 300) - box.height),
        });
        await page.waitForTimeout(400);
      }
      // Off what was clicked.
      await page.mouse.move(1, 1);
      const clip = await frame.boundingBox();
      assert.ok(clip);
      await writeFile(path, await page.screenshot({ clip }));
    },
  };
}

/** Of the page's content, with the same room below it as above. Takes the focus off what was clicked. */
function heightOf(root: Element): number {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  return Math.ceil(root.getBoundingClientRect().bottom + scrollY) + 24;
}

/** What somebody sees who reads the README: the whole at a glance, where money went, and how small it can be. */
async function shootReadme({ tab, shoot }: View): Promise<void> {
  const images = join(rootDir, 'docs', 'images');
  await tab.openTab('Overview');
  await shoot('dark', 1100, join(images, 'dashboard-overview.png'));
  await shoot('hcLight', 400, join(images, 'dashboard-narrow.png'), 1250);
  await tab.openTab('Models');
  await shoot('light', 1200, join(images, 'dashboard-models.png'), 700);
}
