import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Period, periodEndMs, periodStartMs } from './periods.ts';

const at = (text: string): number => Date.parse(`${text}Z`);

test.each<[Period, string, string, string]>([
  ['day', '2026-11-24T00:00', '2026-11-24T00:00', '2026-11-25T00:00'],
  ['day', '2026-11-24T23:59:59.999', '2026-11-24T00:00', '2026-11-25T00:00'],
  ['week', '2026-11-24T12:00', '2026-11-23T00:00', '2026-11-30T00:00'],
  ['week', '2026-11-23T00:00', '2026-11-23T00:00', '2026-11-30T00:00'],
  ['week', '2026-11-22T23:59', '2026-11-16T00:00', '2026-11-23T00:00'],
  ['month', '2024-02-29T12:00', '2024-02-01T00:00', '2024-03-01T00:00'],
  ['month', '2026-12-31T23:59', '2026-12-01T00:00', '2027-01-01T00:00'],
])('the %s of %s', (period, moment, start, end) => {
  expect(new Date(periodStartMs(period, at(moment))).toISOString()).toBe(new Date(at(start)).toISOString());
  expect(new Date(periodEndMs(period, at(moment))).toISOString()).toBe(new Date(at(end)).toISOString());
});

test('every moment lies in one period, and the next begins where it ends', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Period>('day', 'week', 'month'),
      fc.integer({ min: 0, max: 4e12 }),
      (period, atMs) => {
        const [startMs, endMs] = [periodStartMs(period, atMs), periodEndMs(period, atMs)];
        expect(startMs).toBeLessThanOrEqual(atMs);
        expect(endMs).toBeGreaterThan(atMs);
        expect(periodStartMs(period, endMs - 1)).toBe(startMs);
        expect(periodStartMs(period, endMs)).toBe(endMs);
      },
    ),
  );
});
