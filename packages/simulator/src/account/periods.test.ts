import { expect, test } from 'vitest';
import { nextResetMs, periodStartMs } from './periods.ts';

const at = (text: string): number => Date.parse(text);

test.each([
  ['daily', '2026-11-24T23:59:59.999Z', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
  ['daily', '2026-11-24T00:00:00.000Z', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
  // A Tuesday, the Sunday that ends its week, and the Monday after.
  ['weekly', '2026-11-24T12:00:00Z', '2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z'],
  ['weekly', '2026-11-29T23:59:59Z', '2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z'],
  ['weekly', '2026-11-30T00:00:00Z', '2026-11-30T00:00:00Z', '2026-12-07T00:00:00Z'],
  // A week over the turn of a year, and a leap day.
  ['weekly', '2027-01-01T05:00:00Z', '2026-12-28T00:00:00Z', '2027-01-04T00:00:00Z'],
  ['monthly', '2026-12-31T23:00:00Z', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['monthly', '2028-02-29T10:00:00Z', '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z'],
] as const)('%s at %s: from %s until %s', (period, now, start, next) => {
  expect(periodStartMs(period, at(now))).toBe(at(start));
  expect(nextResetMs(period, at(now))).toBe(at(next));
});
