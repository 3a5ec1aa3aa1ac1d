import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { bucketsOf, neededRange, shownRange } from './shownRange.ts';
import { type RangeChoice, RANGES } from './view.ts';

/** A Tuesday. */
const NOW_MS = Date.parse('2026-11-24T12:20:00Z');

const time = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16);

function shown(choice: RangeChoice, nowMs = NOW_MS, firstKnownMs?: number) {
  const range = shownRange(choice, nowMs, firstKnownMs);
  const { before, bucket } = range;
  return [
    `${time(range.fromMs)} ${time(range.toMs)}`,
    before && `${time(before.fromMs)} ${time(before.toMs)}`,
    `${bucketsOf(range).length} ${bucket}`,
  ];
}

describe('a range ends with the bucket that runs, and so long before it another has come as far', () => {
  test.each([
    ['24h', '2026-11-23T13:00 2026-11-24T13:00', '2026-11-22T13:00 2026-11-23T12:00', '24 hour'],
    ['7d', '2026-11-18T00:00 2026-11-25T00:00', '2026-11-11T00:00 2026-11-17T12:00', '7 day'],
    ['30d', '2026-10-26T00:00 2026-11-25T00:00', '2026-09-26T00:00 2026-10-25T12:00', '30 day'],
    ['90d', '2026-08-27T00:00 2026-11-25T00:00', '2026-05-29T00:00 2026-08-26T12:00', '90 day'],
    ['1y', '2025-12-01T00:00 2026-11-25T00:00', '2024-12-07T00:00 2025-11-30T12:00', '52 week'],
  ] as const)('%s', (name, range, before, buckets) => {
    expect(shown({ name })).toEqual([range, before, buckets]);
  });

  test('all begins with the first that is known, in buckets by its length', () => {
    const all = (day: string) => shown({ name: 'all' }, NOW_MS, Date.parse(`${day}T09:30Z`));
    expect(all('2026-11-24')).toEqual(['2026-11-24T00:00 2026-11-25T00:00', null, '1 day']);
    expect(all('2026-08-25')[2]).toBe('92 day');
    expect(all('2026-08-24')[2]).toBe('14 week');
    expect(all('2024-11-24')[2]).toBe('106 week');
    expect(all('2024-11-23')[2]).toBe('25 month');
    // A clock that was wrong once.
    expect(all('1970-01-01')[0]).toBe('2016-11-24T00:00 2026-11-25T00:00');
    expect(shown({ name: 'all' })[0]).toBe('2026-11-24T00:00 2026-11-25T00:00');
  });

  test('days of one’s own: both are in it, and what is to come is not', () => {
    const custom = (fromDay: string, toDay: string) => shown({ name: 'custom', fromDay, toDay });
    expect(custom('2026-11-01', '2026-11-03')).toEqual([
      '2026-11-01T00:00 2026-11-04T00:00',
      '2026-10-29T00:00 2026-11-01T00:00',
      '3 day',
    ]);
    expect(custom('2026-11-02', '2026-11-03')[2]).toBe('48 hour');
    expect(custom('2026-11-24', '2026-11-24')).toEqual([
      '2026-11-24T00:00 2026-11-24T13:00',
      '2026-11-23T11:00 2026-11-23T23:00',
      '13 hour',
    ]);
    expect(custom('2026-11-20', '9999-12-31')[0]).toBe('2026-11-20T00:00 2026-11-25T00:00');
    expect(custom('2027-01-01', '2027-01-31')[0]).toBe('2026-11-24T00:00 2026-11-24T13:00');
    expect(custom('0001-01-01', '2026-11-20')[2]).toBe('121 month');
  });
});

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * DAY_MS).toISOString().slice(0, 10));
const choices: fc.Arbitrary<RangeChoice> = fc.oneof(
  fc.constantFrom(...RANGES).map((name) => ({ name })),
  fc
    .tuple(day, day)
    .map(([a, b]) => ({ name: 'custom' as const, fromDay: a < b ? a : b, toDay: a < b ? b : a })),
);

test('buckets cover a range without holes or overlaps, and what is needed covers it and the one before', () => {
  const moments = fc.integer({ min: 0, max: 20_000 * DAY_MS });
  fc.assert(
    fc.property(choices, moments, fc.option(moments, { nil: undefined }), (choice, nowMs, firstMs) => {
      const range = shownRange(choice, nowMs, firstMs);
      const buckets = bucketsOf(range);
      expect(buckets.length).toBeLessThanOrEqual(122);
      expect(buckets[0]?.startMs).toBe(range.fromMs);
      expect(buckets.at(-1)?.endMs).toBe(range.toMs);
      buckets.forEach(({ startMs, endMs }, at) => {
        expect(endMs).toBeGreaterThan(startMs);
        if (at > 0) expect(startMs).toBe(buckets[at - 1]?.endMs);
      });
      const needed = neededRange({ range: choice }, nowMs);
      expect(needed.fromMs).toBeLessThanOrEqual(Math.max(0, range.before?.fromMs ?? range.fromMs));
      expect(needed.toMs).toBeGreaterThan(Math.min(nowMs, range.toMs - 1));
      if (!range.before) return;
      expect(range.before.toMs).toBeLessThanOrEqual(range.fromMs);
      expect(range.before.toMs).toBeGreaterThan(range.before.fromMs);
    }),
  );
});
