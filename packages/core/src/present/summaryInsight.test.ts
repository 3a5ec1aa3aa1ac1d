import { describe, expect, test } from 'vitest';
import type { Runway } from '../forecast/runway.ts';
import type { Insight } from '../insight/insight.ts';
import { DAY_MS, periodStartMs } from '../model/periods.ts';
import type { Reading } from '../model/reading.ts';
import { anInsight, daysOf, firstDay, seen } from '../testing/insights.ts';
import { aBalance, aReading, usd } from '../testing/readings.ts';
import { NOW_MS, read, watching } from '../testing/watches.ts';
import { summarize, type Summary, type SummaryStyle } from './summary.ts';

const STYLE: SummaryStyle = { locale: 'en-US', hideAmounts: false, nowMs: NOW_MS, timeZone: 'UTC' };
const HOUR_MS = 3_600_000;
const MANAGEMENT = { keyKind: 'management', balance: aBalance('5.20') } as const;

const of = (
  reading: Partial<Reading>,
  insight: Insight | undefined,
  style: Partial<SummaryStyle> = {},
): Summary => summarize(watching(read(reading)), { ...STYLE, ...style }, [], insight);

/** Each row as it is read; hosts differ in the spaces around a dash. */
const rows = (summary: Summary): readonly string[] =>
  summary.rows.map(({ label, value, detail = '' }) =>
    `${label}: ${value}${detail && ` (${detail})`}`.replace(/[\u2009\u202f\u00a0]/g, ' '),
  );
const rowsOf = (...args: Parameters<typeof of>): readonly string[] => rows(of(...args));
const SPENT = /^(?:Today|This week|This month)/;
const spentOf = (...args: Parameters<typeof of>): readonly string[] =>
  rowsOf(...args).filter((row) => SPENT.test(row));

const spendOf = (over: Partial<Insight['spend']>): Insight =>
  anInsight({ spend: { ...anInsight().spend, ...over } });

describe('spend', () => {
  test('of a management key is what was seen of the account', () => {
    expect(spentOf(MANAGEMENT, anInsight())).toEqual([
      'Today: $0.40 (since 00:00 UTC)',
      'This week: $3.50',
      'This month: $21.05',
    ]);
  });

  test('a management key’s own, always 0, is not shown as spend, pace or trend', () => {
    const summary = of(MANAGEMENT, anInsight({ meter: 'key' }));
    expect(summary.rows.map(({ label }) => label)).toEqual([]);
    expect(summary.trend).toBeUndefined();
  });

  test('of an ordinary key is its own where nothing is known of the account', () => {
    const insight = anInsight({ meter: 'key' });
    expect(spentOf({}, insight)).toEqual([
      'Today: $0.42 (since 00:00 UTC)',
      'This week: $2.90',
      'This month: $9.75',
    ]);
  });

  test('is the whole account’s where that is known for all of the period, and says whose it is', () => {
    const month = seen('1.25', Date.parse('2026-11-14T08:00:00Z'), { isPartial: true });
    expect(spentOf({ balance: aBalance('5.20') }, spendOf({ month }))).toEqual([
      'Today: $0.40 (whole account · since 00:00 UTC)',
      'This week: $3.50 (whole account)',
      'This month: $9.75 (this key)',
    ]);
  });

  test('what was watched for a part of the period says since when', () => {
    const since = (text: string) => seen('0.10', Date.parse(text), { isPartial: true });
    const insight = spendOf({
      today: since('2026-11-24T10:00:00Z'),
      week: since('2026-11-23T22:05:00Z'),
      month: since('2026-11-14T08:00:00Z'),
    });
    expect(spentOf(MANAGEMENT, insight)).toEqual([
      'Today: $0.10 (seen since 10:00 UTC)',
      'This week: $0.10 (seen since Mon 22:05 UTC)',
      'This month: $0.10 (seen since Nov 14 UTC)',
    ]);
  });

  test('of a budget a part is at least so much', () => {
    const month = seen('31', Date.parse('2026-11-14T08:00:00Z'), { isPartial: true });
    expect(spentOf(MANAGEMENT, spendOf({ month }), { budgets: { month: 40 } })[2]).toBe(
      'This month: $31.00 (at least 77 % of $40 budget · seen since Nov 14 UTC)',
    );
  });

  test('a counter that began anew makes it a part without a beginning', () => {
    const week = seen('2', periodStartMs('week', NOW_MS), { isPartial: true });
    expect(spentOf(MANAGEMENT, spendOf({ week }))).toContain('This week: $2.00 (seen in part)');
  });

  test('says how far it may be off, from a cent on', () => {
    const today = seen('0.40', periodStartMs('day', NOW_MS), { uncertainMicros: 120_000n });
    const week = seen('3.50', periodStartMs('week', NOW_MS), { uncertainMicros: 9_000n });
    expect(spentOf(MANAGEMENT, spendOf({ today, week })).slice(0, 2)).toEqual([
      'Today: $0.40 (since 00:00 UTC · ±$0.12)',
      'This week: $3.50',
    ]);
  });

  test('what is not known is a dash, and what was counted before midnight is not of today', () => {
    const yesterday = periodStartMs('day', NOW_MS) - 2 * HOUR_MS;
    const today = seen('0.40', yesterday, { coveredToMs: yesterday + HOUR_MS });
    expect(spentOf(MANAGEMENT, spendOf({ today, week: 'unknown' })).slice(0, 2)).toEqual([
      'Today: –',
      'This week: –',
    ]);
  });

  test('at other providers stays apart from what was seen of the credits', () => {
    const ownKeySpend = { today: usd('1.50'), week: usd('6'), month: usd('22'), lifetime: usd('40.25') };
    const today = spentOf({ ownKeySpend }, anInsight()).filter((row) => row.startsWith('Today'));
    expect(today).toEqual([
      'Today: $0.40 (whole account · from credits · since 00:00 UTC)',
      'Today: $1.50 (at other providers (BYOK))',
    ]);
  });

  test('stands against its budget, rounded down', () => {
    const budgets = { day: 1, month: 9.76 };
    expect(spentOf({}, undefined, { budgets })).toEqual([
      'Today: $0.42 (42 % of $1 budget)',
      'This week: $2.90',
      'This month: $9.75 (99 % of $9.76 budget)',
    ]);
    expect(spentOf({}, undefined, { budgets: { day: 0 } })[0]).toBe('Today: $0.42');
  });
});

describe('pace', () => {
  const paceOf = (...args: Parameters<typeof of>): string | undefined =>
    rowsOf(...args).find((row) => row.startsWith('Pace'));

  test('is what an hour costs, and whose', () => {
    expect(paceOf(MANAGEMENT, anInsight())).toBe('Pace: $0.42/h (in the last hour)');
    expect(paceOf({}, anInsight())).toBe('Pace: $0.42/h (whole account · in the last hour)');
  });

  test('is being collected until it is known, and not spoken of without a history', () => {
    expect(paceOf({}, anInsight({ pace: { kind: 'collecting' } }))).toBe('Pace: collecting… (needs an hour)');
    expect(paceOf({}, undefined)).toBeUndefined();
  });
});

describe('runway', () => {
  const range = (fromMs: number, toMs?: number, cap: 'balance' | 'keyLimit' = 'balance'): Runway => ({
    kind: 'range',
    cap,
    earliestMs: NOW_MS + fromMs,
    medianMs: NOW_MS + fromMs,
    latestMs: toMs === undefined ? undefined : NOW_MS + toMs,
  });

  test.each<[string, Runway, string | undefined]>([
    ['days', range(7.2 * DAY_MS, 10.9 * DAY_MS), 'Runway: 7–11 days (Dec 1 – 5)'],
    ['hours of a limit', range(2.5 * HOUR_MS, 9 * HOUR_MS, 'keyLimit'), 'Runway: 2–9 hours (Nov 24)'],
    ['any moment', range(0, 20 * 60_000), 'Runway: up to 1 hour (Nov 24)'],
    ['exactly so many', range(3 * DAY_MS, 3 * DAY_MS), 'Runway: 3 days (Nov 27)'],
    ['no end known', range(5 * DAY_MS), 'Runway: 5 days or more (from Nov 29)'],
    ['already over', range(-2 * HOUR_MS, -HOUR_MS), 'Runway: up to 1 hour (Nov 24)'],
    ['collecting', { kind: 'collecting' }, 'Runway: collecting… (needs 3 days)'],
    ['idle', { kind: 'idle' }, 'Runway: – (nothing was spent in the last days)'],
    ['ran out', { kind: 'ranOut', cap: 'keyLimit' }, 'Runway: nothing left (of the key limit)'],
    ['beyond', { kind: 'beyond' }, 'Runway: more than a year'],
    [
      'resets first',
      { kind: 'resetsFirst', resetsAtMs: NOW_MS + 12 * HOUR_MS },
      'Runway: past the reset (in 12 h)',
    ],
    ['uncapped', { kind: 'uncapped' }, undefined],
  ])('%s', (_what, runway, expected) => {
    const told = rowsOf(MANAGEMENT, anInsight({ runway })).find((row) => row.startsWith('Runway'));
    expect(told).toBe(expected);
  });

  test('of several caps it says which one is reached', () => {
    const limited = {
      keyLimit: { kind: 'limited', remaining: usd('3'), limit: usd('10'), resets: { kind: 'never' } },
    } as const;
    const told = rowsOf({ balance: aBalance('5.20'), ...limited }, anInsight());
    expect(told).toContain('Runway: 5–9 days (to the end of the account balance · Nov 29 – Dec 3)');
  });

  test('its dates are those where the person is', () => {
    const told = rowsOf(MANAGEMENT, anInsight({ runway: range(2.4 * DAY_MS, 2.45 * DAY_MS) }), {
      timeZone: 'Asia/Tokyo',
    });
    expect(told.at(-1)).toBe('Runway: 2–3 days (Nov 26 – 27)');
  });
});

describe('trend', () => {
  test('the last two weeks in words', () => {
    expect(of(MANAGEMENT, anInsight()).trend).toBe('Last 14 days: $1.13 a day, most $3.10 on Nov 21.');
    expect(of({}, anInsight()).trend).toMatch(/^Last 14 days, whole account: /);
  });

  test('gaps are told and not averaged; the time before it was watched is no gap', () => {
    const days = daysOf(undefined, undefined, '1', undefined, '3', undefined, '5');
    expect(of(MANAGEMENT, anInsight({ days })).trend).toBe(
      'Last 5 days: $2.00 a day, most $5.00 today. 2 days not seen.',
    );
  });

  test('a day that was seen in part is not averaged', () => {
    const trendOf = (...amounts: readonly string[]): string | undefined =>
      of(MANAGEMENT, anInsight({ days: firstDay(daysOf(...amounts), { isPartial: true }) })).trend;
    expect(trendOf('0.10', '2', '4', '0')).toContain('$3.00 a day');
    expect(trendOf('0.10', '1')).toBe('Last 2 days: most $1.00 today.');
  });

  test('of nothing', () => {
    expect(of(MANAGEMENT, anInsight({ days: daysOf('0', '0', undefined) })).trend).toBe(
      'Last 3 days: nothing. 1 day not seen.',
    );
  });

  test('two currencies are not added up: the newest counts', () => {
    const euros = { amount: { amountMicros: 900_000_000n, currency: 'EUR' } };
    const days = firstDay(daysOf('900', '2', '4', '0'), euros);
    expect(of(MANAGEMENT, anInsight({ days })).trend).toBe('Last 3 days: $3.00 a day, most $4.00 on Nov 23.');
  });

  test('none from one day, and none that would call another day today', () => {
    expect(of(MANAGEMENT, anInsight({ days: daysOf(undefined, '1') })).trend).toBeUndefined();
    expect(of(MANAGEMENT, anInsight({ days: daysOf('1', '2', '3').slice(0, 2) })).trend).toBeUndefined();
  });
});

test('hidden amounts are hidden there too, and days are not amounts', () => {
  const doubted = seen('0.40', periodStartMs('day', NOW_MS), { uncertainMicros: 120_000n });
  const summary = of(MANAGEMENT, spendOf({ today: doubted }), {
    hideAmounts: true,
    budgets: { day: 10 },
  });
  expect(summary.trend).toBeUndefined();
  expect(JSON.stringify(summary)).not.toMatch(/\$|0\.4/);
  expect(rows(summary)).toEqual([
    'Today: ••• (4 % of ••• budget · since 00:00 UTC)',
    'This week: •••',
    'This month: •••',
    'Pace: •••/h (in the last hour)',
    'Runway: 5–9 days (Nov 29 – Dec 3)',
  ]);
});

test('dates and times are written as the display language does', () => {
  const week = seen('2', Date.parse('2026-11-23T22:05:00Z'), { isPartial: true });
  const german = rowsOf(MANAGEMENT, spendOf({ week }), { locale: 'de' }).join('\n');
  expect(german).toMatch(/seen since Mo\.?,? 22:05 UTC/);
  expect(german).toMatch(/29\. Nov\. – 3\. Dez\./);
});

test('without a history everything is as the reading has it', () => {
  expect(summarize(watching(read(aReading())), STYLE)).toEqual(of({}, undefined));
  expect(rowsOf({}, undefined)).toEqual([
    'Account balance: – (not visible to this key)',
    'Key limit: none',
    'Today: $0.42',
    'This week: $2.90',
    'This month: $9.75',
  ]);
});
