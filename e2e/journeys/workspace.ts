import assert from 'node:assert/strict';
import { keyFor } from '../../packages/simulator/src/index.ts';
import type { Journey } from '../runner/journey.ts';
import { openConfigure } from './steps/keys.ts';
import { addKey } from './steps/keys.ts';
import { asked, assertOnlyAllowedRequests, waitForTooltip } from './steps/refresh.ts';

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
    'a hostile workspace changes nothing; the key of the environment is two steps from the figure [trust 1, 3–5]',
  async run({ open, simulator, hostName }) {
    const { window } = await open({
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

    if (hostName === 'web') {
      // There is no environment in a browser, and the workspace's .env is not one.
      const items = await openConfigure(window);
      assert.ok(!items.some((item) => /OPENROUTER_API_KEY|environment/i.test(item)), items.join('\n'));
      await window.quickInput.cancel();
      await addKey(window, 'ordinaryRealTotals');
    } else {
      // One click and one Enter.
      await window.clickStatusBar();
      const list = await window.quickInput.waitFor({ title: /set up/, item: /OPENROUTER_API_KEY/ });
      assert.match(list.focused, /^Use the key in OPENROUTER_API_KEY/);
      await window.screenshot('workspace-1-environmentKey');
      await window.quickInput.accept();
    }
    const state = await window.waitForStatusBar('OpenRouter: $5.20');
    assert.equal(state.background, 'none', 'thresholds are the user’s');
    await waitForTooltip(window, /next in [56] min/);
    const item = await window.page.locator('[id="opencredits.opencredits.balance"]').boundingBox();
    assert.ok(item && item.x > 640, 'on the right');

    const personas = asked(simulator).map(({ persona }) => persona);
    assert.deepEqual([...new Set(personas)], ['ordinaryRealTotals'], 'the key in .env was never used');
    assertOnlyAllowedRequests(simulator);
  },
};
