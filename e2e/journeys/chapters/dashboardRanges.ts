import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import { between, credits, dollars, starts } from '../steps/ledger.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So long providers tell of; before that nobody has seen anything. */
const TOLD_DAYS = 365;

interface Expected {
  readonly of: 'hour' | 'day' | 'week';
  /** When the first bar begins, and each other, by time. */
  readonly startsMs: readonly number[];
  readonly endMs: number;
}

/** Every range, and the days of a person's own choice: each bar, and what they add up to, is the ledger's. */
export async function dashboardRanges(tab: DashboardTab, { control }: Simulator): Promise<void> {
  await tab.openTab('Overview');
  const { day } = starts(control.now());
  const endMs = day + DAY_MS;
  const isMonday = (ms: number): boolean => new Date(ms).getUTCDay() === 1;
  const year = steps(endMs - 365 * DAY_MS, endMs, DAY_MS);

  await compare(tab, control, '24 h', () => {
    const hourMs = Math.floor(control.now() / HOUR_MS) * HOUR_MS;
    return {
      of: 'hour',
      startsMs: steps(hourMs - 23 * HOUR_MS, hourMs + 1, HOUR_MS),
      endMs: hourMs + HOUR_MS,
    };
  });
  await compare(tab, control, '7 d', () => ({ of: 'day', startsMs: year.slice(-7), endMs }));
  await compare(tab, control, '90 d', () => ({ of: 'day', startsMs: year.slice(-90), endMs }));
  await compare(tab, control, 'Year', () => ({ of: 'week', startsMs: year.filter(isMonday), endMs }));
  await compare(tab, control, 'All', () => {
    const all = steps(endMs - TOLD_DAYS * DAY_MS, endMs, DAY_MS);
    return { of: 'week', startsMs: all.filter((ms, at) => at === 0 || isMonday(ms)), endMs };
  });

  const [fromMs, lastMs] = [day - 40 * DAY_MS, day - 12 * DAY_MS];
  await tab.chooseDays(isoDay(fromMs), isoDay(lastMs));
  const startsMs = steps(fromMs, lastMs + 1, DAY_MS);
  await compare(tab, control, undefined, () => ({ of: 'day', startsMs, endMs: lastMs + DAY_MS }));
  await tab.chooseRange('30 d');
}

/** @param range undefined: what is chosen already */
async function compare(
  tab: DashboardTab,
  control: Simulator['control'],
  range: Parameters<DashboardTab['chooseRange']>[0] | undefined,
  expectedNow: () => Expected,
): Promise<void> {
  if (range) await tab.chooseRange(range);
  const { of } = expectedNow();
  const title = `Spend per ${of}`;
  for (;;) {
    const expected = expectedNow();
    await tab.toggleTable(title);
    const rows = await tab.table(new RegExp(`^${title}, by `));
    const said = await tab.section(title).innerText();
    await tab.toggleTable(title);
    // Another hour may have begun in between.
    if (expectedNow().endMs !== expected.endMs) continue;
    const bars = expected.startsMs.map((startMs, at) => ({
      startMs,
      endMs: expected.startsMs[at + 1] ?? expected.endMs,
    }));
    const all = control.ledger('organisation');
    const runs = expected.endMs > control.now();
    assert.deepEqual(
      rows.map(([, amount, known]) => [amount, known]),
      bars
        .map(({ startMs, endMs }) => [
          dollars(credits(between(all, startMs, endMs))),
          runs && endMs === expected.endMs ? 'so far' : 'in full',
        ])
        .reverse(),
      range ?? 'Custom',
    );
    const total = dollars(credits(between(all, bars[0]?.startMs ?? 0, expected.endMs)));
    assert.ok(said.includes(`${total} in all`), `${range}: ${total}: ${said}`);
    return;
  }
}

/** Before the end. */
function steps(fromMs: number, toMs: number, stepMs: number): readonly number[] {
  return Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, (_, at) => fromMs + at * stepMs);
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
