import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clampMs, intervalMsOf } from './interval.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  ['1 minute', MINUTE],
  ['2 minutes', 2 * MINUTE],
  ['5 minutes', 5 * MINUTE],
  ['10 minutes', 10 * MINUTE],
  ['15 minutes', 15 * MINUTE],
  ['30 minutes', 30 * MINUTE],
  ['1 hour', HOUR],
  ['2 hours', 2 * HOUR],
  ['6 hours', 6 * HOUR],
  ['12 hours', 12 * HOUR],
  ['24 hours', 24 * HOUR],
])('%s', (label, expected) => {
  expect(intervalMsOf(label)).toBe(expected);
});

test.each<[unknown, number]>([
  ['0 minutes', MINUTE],
  ['999999 hours', 24 * HOUR],
  ['9999999 hours', 5 * MINUTE],
  ['-5 minutes', 5 * MINUTE],
  ['0.001 minutes', 5 * MINUTE],
  ['5 seconds', 5 * MINUTE],
  ['abc', 5 * MINUTE],
  ['', 5 * MINUTE],
  ['5 minutes\n', 5 * MINUTE],
  [' 5 minutes', 5 * MINUTE],
  [Number.NaN, 5 * MINUTE],
  [0, 5 * MINUTE],
  [-5, 5 * MINUTE],
  [1e12, 5 * MINUTE],
  [undefined, 5 * MINUTE],
  [null, 5 * MINUTE],
  [['1 minute'], 5 * MINUTE],
  [{}, 5 * MINUTE],
])('[trust 42] %j is %d ms', (setting, expected) => {
  expect(intervalMsOf(setting)).toBe(expected);
});

test('[trust 42] whatever is set: within a minute and a day', () => {
  fc.assert(
    fc.property(fc.anything(), (setting) => {
      const intervalMs = intervalMsOf(setting);
      expect(intervalMs >= MINUTE && intervalMs <= 24 * HOUR).toBe(true);
    }),
  );
});

test('[trust 42] clampMs turns nonsense into the lower bound', () => {
  expect(clampMs(Number.NaN, 10, 20)).toBe(10);
  expect(clampMs(Number.POSITIVE_INFINITY, 10, 20)).toBe(20);
  expect(clampMs(Number.NEGATIVE_INFINITY, 10, 20)).toBe(10);
  expect(clampMs(15, 10, 20)).toBe(15);
});
