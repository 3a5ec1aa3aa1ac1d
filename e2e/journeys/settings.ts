import assert from 'node:assert/strict';
import { keyFor, type Simulator } from '../../packages/simulator/src/index.ts';
import type { Host } from '../harness/host.ts';
import type { VscodeWindow } from '../harness/vscodeWindow.ts';
import type { Journey } from '../runner/journey.ts';
import { addKey, openConfigure } from './steps/keys.ts';
import { asked, assertOnlyAllowedRequests, clickUntilAsked, waitForTooltip } from './steps/refresh.ts';

const hourMs = 3_600_000;

/** What a repository might try: to ask at its own host, to ask often, to hide us or to cry wolf. */
const hostileSettings = {
  'opencredits.updateInterval': '1 minute',
  'opencredits.showInStatusBar': false,
  'opencredits.providers.openrouter.enabled': false,
  'opencredits.hideAmounts': true,
  'opencredits.statusBar.format': 'pwned {headline}',
  'opencredits.statusBar.alignment': 'left',
  'opencredits.thresholds.low': 1000,
  'opencredits.thresholds.critical': 1000,
  'opencredits.baseUrl': 'https://elsewhere.example/api/v1',
  'opencredits.endpoint': 'https://elsewhere.example',
  'opencredits.providers.openrouter.baseUrl': 'https://elsewhere.example',
  'opencredits.providers.openrouter.endpoint': 'https://elsewhere.example',
  'http.proxy': 'http://elsewhere.example:1',
  'http.proxyStrictSSL': false,
};

export const journey: Journey = {
  title:
    'a hostile workspace changes nothing, the user’s settings act at once; the key of the environment is two steps from the figure; after a restart the last figure is there with its age before any answer [trust 1, 3–5]',
  timeoutMs: 300_000,
  async run({ open, simulator }) {
    const { host, window } = await open({
      workspaceFiles: {
        'notes.txt': 'hello',
        '.vscode/settings.json': JSON.stringify(hostileSettings),
        '.env': `OPENROUTER_API_KEY=${keyFor('wealthy')}\nOPENROUTER_BASE_URL=https://elsewhere.example\n`,
      },
      env: {
        OPENROUTER_API_KEY: keyFor('ordinaryRealTotals'),
        OPENROUTER_BASE_URL: 'https://elsewhere.example/api/v1',
        OPENROUTER_API_BASE: 'https://elsewhere.example/api/v1',
      },
    });
    await window.waitForFolderEntry('notes.txt');
    await window.waitForStatusBar('OpenRouter: Set up');
    assert.deepEqual(asked(simulator), [], 'a key is never taken silently');
    await keyOfTheEnvironment(window, host, simulator);
    await nothingFromTheWorkspace(window);
    await settingsActAtOnce(window, host);

    // Everything so far was about one key.
    assertOnlyOneKey(simulator);
    await restart(window, host, simulator);
    assertOnlyOneKey(simulator);
    assertOnlyAllowedRequests(simulator);
  },
};

/** One click and one Enter where there is an environment; a browser has none, and the workspace's .env is not one. */
async function keyOfTheEnvironment(window: VscodeWindow, host: Host, simulator: Simulator): Promise<void> {
  if (host.name === 'web') {
    const items = await openConfigure(window);
    assert.ok(!items.some((item) => /OPENROUTER_API_KEY|environment/i.test(item)), items.join('\n'));
    await window.quickInput.cancel();
    await addKey(window, 'ordinaryRealTotals');
  } else {
    await window.clickStatusBar();
    const list = await window.quickInput.waitFor({ title: /set up/, item: /OPENROUTER_API_KEY/ });
    assert.match(list.focused, /^Use the key in OPENROUTER_API_KEY/);
    await window.screenshot('settings-1-environmentKey');
    await window.quickInput.accept();
  }
  await window.waitForStatusBar('OpenRouter: $5.20');
  assert.ok(asked(simulator).length > 0);
}

async function nothingFromTheWorkspace(window: VscodeWindow): Promise<void> {
  await window.waitForBackground('none');
  await waitForTooltip(window, /next in [56] min/);
  const item = await window.page.locator('[id="opencredits.opencredits.balance"]').boundingBox();
  assert.ok(item && item.x > 640, 'on the right');
}

async function settingsActAtOnce(window: VscodeWindow, host: Host): Promise<void> {
  await host.setSetting('opencredits.updateInterval', '1 hour');
  await waitForTooltip(window, /next in (60 min|1 h)/);
  await host.setSetting('opencredits.statusBar.format', '{headline} · {month} this month');
  await window.waitForStatusBar(/^\$5\.20 · .+ this month$/);
  await host.setSetting('opencredits.statusBar.format', undefined);
  await window.waitForStatusBar('OpenRouter: $5.20');
  await host.setSetting('opencredits.hideAmounts', true);
  const hidden = await window.waitForStatusBar('OpenRouter: •••');
  assert.doesNotMatch(hidden.ariaLabel, /\d/);
  assert.doesNotMatch(await waitForTooltip(window, /•••/), /\$\d/);
  await window.screenshot('settings-2-hiddenAmounts');
  await host.setSetting('opencredits.hideAmounts', undefined);
  await window.waitForStatusBar('OpenRouter: $5.20');
  await host.setSetting('opencredits.thresholds.low', 10);
  await window.waitForBackground('warning');
  await host.setSetting('opencredits.thresholds.low', undefined);
  await window.waitForBackground('none');
}

async function restart(window: VscodeWindow, host: Host, simulator: Simulator): Promise<void> {
  // Two hours later, in a new window. While the item is hidden nothing is asked, not even by a window that has never
  // asked.
  await host.setSetting('opencredits.showInStatusBar', false);
  await window.waitUntilStatusBarHidden();
  simulator.control.spend('ordinaryRealTotals', 0.1);
  simulator.control.clearRequests();
  const again = await host.restartWindow({ file: 'snapshot.json', change: olderByTwoHours });
  await openConfigure(again);
  await again.quickInput.waitFor({ title: /^OpenRouter: keys$/ });
  await again.quickInput.cancel();
  assert.equal(await again.statusBar(), undefined);
  assert.deepEqual(asked(simulator), []);

  // Shown again, and the network is so slow that no answer comes.
  simulator.control.fault({ kind: 'hangBeforeHeaders' });
  await host.setSetting('opencredits.showInStatusBar', undefined);
  const old = await again.waitForStatusBar('OpenRouter: $5.20');
  assert.match(old.ariaLabel, /\$5\.20 account balance, updated 2 h ago\./);
  assert.match(await waitForTooltip(again, /refreshing now/), /Updated 2 h ago/);
  assert.ok(!asked(simulator).some(({ status }) => status !== undefined), 'nothing has been answered');
  await again.screenshot('settings-3-oldFigure');

  // Given up after 15 seconds; of a figure that is two intervals old the item says so by itself.
  await again.waitForStatusBar('OpenRouter: $5.20 $(warning)');
  await waitForTooltip(again, /15 seconds/);

  // The network is mended, and the key still there.
  simulator.control.fault(undefined);
  await clickUntilAsked(again, simulator);
  await again.waitForStatusBar('OpenRouter: $5.10');
}

function assertOnlyOneKey(simulator: Simulator): void {
  const personas = asked(simulator).map(({ persona }) => persona);
  assert.deepEqual([...new Set(personas)], ['ordinaryRealTotals'], 'the key in .env was never used');
}

function olderByTwoHours(text: string): string {
  return text.replace(/"atMs":\s*(\d+)/g, (_, atMs: string) => `"atMs":${Number(atMs) - 2 * hourMs}`);
}
