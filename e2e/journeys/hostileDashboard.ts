import assert from 'node:assert/strict';
import { keyFor } from '../../packages/simulator/src/index.ts';
import { DashboardTab } from '../harness/dashboardTab.ts';
import type { Journey } from '../runner/journey.ts';
import { assertNowhere } from './steps/canary.ts';
import { addKey } from './steps/keys.ts';
import { assertOnlyAllowedRequests } from './steps/refresh.ts';

export const journey: Journey = {
  title:
    'an organisation of 10,000 keys, whose models, providers, keys and workspaces have names that try to break out: all of it is text, and the browser had nothing to refuse [trust 53–57]',
  timeoutMs: 900_000,
  async run({ open, simulator }) {
    const { host, window } = await open({ logLevel: 'trace' });
    const { page } = window;
    const tab = new DashboardTab(page);
    let dialogs = 0;
    page.on('dialog', () => (dialogs += 1));
    await addKey(window, 'hostileOrganisation');
    await window.runCommand('OpenCredits: Open Dashboard');
    await tab.waitUntilDrawn();
    await tab.openTab('Keys');
    // A hundred pages of keys are asked for one after the other.
    await tab.waitForText('10,000 keys', undefined, 400_000);
    await assertOnlyText(tab);

    const filter = tab.frame.getByRole('searchbox', { name: 'Filter keys' });
    await filter.fill('onerror');
    await tab.waitForText(/[\d,]+ of 10,000 keys/);
    await filter.fill('');
    for (const name of ['Models', 'Overview', 'Accounts', 'Events'] as const) {
      await tab.openTab(name);
      await assertOnlyText(tab);
      await window.screenshot(`hostileDashboard-${name}`);
    }

    assert.equal(dialogs, 0);
    assert.deepEqual(tab.refusals, []);
    assert.deepEqual(await window.notifications(), []);
    assert.equal(
      page
        .context()
        .pages()
        .filter((one) => one.url() !== 'about:blank').length,
      1,
    );
    assertOnlyAllowedRequests(simulator, 'dashboard');
    await assertNowhere(host, keyFor('hostileOrganisation'));
  },
};

/** Nothing in the page came out of a name: no element that is not ours, no address, no character that hides or turns. */
async function assertOnlyText(tab: DashboardTab): Promise<void> {
  const found = await tab.frame.locator('body').evaluate((body) => ({
    scripts: body.querySelectorAll('script').length,
    active: body.querySelectorAll('img, iframe, style, form, object, embed, a, base, link, foreignObject')
      .length,
    handlers: [...body.querySelectorAll('*')]
      .filter(
        (element) =>
          element.getAttributeNames().some((name) => name.startsWith('on')) || element.getAttribute('style'),
      )
      .map((element) => element.outerHTML.slice(0, 200)),
    text: (body as HTMLElement).innerText,
    isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  }));
  assert.deepEqual(
    { scripts: found.scripts, active: found.active, handlers: found.handlers, isWide: found.isWide },
    { scripts: 1, active: 0, handlers: [], isWide: false },
  );
  assert.doesNotMatch(found.text, /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008]/);
}
