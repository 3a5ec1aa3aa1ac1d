import assert from 'node:assert/strict';
import { keyFor, type Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host, LaunchOptions } from '../../harness/host.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { addKey, openConfigure } from '../steps/keys.ts';
import { asked, waitForTooltip } from '../steps/refresh.ts';

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

/** A folder and an environment that want our requests elsewhere; the environment's key is the user's own. */
export const hostileSurroundings: Partial<LaunchOptions> = {
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
};

/** The workspace changes nothing, and its `.env` is not read. From "Set up" to $5.20. */
export async function hostileWorkspace(
  window: VscodeWindow,
  host: Host,
  simulator: Simulator,
): Promise<void> {
  await window.waitForFolderEntry('notes.txt');
  await window.waitForStatusBar('OpenRouter: Set up');
  assert.deepEqual(asked(simulator), [], 'a key is never taken silently');
  await keyOfTheEnvironment(window, host);
  const state = await window.waitForStatusBar('OpenRouter: $5.20');
  assert.equal(state.background, 'none', 'thresholds are the user’s');
  await waitForTooltip(window, /next in [56] min/);
  const item = await window.page.locator('[id="opencredits.opencredits.balance"]').boundingBox();
  assert.ok(item && item.x > 640, 'on the right');
}

/** One click and one Enter where there is an environment; a browser has none, and the workspace's .env is not one. */
async function keyOfTheEnvironment(window: VscodeWindow, host: Host): Promise<void> {
  if (host.name === 'web') {
    const items = await openConfigure(window);
    assert.ok(!items.some((item) => /OPENROUTER_API_KEY|environment/i.test(item)), items.join('\n'));
    await window.quickInput.cancel();
    await addKey(window, 'ordinaryRealTotals');
  } else {
    await window.clickStatusBar();
    const list = await window.quickInput.waitFor({ title: /set up/, item: /OPENROUTER_API_KEY/ });
    assert.match(list.focused, /^Use the key in OPENROUTER_API_KEY/);
    await window.screenshot('manyKeys-1-environmentKey');
    await window.quickInput.accept();
  }
}
