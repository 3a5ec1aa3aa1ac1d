import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { states } from '../../packages/dashboard/src/testing/states.ts';
import type { PageCheck } from './pageCheck.ts';
import { openStage } from './stage.ts';

/** What has the focus: its role or tag, and its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return '';
    const name = at.getAttribute('aria-label') ?? at.closest('label')?.textContent ?? at.textContent ?? '';
    return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${name.trim()}`;
  });
}

/** All stops of the Tab key, from the first to the last. */
async function stops(page: Page): Promise<readonly string[]> {
  const seen: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop === '' || seen.length > 200) return seen;
    seen.push(stop);
  }
}

export const keyboardChecks: readonly PageCheck[] = [
  {
    name: 'keyboard: the Tab key visits every control, and each chart once',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      await stage.show(states.managementKey);
      assert.deepEqual(await stops(stage.page), [
        'button Refresh',
        'button Export',
        'button Top up',
        'button Activity',
        'tab Overview',
        ...['24 h', '7 d', '30 d', '90 d', 'Year', 'All', 'Custom'].map((name) => `button ${name}`),
        'input Compare',
        'button Set budgets',
        'button Show as table: Balance',
        'button Save as SVG: Balance',
        'img 25 Nov, 15:20',
        ...['Model', 'Provider', 'Key'].map((name) => `button ${name}`),
        'button Show as table: Spend per day',
        'button Save as SVG: Spend per day',
        'img Wed, 25 Nov 2026',
        'button Show as table: Hours of the week',
        'button Save as SVG: Hours of the week',
        'img Sunday, 23:00–00:00',
        'button All keys',
      ]);
      await stage.close();
    },
  },
  {
    name: 'keyboard: every column can be sorted by, and more rows be had',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'dark' });
      await stage.show({ ...states.huge, view: { ...states.huge.view, tab: 'keys' } });
      const { page } = stage;
      assert.equal(await page.locator('tbody tr').count(), 50);
      await page.getByRole('button', { name: 'Show more' }).press('Enter');
      assert.equal(await page.locator('tbody tr').count(), 100);
      const column = page.getByRole('columnheader', { name: 'Spent' });
      await column.getByRole('button').press('Enter');
      assert.equal(await column.getAttribute('aria-sort'), 'descending');
      await column.getByRole('button').press('Enter');
      assert.equal(await column.getAttribute('aria-sort'), 'ascending');
      await page.getByRole('searchbox', { name: 'Filter keys' }).fill('service-9999');
      assert.equal(await page.locator('tbody tr').count(), 1);
      assert.match((await page.getByRole('status').textContent()) ?? '', /^1 of 10,000 keys$/);
      await stage.close();
    },
  },
  {
    name: 'keyboard: arrow keys, Home and End go over the points of a chart, and their words are shown and read out',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'light' });
      await stage.show(states.managementKey);
      const { page } = stage;
      const spend = page.getByRole('region', { name: 'Spend per day' });
      const words = () => spend.locator('.readout').textContent();
      const heard = () => spend.locator('[aria-live=polite]').textContent();
      await spend.getByRole('img', { name: 'Wed, 25 Nov 2026' }).focus();
      assert.match((await words()) ?? '', /^Wed, 25 Nov 2026: at least \$\d+\.\d\d so far \(seen in part\)$/);
      await page.keyboard.press('Home');
      assert.equal(await focused(page), 'img Tue, 27 Oct 2026');
      assert.match(
        (await heard()) ?? '',
        /^Tue, 27 Oct 2026: \$\d+\.\d\d, anthropic\/claude-sonnet-4\.5 \$\d+\.\d\d, /,
      );
      await page.keyboard.press('ArrowLeft');
      assert.equal(await focused(page), 'img Tue, 27 Oct 2026');
      for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
      assert.equal(await words(), 'Mon, 2 Nov 2026: not known');
      await page.keyboard.press('End');
      assert.equal(await focused(page), 'img Wed, 25 Nov 2026');
      // An hour of the week has neighbours above and below, too.
      const hours = page.getByRole('region', { name: 'Hours of the week' });
      await hours.getByRole('img', { name: 'Sunday, 23:00–00:00' }).focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowLeft');
      assert.equal(await focused(page), 'img Saturday, 22:00–23:00');
      await stage.close();
    },
  },
  {
    name: 'keyboard: tabs by arrow keys, the menu by arrow keys, Enter and Escape',
    async run(browser) {
      const stage = await openStage(browser, { theme: 'hcDark' });
      await stage.show(states.managementKey);
      const { page } = stage;
      await page.getByRole('tab', { name: 'Overview' }).focus();
      await page.keyboard.press('ArrowRight');
      assert.equal(await focused(page), 'tab Models');
      await page.getByRole('rowheader', { name: /^anthropic\/claude-sonnet-4\.5/ }).waitFor();
      await page.keyboard.press('End');
      assert.equal(await focused(page), 'tab Events');
      const button = page.getByRole('button', { name: 'Export' });
      await button.press('Enter');
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(page), 'menuitem JSON');
      await page.keyboard.press('Escape');
      assert.equal(await focused(page), 'button Export');
      await button.press('ArrowDown');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      assert.deepEqual((await stage.messages()).at(-1), { kind: 'export', format: 'json' });
      assert.equal(await page.getByRole('menu').count(), 0);
      await stage.close();
    },
  },
];
