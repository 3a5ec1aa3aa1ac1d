import { expect, test } from 'vitest';
import type { Sample } from '../../packages/core/src/history/sample.ts';
import { DAY_MS } from '../../packages/core/src/model/periods.ts';
import { type NaiveMethod, naiveMethods, naiveRunOutMs, type Seen } from './naive.ts';

const START_MS = Date.UTC(2026, 10, 2);
const SEEN: Seen = { left: ({ balance }) => balance, counter: ({ usage }) => usage };

/** The days from the newest sample until each method sees the end. */
function days(samples: readonly Sample[]): Record<string, number> {
  const newestMs = samples.at(-1)?.atMs ?? 0;
  return Object.fromEntries(
    Object.keys(naiveMethods).map((method) => [
      method,
      (naiveRunOutMs(method as NaiveMethod, samples, SEEN) - newestMs) / DAY_MS,
    ]),
  );
}

/** Ten days, on each as many millionths spent as said; 100 are left in the end. */
function spending(...perDay: readonly bigint[]): readonly Sample[] {
  let usage = 0n;
  const total = perDay.reduce((sum, one) => sum + one, 0n);
  return [0n, ...perDay].map((spent, day) => {
    usage += spent;
    return {
      atMs: START_MS + day * DAY_MS,
      series: 'a',
      currency: 'USD',
      usage,
      balance: 100n + total - usage,
    };
  });
}

test('each naive method goes by its own part of the past', () => {
  const samples = spending(50n, 50n, 50n, 10n, 10n, 10n, 10n, 10n, 10n, 20n);
  const found = days(samples);
  expect(found['yesterday']).toBe(5);
  expect(found['countedYesterday']).toBe(5);
  expect(found['window']).toBeCloseTo(100 / (80 / 7));
  expect(found['linear']).toBeCloseTo(100 / 23);
});

test('a top-up leaves the methods on the balance without an answer, and those on the counter with theirs', () => {
  const samples = spending(10n, 10n, 10n).map((sample, day) =>
    day < 3 ? { ...sample, balance: (sample.balance ?? 0n) - 90n } : sample,
  );
  expect(days(samples)).toEqual({
    window: Infinity,
    yesterday: Infinity,
    linear: Infinity,
    countedWindow: 10,
    countedYesterday: 10,
  });
});
