import { expect, test } from 'vitest';
import { habitOf } from './habit.ts';

const dollars = (amount: number): bigint => BigInt(Math.round(amount * 1e6));
const times = (count: number, amount: number): readonly bigint[] =>
  Array.from({ length: count }, () => dollars(amount));

test('no habit until there are twenty hours with spend, however many without', () => {
  expect(habitOf([])).toBe('unknown');
  expect(habitOf([...times(19, 1), ...times(500, 0)])).toBe('unknown');
  expect(habitOf([...times(20, 1), ...times(500, 0)])).toEqual({ usualPerHour: 1e6, busyHour: 1e6 });
});

test('neither a trickle day and night nor the edges of work make the usual hour a small one', () => {
  expect(habitOf([...times(200, 0.01), ...times(60, 3)])).toMatchObject({ usualPerHour: 3e6 });
});

test('one hour of a loop changes nothing', () => {
  const usual = habitOf(times(40, 2));
  expect(habitOf([...times(40, 2), dollars(500)])).toEqual(usual);
});
