import { expect, test } from 'vitest';
import { toMicros, toUsd } from './money.ts';

test('micros are whole numbers, also where a product of doubles is not', () => {
  // 2.01 * 1e6 is 2009999.9999999998 and 4.03 * 1e6 is 4030000.0000000005.
  expect([2.01, 4.03, -0.4, 0.004].map(toMicros)).toEqual([2_010_000, 4_030_000, -400_000, 4000]);
  expect(toUsd(toMicros(0.1) + toMicros(0.2))).toBe(0.3);
});

test('what is no amount is refused', () => {
  for (const usd of [Number.NaN, Infinity, -Infinity]) expect(() => toMicros(usd)).toThrow(RangeError);
});
