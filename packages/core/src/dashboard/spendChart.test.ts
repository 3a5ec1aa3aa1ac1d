import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../monitor/times.ts';
import { at, micros, usages } from '../testing/namedSamples.ts';
import { askedAt, day, keyDay, row, usageOf } from '../testing/namedUsage.ts';
import type { HourUsage, Usage } from '../usage/usage.ts';
import { hourMap } from './hourMap.ts';
import { shownRange } from './shownRange.ts';
import { spendChart } from './spendChart.ts';
import { spendFacts } from './spendFacts.ts';
import type { RangeChoice, StackBy } from './view.ts';

/** A Tuesday. */
const NOW_MS = at('24 12:00');

const THREE_DAYS: RangeChoice = { name: 'custom', fromDay: '2026-11-22', toDay: '2026-11-24' };

type Seen = readonly (readonly [when: string, usage: string])[];

function chart(
  usage: Partial<Usage>,
  seen: Seen = [],
  choice: RangeChoice = THREE_DAYS,
  stackBy: StackBy = 'model',
) {
  const facts = spendFacts(usages(...seen), 'account', usageOf(usage), 'USD', NOW_MS);
  return spendChart(facts, shownRange(choice, NOW_MS), stackBy, '');
}

const dollars = (figure: { readonly micros: number } | null): number | null => figure && figure.micros / 1e6;

describe('the bars of days', () => {
  test('are the provider’s, of models, and a day that it does not know is what was seen here', () => {
    const { buckets, parts, total } = chart(
      { days: [day('22', [row('a', '1'), row('b', '2')]), day('24', [row('b', '0.50')], false)] },
      [
        ['22 00:00', '100'],
        ['23 00:00', '103'],
        ['23 00:05', '103'],
        ['23 13:00', '104'],
        ['24 00:00', '104'],
        ['24 11:59', '104.50'],
      ],
    );
    expect(parts).toEqual([
      { name: 'b', kind: 'named' },
      { name: 'a', kind: 'named' },
    ]);
    expect(buckets.map(({ spent, byPart }) => [dollars(spent), spent?.basis, byPart])).toEqual([
      [3, 'reported', [2_000_000, 1_000_000]],
      [1, 'observed', []],
      [0.5, 'reported', [500_000, 0]],
    ]);
    expect(total).toEqual({ micros: 4_500_000, basis: 'observed', isPartial: false });
  });

  test('of today are at least what was certainly seen: the rest is not broken down yet', () => {
    const { buckets, parts } = chart({ days: [day('24', [row('a', '0.50')], false)] }, [
      ['23 23:00', '100'],
      ['24 00:10', '100'],
      ['24 09:00', '101'],
      ['24 11:59', '102'],
    ]);
    expect(parts.at(-1)).toEqual({ name: 'Not broken down', kind: 'rest' });
    expect(buckets.at(-1)).toMatchObject({ spent: { micros: 2_000_000 }, byPart: [500_000, 1_500_000] });
  });

  test('on which side of midnight something went while nobody watched is not known: each has what is certain', () => {
    const { buckets, total } = chart({}, [
      ['22 00:00', '100'],
      ['22 00:05', '100'],
      ['22 06:00', '100.50'],
      ['23 18:00', '104.20'],
      ['23 20:00', '104.50'],
      ['24 00:05', '104.50'],
      ['24 11:59', '104.80'],
    ]);
    expect(buckets.map(({ spent }) => [dollars(spent), spent?.isPartial])).toEqual([
      [0.5, true],
      [0.3, true],
      [0.3, false],
    ]);
    expect(total, 'none of it is lost').toEqual({ micros: 4_800_000, basis: 'observed', isPartial: false });
  });

  test('of which nobody was asked after they had ended are known in part', () => {
    const days = [day('23', [row('a', '2')], false), day('24', [row('a', '1')], false)];
    const asked = (askedAtMs: number) =>
      chart({ days, askedAtMs: askedAt(askedAtMs) }).buckets.map(({ spent }) => spent?.isPartial);
    expect(asked(at('23 15:00'))).toEqual([undefined, true, true]);
    expect(asked(at('24 00:10'))).toEqual([undefined, false, true]);
    expect(asked(at('24 11:00'))).toEqual([undefined, false, false]);
    expect(chart({ days, askedAtMs: askedAt(at('23 15:00')) }).total).toMatchObject({ isPartial: true });
  });

  test('that are settled are the provider’s, whatever was seen', () => {
    const { buckets } = chart({ days: [day('22', [row('a', '0.50')])] }, [
      ['22 00:00', '100'],
      ['23 00:00', '109'],
    ]);
    expect(dollars(buckets[0]?.spent ?? null)).toBe(0.5);
  });

  test('name the seven that cost most, and gather the others', () => {
    const rows = Array.from({ length: 10 }, (_, cost) => row(`model ${cost}`, String(cost)));
    const { parts, buckets } = chart({ days: [day('23', rows)] });
    expect(parts.map(({ name }) => name)).toEqual([
      ...[9, 8, 7, 6, 5, 4, 3].map((cost) => `model ${cost}`),
      'Other',
    ]);
    expect(buckets[1]?.byPart).toEqual([9, 8, 7, 6, 5, 4, 3, 3].map((cost) => cost * 1e6));
  });

  test('by key and by provider', () => {
    const usage = {
      days: [day('23', [row('a', '1'), row('b', '2', { provider: 'unknown' })])],
      keyDays: [keyDay('23', true, { laptop: '2.25', ci: '0.75' })],
    };
    const stacked = (stackBy: StackBy) => chart(usage, [], THREE_DAYS, stackBy);
    expect(stacked('key').parts.map(({ name }) => name)).toEqual(['laptop', 'ci']);
    expect(stacked('key').buckets[1]?.byPart).toEqual([2_250_000, 750_000]);
    expect(stacked('provider').parts.map(({ name }) => name)).toEqual(['Unknown provider', 'Maker']);
    expect(stacked('provider').buckets[1]?.byPart).toEqual([2_000_000, 1_000_000]);
  });

  test('what was taken back is no spend of less than nothing', () => {
    const { buckets } = chart({ days: [day('23', [row('a', '-1'), row('b', '2')])] });
    expect(buckets[1]).toMatchObject({ spent: { micros: 2_000_000 }, byPart: [2_000_000] });
  });

  test('say why they are not broken down', () => {
    expect(chart({}).missing).toBe('Nothing of this time has been broken down.');
    expect(chart({ days: [day('23', [])] }).missing).toBe('Nothing was spent in this time.');
    expect(chart({}, [], { name: '24h' }).missing).toBe('Hours are not broken down. A longer range is.');
  });

  test('an amount beyond what a number holds exactly is not shown', () => {
    const huge = row('a', '1', { spentMicros: 10n ** 18n });
    const { buckets, total } = chart({ days: [day('23', [huge])] });
    expect([buckets[1]?.spent, total]).toEqual([null, null]);
  });
});

describe('the period before', () => {
  test('is compared as far as this one has come', () => {
    const seen: Seen = [
      ['17 00:00', '10'],
      ['17 12:00', '11'],
      ['18 00:00', '19'],
      ['24 12:00', '20'],
    ];
    const facts = spendFacts(usages(...seen), 'account', undefined, 'USD', NOW_MS);
    const week = spendChart(facts, shownRange({ name: '7d' }, NOW_MS), 'model', '');
    // Until the 17th at noon, and not what came in the afternoon.
    expect(dollars(week.before)).toBe(1);
  });
});

function hoursOf(fromMs: number, ...amounts: readonly string[]): readonly HourUsage[] {
  return amounts.map((amount, hour) => ({
    startMs: fromMs + hour * HOUR_MS,
    spentMicros: micros(amount),
    requests: 1,
  }));
}

describe('the bars of hours', () => {
  test('that ended just before they were asked are at least what was seen: the provider may be late with them', () => {
    const { buckets } = chart(
      { hours: hoursOf(at('24 09:00'), '1', '0'), askedAtMs: askedAt(at('24 11:01')) },
      [
        ['24 10:00', '50'],
        ['24 11:00', '52'],
        ['24 12:00', '52'],
      ],
      { name: '24h' },
    );
    expect(buckets.slice(-4, -2).map(({ spent }) => dollars(spent))).toEqual([1, 2]);
  });

  test('are the provider’s; one that was not over when it was asked is at least what was seen', () => {
    const hours = hoursOf(at('24 09:00'), '1', '2', '0.25', '0');
    const { buckets, parts } = chart(
      { hours, askedAtMs: askedAt(at('24 11:30')) },
      [
        ['24 10:00', '50'],
        ['24 11:00', '52'],
        ['24 11:05', '52'],
        ['24 11:50', '53'],
        ['24 12:00', '53'],
      ],
      { name: '24h' },
    );
    expect(buckets.slice(-4).map(({ spent }) => dollars(spent))).toEqual([1, 2, 1, null]);
    expect(buckets[0]?.spent).toBeNull();
    expect(parts).toEqual([]);
  });
});

describe('when money is spent', () => {
  test('is the mean of each hour of the week, where the person is', () => {
    const [first, second] = [at('10 09:00'), at('17 09:00')];
    const facts = spendFacts(
      [],
      'account',
      usageOf({ hours: [...hoursOf(first, '1', '3'), ...hoursOf(second, '2')] }),
      'USD',
      NOW_MS,
    );
    const map = (timeZone: string) => hourMap(facts, shownRange({ name: '30d' }, NOW_MS), timeZone);
    // Both are Tuesdays; Berlin is an hour ahead in November, Kathmandu five and three quarters.
    expect(map('UTC').cells[1]?.slice(8, 12)).toEqual([null, 1_500_000, 3_000_000, null]);
    expect(map('Europe/Berlin').cells[1]?.slice(9, 13)).toEqual([null, 1_500_000, 3_000_000, null]);
    expect(map('Asia/Kathmandu').cells[1]?.[14]).toBe(1_500_000);
    expect(map('Pacific/Kiritimati').cells[1]?.[23]).toBe(1_500_000);
    expect(map('UTC').days).toBe(2);
  });
});
