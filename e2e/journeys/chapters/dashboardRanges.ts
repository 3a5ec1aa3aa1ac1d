import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import { between, credits, dollars, starts } from '../steps/ledger.ts';
import { untilHourIsQuiet } from '../steps/quietClock.ts';

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
  // It stays a table when another range is chosen.
  await tab.toggleTable('Spend per day');
  await untilHourIsQuiet();
  await tab.chooseRange('24 h');
  // The page goes by the computer's clock; the simulator's stands still.
  const hourMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  await compare(tab, control, '24 h', {
    of: 'hour',
    startsMs: steps(hourMs - 23 * HOUR_MS, hourMs + 1, HOUR_MS),
    endMs: hourMs + HOUR_MS,
  });

  const { day } = starts(Date.now());
  const endMs = day + DAY_MS;
  const year = steps(endMs - TOLD_DAYS * DAY_MS, endMs, DAY_MS);
  const isMonday = (ms: number): boolean => new Date(ms).getUTCDay() === 1;
  for (const [range, of, startsMs] of [
    ['7 d', 'day', year.slice(-7)],
    ['90 d', 'day', year.slice(-90)],
    ['Year', 'week', year.filter(isMonday)],
    ['All', 'week', year.filter((ms, at) => at === 0 || isMonday(ms))],
  ] as const) {
    await tab.chooseRange(range);
    await compare(tab, control, range, { of, startsMs, endMs });
  }

  const [fromMs, lastMs] = [day - 40 * DAY_MS, day - 12 * DAY_MS];
  await tab.chooseDays(isoDay(fromMs), isoDay(lastMs));
  const startsMs = steps(fromMs, lastMs + 1, DAY_MS);
  await compare(tab, control, 'Custom', { of: 'day', startsMs, endMs: lastMs + DAY_MS });
  await tab.chooseRange('30 d');
  await tab.toggleTable('Spend per day');
}

async function compare(
  tab: DashboardTab,
  control: Simulator['control'],
  name: string,
  { of, startsMs, endMs }: Expected,
): Promise<void> {
  const title = `Spend per ${of}`;
  const rows = await tab.table(new RegExp(`^${title}, by `));
  const said = await tab.section(title).innerText();
  const all = control.ledger('organisation');
  const isOver = endMs <= Date.now();
  const expected = startsMs.map((startMs, at) => {
    const untilMs = startsMs[at + 1] ?? endMs;
    return {
      startMs,
      cells: [
        dollars(credits(between(all, startMs, untilMs))),
        isOver || untilMs < endMs ? 'in full' : 'so far',
      ],
    };
  });
  const bars = [...rows].reverse().map(([, amount, known], at) => ({
    startMs: startsMs[at] ?? NaN,
    cells: [amount, known],
  }));
  // For the simulator, whose clock stands still, no hour has begun since.
  const isTold = ({ startMs }: { readonly startMs: number }): boolean => startMs <= control.now();
  assert.equal(bars.length, expected.length, name);
  assert.deepEqual(bars.filter(isTold), expected.filter(isTold), name);
  const total = dollars(credits(between(all, startsMs[0] ?? 0, endMs)));
  assert.ok(said.includes(`${total} in all`), `${name}: ${total}: ${said}`);
}

/** Before the end. */
function steps(fromMs: number, toMs: number, stepMs: number): readonly number[] {
  return Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, (_, at) => fromMs + at * stepMs);
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
