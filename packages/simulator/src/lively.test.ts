import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lively } from './lively.ts';
import { createRandom } from './random.ts';
import { Timers } from './timers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(seed: number): { lively: Lively; spent: number[] } {
  const spent: number[] = [];
  return { lively: new Lively(new Timers(), createRandom(seed, 'lively'), (usd) => spent.push(usd)), spent };
}

test('spends a few cents every few seconds, the same ones under the same seed', () => {
  const [one, same, other] = [watch(1), watch(1), watch(2)];
  for (const { lively } of [one, same, other]) lively.set(true);
  vi.advanceTimersByTime(60_000);
  expect(one.spent.length).toBeGreaterThanOrEqual(12);
  expect(one.spent.length).toBeLessThanOrEqual(30);
  for (const usd of one.spent) {
    expect(usd).toBeGreaterThanOrEqual(0.01);
    expect(usd).toBeLessThanOrEqual(0.07);
  }
  expect(same.spent).toEqual(one.spent);
  expect(other.spent).not.toEqual(one.spent);
});

test('off is off, and off and on again is not two of them', () => {
  const { lively, spent } = watch(1);
  lively.set(true);
  lively.set(false);
  lively.set(true);
  lively.set(true);
  vi.advanceTimersByTime(5000);
  expect(vi.getTimerCount()).toBe(1);
  lively.set(false);
  const before = spent.length;
  vi.advanceTimersByTime(60_000);
  expect(spent.length).toBe(before);
  expect(vi.getTimerCount()).toBe(0);
});
