import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClock } from './clock.ts';

const DAY_MS = 86_400_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each([NaN, Infinity, 2 ** 31, 1e12])('[trust 42] a delay of %d ms does not fire at once', (delayMs) => {
  let fired = 0;
  const { after } = createClock();
  const timer = after(delayMs, () => (fired += 1));
  vi.advanceTimersByTime(24 * DAY_MS);
  expect(fired).toBe(0);
  timer.dispose();
  timer.dispose();
  expect(vi.getTimerCount()).toBe(0);
});

test.each([-5, 0, 1, 60_000])('a delay of %d ms fires once', (delayMs) => {
  let fired = 0;
  createClock().after(delayMs, () => (fired += 1));
  vi.advanceTimersByTime(DAY_MS);
  expect(fired).toBe(1);
});
