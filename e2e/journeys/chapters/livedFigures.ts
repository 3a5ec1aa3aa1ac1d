import assert from 'node:assert/strict';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import { poll } from '../../harness/poll.ts';
import { dollars, escaped, moment, starts } from '../steps/ledger.ts';
import { untilHourIsQuiet } from '../steps/quietClock.ts';
import { DAYS, LASTS_DAYS, LEFT_MICROS, PER_HOUR_MICROS, type SteadyPast } from '../steps/steadyPast.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long it lasts, the balance over time, spend per day and what happened: all of it as it was lived. */
export async function livedFigures(tab: DashboardTab, past: SteadyPast): Promise<void> {
  await runway(tab, past);
  await balance(tab, past);
  await spend(tab, past);
  await hours(tab);
  await events(tab, past);
}

/** Tiles, the line below the balance and what is heard of it say the same; it may change by a day while they are read. */
async function runway(tab: DashboardTab, { nowMs, seenAtMs, balanceAt }: SteadyPast): Promise<void> {
  const section = tab.section('Balance');
  const { tiles, lasts, said } = await poll(
    tab.page,
    'the runway, said alike in all places',
    async () => {
      const text = plain(await tab.section('Runway').innerText());
      const [, days = '–', dates = '–'] =
        /Lasts (\d+–\d+ days) to the end of the account balance · (.+?) Last hour/.exec(text) ?? [];
      return {
        tiles: text,
        lasts: { days, dates, words: `${days} (to the end of the account balance · ${dates})` },
        line: plain(await section.innerText()),
        said: plain((await section.locator('svg desc').textContent()) ?? ''),
      };
    },
    ({ line, lasts: { words }, said: heard }) =>
      line.includes(`${dollars(LEFT_MICROS)} left · lasts ${words}`) && heard.includes(`Lasts ${words}.`),
  );
  const readMs = Date.now();
  const [from = NaN, to = NaN] = lasts.days.split(/\D+/).map(Number);
  assert.ok(from <= LASTS_DAYS && LASTS_DAYS <= to && to - from <= LASTS_DAYS / 2, lasts.words);
  const written = new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'short' });
  // Which space it is differs between versions of Intl's data.
  assert.equal(lasts.dates, plain(written.formatRange(readMs + from * DAY_MS, readMs + to * DAY_MS)));

  // Since the past ended nothing has been spent: the longer that takes, the less it was in the last hour.
  const sinceMicros = ((readMs - nowMs) * PER_HOUR_MICROS) / HOUR_MS;
  const [, lastHour = ''] = /Last hour (\S+) spent/.exec(tiles) ?? [];
  const [least, most] = [dollars(PER_HOUR_MICROS - sinceMicros), dollars(PER_HOUR_MICROS)];
  assert.ok(
    amount(least) <= amount(lastHour) && amount(lastHour) <= amount(most),
    `${least} to ${most} in the last hour: ${tiles}`,
  );

  const [firstMs = 0] = seenAtMs;
  for (const sentence of [
    `From ${dollars(balanceAt(firstMs))} on ${moment(firstMs, readMs)} to ${dollars(LEFT_MICROS)} on `,
    '1 gap. 2 top-ups.',
    'Low at $20.00. Critical at $1.00.',
  ])
    assert.ok(said.includes(sentence), `${sentence}: ${said}`);
}

async function balance(tab: DashboardTab, past: SteadyPast): Promise<void> {
  const { seenAtMs, balanceAt, topUps } = past;
  const nowMs = Date.now();
  const [firstMs = 0] = seenAtMs;
  const pointOf = (atMs: number): readonly string[] => {
    const bought = topUps.find((one) => one.atMs === atMs);
    return [moment(atMs, nowMs), dollars(balanceAt(atMs)), bought ? `+${dollars(bought.micros)}` : ''];
  };
  const all = [...seenAtMs].reverse().map(pointOf);
  // The open window has seen it, too, and since then nothing has been spent.
  const isSeenNow = ([, left, bought]: readonly string[]): boolean =>
    left === dollars(LEFT_MICROS) && bought === '';

  await tab.toggleTable('Balance');
  // There are more than anybody could read: each of them was there, and those that matter are.
  const month = await tab.table('Balance over time');
  const isLived = new Set(all.map((row) => row.join()));
  assert.deepEqual(
    month.filter((row) => !isLived.has(row.join()) && !isSeenNow(row)),
    [],
  );
  assert.ok(month.length > 100 && month.length <= 300, `${month.length} points`);
  assert.deepEqual(month.at(-1), pointOf(firstMs));
  assert.deepEqual(
    month.filter(([, , bought]) => bought !== ''),
    all.filter(([, , bought]) => bought !== ''),
  );

  await untilHourIsQuiet();
  await tab.chooseRange('24 h');
  const fromMs = (Math.floor(Date.now() / HOUR_MS) - 23) * HOUR_MS;
  const expected = all.slice(0, seenAtMs.filter((atMs) => atMs >= fromMs).length);
  const ofHours = await tab.table('Balance over time');
  assert.deepEqual(ofHours.slice(-expected.length), expected);
  const seenNow = ofHours.slice(0, -expected.length);
  assert.ok(seenNow.length > 0 && seenNow.every(isSeenNow), JSON.stringify(seenNow));
  await tab.toggleTable('Balance');
  await tab.chooseRange('30 d');
}

async function spend(tab: DashboardTab, { nowMs, gap, seenAtMs }: SteadyPast): Promise<void> {
  const { day, week, month } = starts(nowMs);
  const since = (fromMs: number): number => ((nowMs - fromMs) / HOUR_MS) * PER_HOUR_MICROS;
  const tiles = await tab.section('Spent').innerText();
  for (const [name, fromMs] of [
    ['Today', day],
    ['This week', week],
    ['This month', month],
  ] as const)
    assert.match(tiles, new RegExp(`${name}\\s+${escaped(dollars(since(fromMs)))}(?:\\s|$)`));

  await tab.toggleTable('Spend per day');
  const rows = await tab.table('Spend per day, by model');
  await tab.toggleTable('Spend per day');
  const aDay = 24 * PER_HOUR_MICROS;
  const daysKnown = rows.map(([, spent, known], daysAgo) => ({
    spent,
    known,
    startMs: day - daysAgo * DAY_MS,
  }));
  const isBesideGap = ({ startMs }: { readonly startMs: number }): boolean =>
    startMs < gap.toMs && startMs + DAY_MS > gap.fromMs;
  for (const { spent, known, startMs } of daysKnown.filter((one) => !isBesideGap(one)))
    assert.deepEqual(
      [spent, known],
      startMs < day - DAYS * DAY_MS
        ? ['–', 'not known']
        : startMs === day
          ? [dollars(since(day)), 'so far']
          : [dollars(aDay), 'in full'],
      new Date(startMs).toISOString(),
    );
  // On which of its two days it went while no window was open nobody can know; but none of it is lost.
  const besideGap = daysKnown.filter(isBesideGap);
  assert.equal(besideGap.length, 2);
  for (const { spent = '', known } of besideGap) {
    assert.equal(known, 'in part');
    const leastMicros = amount(spent) * 1e6;
    assert.ok(leastMicros > 0 && leastMicros < aDay, spent);
  }
  const said = await tab.section('Spend per day').innerText();
  assert.ok(said.includes(`${dollars(since(seenAtMs[0] ?? nowMs))} in all`), said);
}

/** Of three weeks each hour of the week has been seen, and in each the same was spent. */
async function hours(tab: DashboardTab): Promise<void> {
  await tab.toggleTable('Hours of the week');
  const rows = await tab.table('Mean spend in each hour of the week');
  await tab.toggleTable('Hours of the week');
  assert.deepEqual(
    rows.map(([, ...cells]) => cells),
    Array.from({ length: 24 }, () => Array.from({ length: 7 }, () => dollars(PER_HOUR_MICROS))),
  );
}

async function events(tab: DashboardTab, past: SteadyPast): Promise<void> {
  const nowMs = Date.now();
  await tab.openTab('Events');
  assert.deepEqual(
    await tab.table('What happened, the newest first'),
    past.events.map(({ atMs, words, micros }) => [
      moment(atMs, nowMs),
      words,
      `${words === 'Topped up' ? '+' : ''}${dollars(micros)}`,
    ]),
  );
}

/** In dollars. */
function amount(text: string): number {
  return Number(text.replace('$', ''));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
