import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { LedgerRow, Simulator } from '../../../packages/simulator/src/index.ts';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import {
  between,
  change,
  count,
  credits,
  dollars,
  escaped,
  groups,
  percent,
  starts,
  sum,
} from '../steps/ledger.ts';
import { keyFigures, keyLimits } from './dashboardKeys.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Every figure on the page is the ledger's: headline, periods, bars and their parts, hours, models, keys, accounts. */
export async function dashboardFigures(tab: DashboardTab, { control }: Simulator): Promise<void> {
  const beganMs = control.now();
  const all = control.ledger('organisation');
  const { day, week, month } = starts(beganMs);
  const fromMs = day - 29 * DAY_MS;
  const shown = between(all, fromMs, day + DAY_MS);
  // Of models and keys whole days are known: each that had begun, to the hour, so long before.
  const begun = Math.ceil(Math.round((beganMs - fromMs) / HOUR_MS) / 24);
  const before = between(all, fromMs - 30 * DAY_MS, fromMs - (30 - begun) * DAY_MS);

  await tab.openTab('Keys');
  await tab.frame
    .getByRole('table', { name: 'What each key used, and its limit' })
    .waitFor({ timeout: 60_000 });
  await keyFigures(tab, shown, before, control);

  await tab.openTab('Overview');
  await tab.waitForText('$2,681.36', tab.section('What is left'));
  const spent = await tab.section('Spent').innerText();
  for (const [name, sinceMs] of [
    ['Today', day],
    ['This week', week],
    ['This month', month],
  ] as const)
    assert.match(
      spent,
      new RegExp(`${name}\\s+${escaped(dollars(credits(between(all, sinceMs, Infinity))))}(?:\\s|$)`),
    );
  await keyLimits(tab, control);
  // The simulator's clock stands still, the page's does not: another hour may have begun before something was read.
  const drawnMs = (): readonly number[] => [beganMs, Date.now()];
  await spendPerDay(tab, all, fromMs, drawnMs);
  await hoursOfTheWeek(tab, all, fromMs, drawnMs);
  await tab.openTab('Models');
  await models(tab, shown, before);
  await tab.openTab('Accounts');
  const [account = []] = await tab.table('The accounts side by side');
  assert.deepEqual(account.slice(0, 5), [
    'OpenRouter',
    '$2,681.36\naccount balance of $50,000 bought',
    ...[day, week, month].map((sinceMs) => dollars(credits(between(all, sinceMs, Infinity)))),
  ]);
}

async function spendPerDay(
  tab: DashboardTab,
  all: readonly LedgerRow[],
  fromMs: number,
  drawnMs: () => readonly number[],
): Promise<void> {
  const section = tab.section('Spend per day');
  const shown = between(all, fromMs, Infinity);
  // The same time of the period before, to the hour.
  const beforeMs = fromMs - 30 * DAY_MS;
  const said = await section.innerText();
  const before = drawnMs().map((nowMs) => {
    const hours = Math.round((nowMs - fromMs) / HOUR_MS);
    return `the period before (${dollars(credits(between(all, beforeMs, beforeMs + hours * HOUR_MS)))})`;
  });
  assert.ok(said.includes(`${dollars(credits(shown))} in all`), said);
  assert.ok(
    before.some((words) => said.includes(words)),
    `${before.join()}: ${said}`,
  );
  await tab.toggleTable('Spend per day');
  for (const [stack, nameOf] of [
    ['Provider', (row: LedgerRow) => row.provider],
    ['Key', (row: LedgerRow) => row.key],
    ['Model', (row: LedgerRow) => row.model],
  ] as const) {
    await tab.stackBy(stack);
    const largest = groups(shown, nameOf).slice(0, 7);
    const names = largest.map(([name]) => name);
    const rows = await tab.table(`Spend per day, by ${stack.toLowerCase()}`);
    assert.equal(rows.length, 30);
    for (const [at, [, amount, known, ...parts]] of rows.entries()) {
      const startMs = fromMs + (29 - at) * DAY_MS;
      const ofDay = between(shown, startMs, startMs + DAY_MS);
      assert.deepEqual([amount, known], [dollars(credits(ofDay)), at === 0 ? 'so far' : 'in full']);
      assert.deepEqual(
        parts.slice(0, 7),
        names.map((name) => dollars(credits(ofDay.filter((row) => nameOf(row) === name)))),
        `${stack} on ${new Date(startMs).toISOString()}`,
      );
    }
  }
  await tab.toggleTable('Spend per day');
}

async function hoursOfTheWeek(
  tab: DashboardTab,
  all: readonly LedgerRow[],
  fromMs: number,
  drawnMs: () => readonly number[],
): Promise<void> {
  await tab.toggleTable('Hours of the week');
  const rows = await tab.table('Mean spend in each hour of the week');
  await tab.toggleTable('Hours of the week');
  const figures = rows.map(([, ...cells]) => cells);
  const [first, ...others] = drawnMs().map((nowMs) => meanHours(all, fromMs, nowMs));
  assert.deepEqual(figures, others.find((one) => isDeepStrictEqual(one, figures)) ?? first);
}

/** From midnight on downwards, Monday first. */
function meanHours(all: readonly LedgerRow[], fromMs: number, nowMs: number): readonly (readonly string[])[] {
  const cells = new Map<string, number[]>();
  for (let atMs = fromMs; atMs < Math.floor(nowMs / HOUR_MS) * HOUR_MS; atMs += HOUR_MS) {
    const at = new Date(atMs);
    const cell = `${(at.getDay() + 6) % 7} ${at.getHours()}`;
    cells.set(cell, [...(cells.get(cell) ?? []), credits(between(all, atMs, atMs + HOUR_MS))]);
  }
  const mean = (hours: readonly number[]): number => hours.reduce((a, b) => a + b, 0) / hours.length;
  return Array.from({ length: 24 }, (_, hour) =>
    Array.from({ length: 7 }, (_each, weekday) =>
      dollars(Math.round(mean(cells.get(`${weekday} ${hour}`) ?? []))),
    ),
  );
}

async function models(
  tab: DashboardTab,
  shown: readonly LedgerRow[],
  before: readonly LedgerRow[],
): Promise<void> {
  const rows = await tab.table('What each model used');
  const total = credits(shown);
  const expected = groups(shown, (row) => row.model).map(([model, of]) => {
    const tokens = sum(of, (row) => row.promptTokens + row.completionTokens);
    const providers = groups(of, (row) => row.provider).map(([name]) => name);
    return [
      `${model}\n${providers.join(', ')}`,
      dollars(credits(of)),
      percent(credits(of) / total),
      change(credits(of), credits(before.filter((row) => row.model === model))),
      count(sum(of, (row) => row.requests)),
      count(sum(of, (row) => row.promptTokens)),
      count(sum(of, (row) => row.completionTokens)),
      count(sum(of, (row) => row.reasoningTokens)),
      dollars(Math.round((credits(of) * 1e6) / tokens)),
      dollars(sum(of, (row) => row.byokMicros)),
    ];
  });
  const byName = ([a = '']: readonly string[], [b = '']: readonly string[]): number => (a < b ? -1 : 1);
  assert.deepEqual(
    // Behind a change stands what is heard.
    rows.map((cells) => cells.map((cell, at) => (at === 3 ? cell.split('\n')[0] : cell) ?? '')).sort(byName),
    [...expected].sort(byName),
  );
}
