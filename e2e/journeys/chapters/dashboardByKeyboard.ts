import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import { credits, between, dollars, starts } from '../steps/ledger.ts';
import { focused, reach } from '../steps/pageFocus.ts';

/** Without the mouse: tabs, ranges, comparison, a chart's points and its table, a column and a filter. */
export async function dashboardByKeyboard(tab: DashboardTab, { control }: Simulator): Promise<void> {
  const { page } = tab;
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  await reach(tab, 'tab Overview');
  await press('ArrowRight');
  await tab.waitForView();
  assert.equal(await focused(tab), 'tab Models');
  await reach(tab, 'button 7 d');
  await press('Enter');
  await tab.waitForView();
  await reach(tab, 'input Compare');
  await press('Space');
  await tab.waitForView();
  assert.equal(await tab.frame.getByRole('columnheader', { name: 'Change' }).count(), 0);
  await press('Space');
  await tab.waitForView();
  await reach(tab, 'input Filter models');
  await page.keyboard.type('claude');
  await tab.waitForText(/\d of 1\d models/);
  await reach(tab, 'button Requests');
  await press('Enter');
  assert.equal(
    await tab.frame.getByRole('columnheader', { name: 'Requests' }).getAttribute('aria-sort'),
    'descending',
  );
  const rows = await tab.table('What each model used');
  const requests = rows.map((cells) => Number(cells[4]?.replaceAll(',', '')));
  assert.deepEqual(
    requests,
    [...requests].sort((a, b) => b - a),
  );
  assert.ok(rows.every(([model = '']) => model.includes('claude')));

  await reach(tab, 'tab Models', 'Shift+Tab');
  await press('Home');
  await tab.waitForView();
  await chartPoints(tab, control);
}

/** From bar to bar, and the words of each. */
async function chartPoints(tab: DashboardTab, control: Simulator['control']): Promise<void> {
  const { page } = tab;
  const { day } = starts(control.now());
  const section = tab.section('Spend per day');
  const readout = section.locator('.readout');
  await reach(tab, 'button Save as SVG: Spend per day');
  await page.keyboard.press('Tab');
  for (const [key, ago] of [
    [undefined, 0],
    ['ArrowLeft', 1],
    ['Home', 6],
    ['ArrowRight', 5],
    ['End', 0],
  ] as const) {
    if (key) await page.keyboard.press(key);
    const startMs = day - ago * 86_400_000;
    const spent = dollars(credits(between(control.ledger('organisation'), startMs, startMs + 86_400_000)));
    await tab.waitForText(`: ${spent}`, readout);
    const spoken = await section.locator('[aria-live]').innerText();
    assert.ok(spoken.includes(spent), `read out: ${spoken}`);
  }
  await reach(tab, 'button Show as table: Spend per day', 'Shift+Tab');
  await page.keyboard.press('Enter');
  assert.equal((await tab.table('Spend per day, by model')).length, 7);
  await page.keyboard.press('Enter');
}
