import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

test('a clock that follows the real one starts where it was told and adds both ways of moving', () => {
  let realMs = 1000;
  const clock = createClock(50_000, () => realMs);
  expect(clock.nowMs()).toBe(50_000);
  realMs += 30;
  clock.advance(400);
  expect(clock.nowMs()).toBe(50_430);
});

test('it cannot be moved back, nor to nowhere', () => {
  const clock = createClock(0);
  for (const stepMs of [-1, Number.NaN, Infinity]) expect(() => clock.advance(stepMs)).toThrow(RangeError);
  expect(clock.nowMs()).toBe(0);
});
