import assert from 'node:assert/strict';
import {
  DASHBOARD_TABS,
  type DashboardState,
  DEFAULT_VIEW,
  isPageMessage,
} from '../../packages/core/src/index.ts';
import { states } from '../../packages/dashboard/src/testing/states.ts';
import type { PageCheck } from './pageCheck.ts';
import { openStage } from './stage.ts';

/** Where everything stands, and what has the focus. */
function layout(): string {
  const boxes = [...document.querySelectorAll('section, svg, .hit')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join(' ');
  });
  return JSON.stringify([scrollY, document.activeElement?.getAttribute('aria-label'), boxes]);
}

const OWN_DAYS = { name: 'custom', fromDay: '2026-10-27', toDay: '2026-11-25' } as const;

export const stateChecks: readonly PageCheck[] = [
  {
    name: 'state: what was looked at is kept over a reload and said when the page is ready',
    async run(browser) {
      const kept = { ...DEFAULT_VIEW, tab: 'keys' as const, range: { name: '90d' as const } };
      const again = await openStage(browser, { theme: 'dark', kept });
      assert.deepEqual(await again.messages(), [{ kind: 'ready', view: kept }]);
      await again.close();
      const stage = await openStage(browser, { theme: 'dark' });
      assert.deepEqual(await stage.messages(), [{ kind: 'ready' }]);
      await stage.show(states.managementKey);
      await stage.page.getByRole('button', { name: 'Year' }).click();
      const view = { ...states.managementKey.view, range: { name: '1y' } };
      assert.deepEqual((await stage.messages()).at(-1), { kind: 'view', view });
      assert.deepEqual(await stage.kept(), view);
      await stage.close();
    },
  },
  {
    name: 'state: a choice shows at once and stays until it is answered',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      await stage.show(states.managementKey);
      const pressed = () => stage.page.locator('[aria-label=Range] [aria-pressed=true]').textContent();
      await stage.page.getByRole('button', { name: '7 d' }).click();
      assert.equal(await pressed(), '7 d');
      // One that was on its way already does not take it back.
      await stage.show({ ...states.managementKey, nowMs: states.managementKey.nowMs + 1000 });
      assert.equal(await pressed(), '7 d');
      const { view } = states.managementKey;
      await stage.show({ ...states.managementKey, view: { ...view, range: { name: '7d' } } });
      // From here on the host has the say.
      await stage.show({ ...states.managementKey, view: { ...view, range: { name: '90d' } } });
      assert.equal(await pressed(), '90 d');
      await stage.close();
    },
  },
  {
    name: 'state: another account is chosen at once, and an own range by its two days',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'light' });
      await stage.show(states.manyAccounts);
      const { page } = stage;
      await page.getByRole('combobox', { name: 'Account' }).selectOption({ label: 'Personal' });
      assert.equal(await page.getByRole('combobox').inputValue(), 'a2');
      await page.getByRole('button', { name: 'Custom' }).click();
      await page.getByLabel('From').fill('2026-11-20');
      await page.getByLabel('to', { exact: true }).fill('2026-11-10');
      assert.equal(await page.getByRole('button', { name: 'Show', exact: true }).isDisabled(), true);
      await page.getByText('The last day is before the first.').waitFor();
      await page.getByLabel('From').fill('2026-11-01');
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      assert.deepEqual((await stage.messages()).at(-1), {
        kind: 'view',
        view: {
          ...DEFAULT_VIEW,
          accountId: 'a2',
          range: { name: 'custom', fromDay: '2026-11-01', toDay: '2026-11-10' },
        },
      });
      await stage.close();
    },
  },
  {
    name: 'state: focus, scroll and every place stay when only the age has changed',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      const { managementKey } = states;
      await stage.show(managementKey);
      await stage.page.getByRole('img', { name: 'Mon, 9 Nov 2026' }).focus();
      const before = await stage.page.evaluate(layout);
      assert.match(before, /Mon, 9 Nov 2026/);
      await stage.show({ ...managementKey, nowMs: managementKey.nowMs + 4000 });
      assert.equal(await stage.page.evaluate(layout), before);
      await stage.close();
    },
  },
  {
    name: 'state: a chart appears when its first figures come',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      for (const state of [
        states.starting,
        states.firstFigures,
        states.managementKey,
      ] satisfies DashboardState[])
        await stage.show(state);
      assert.equal(await stage.page.locator('.plot > svg').count(), 3);
      await stage.close();
    },
  },
  {
    name: 'state: what is not over is said to be so far, and not to be compared like with like',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      await stage.show(states.managementKey);
      const { page } = stage;
      await page.getByText('so far: today is not over').waitFor();
      await page.getByRole('button', { name: 'Show as table: Spend per day' }).click();
      const known = page.getByRole('table', { name: 'Spend per day, by model' }).locator('td:nth-child(3)');
      assert.deepEqual((await known.allTextContents()).slice(0, 2), ['in part, so far', 'in full']);
      const { view } = states.managementKey;
      const note = page.getByText('against whole days of the period before, and today is not over');
      for (const tab of ['models', 'keys'] as const) {
        await stage.show({ ...states.managementKey, view: { ...view, tab } });
        assert.equal(await note.count(), 1, tab);
        await stage.show({ ...states.managementKey, view: { ...view, tab, compares: false } });
        assert.equal(await note.count(), 0, `${tab}, not compared`);
      }
      await stage.close();
    },
  },
  {
    name: 'state: where the time changes nothing, none is to be chosen',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      const { page } = stage;
      for (const tab of DASHBOARD_TABS) {
        const { view } = states.manyAccounts;
        await stage.show({ ...states.manyAccounts, view: { ...view, tab, range: OWN_DAYS } });
        const isOfTime = tab !== 'accounts';
        for (const name of ['Range', 'Custom range'])
          assert.equal(await page.getByRole('group', { name, exact: true }).count(), isOfTime ? 1 : 0, tab);
        const said = (await page.getByText('days begin at 00:00 UTC').textContent()) ?? '';
        assert.equal(said.includes('2026'), isOfTime, tab);
      }
      await stage.close();
    },
  },
  {
    name: 'state: every button says to the host what it is for, in messages that the host takes',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      await stage.show(states.ordinaryKey);
      const { page } = stage;
      for (const name of ['Refresh', 'Top up', 'Activity', 'Create a management key', 'Set budgets'])
        await page.getByRole('button', { name }).click();
      await stage.show(states.failed);
      for (const name of ['Configure', 'Show log']) await page.getByRole('button', { name }).click();
      await stage.show(states.empty);
      await page.getByRole('button', { name: 'Add an API key' }).click();
      const messages = await stage.messages();
      assert.deepEqual(messages.slice(1), [
        { kind: 'refresh' },
        { kind: 'open', link: 'topUp' },
        { kind: 'open', link: 'activity' },
        { kind: 'open', link: 'managementKeys' },
        { kind: 'run', action: 'setBudgets' },
        { kind: 'run', action: 'configure' },
        { kind: 'run', action: 'showLog' },
        { kind: 'run', action: 'configure' },
      ]);
      assert.deepEqual(
        messages.filter((message) => !isPageMessage(message)),
        [],
      );
      await stage.close();
    },
  },
];
