import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeTicks } from './timeTicks.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 10, 25, 14, 20);
const iso = (atMs: readonly number[]): readonly string[] => atMs.map((tick) => new Date(tick).toISOString());

it('marks round hours by the clock of the person, where that is half an hour off, too', () => {
  const { unit, atMs } = timeTicks(NOW_MS - DAY_MS, NOW_MS, 5, 'Asia/Kolkata');
  expect(unit).toBe('hour');
  expect(iso(atMs).map((each) => each.slice(11, 16))).toEqual(['18:30', '00:30', '06:30', '12:30']);
});

it('marks days of UTC back from the newest, and months of a year', () => {
  const days = timeTicks(NOW_MS - 7 * DAY_MS, NOW_MS, 4, 'Europe/Berlin');
  expect(iso(days.atMs).map((each) => each.slice(0, 16))).toEqual([
    '2026-11-19T00:00',
    '2026-11-21T00:00',
    '2026-11-23T00:00',
    '2026-11-25T00:00',
  ]);
  const months = timeTicks(NOW_MS - 365 * DAY_MS, NOW_MS, 6, 'Europe/Berlin');
  expect(months.unit).toBe('month');
  expect(iso(months.atMs).map((each) => each.slice(0, 7))).toEqual([
    '2026-01',
    '2026-03',
    '2026-05',
    '2026-07',
    '2026-09',
    '2026-11',
  ]);
});

it('never has more labels than fit, by more than one, and all of them inside', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: HOUR_MS, max: 3650 * DAY_MS }),
      fc.integer({ min: 2, max: 20 }),
      (spanMs, most) => {
        const { atMs } = timeTicks(NOW_MS - spanMs, NOW_MS, most, 'America/New_York');
        expect(atMs.length).toBeLessThanOrEqual(most + 1);
        expect(atMs.every((tick) => tick >= NOW_MS - spanMs && tick <= NOW_MS)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});
