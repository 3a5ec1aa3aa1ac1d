import type { Sample } from '../../packages/core/src/history/sample.ts';
import { DAY_MS, periodStartMs } from '../../packages/core/src/model/periods.ts';

/** How others foretell when money runs out: what is left, by one rate of the past. */
export const naiveMethods = {
  /** What the balance fell by over the window of seven days. */
  window: 'balance over 7 days',
  /** What it fell by yesterday. */
  yesterday: 'balance yesterday',
  /** From the first sample to the newest. */
  linear: 'balance since the first',
  /** The same two on the counter, which top-ups do not move: better than what others ship. */
  countedWindow: 'counter over 7 days',
  countedYesterday: 'counter yesterday',
} as const;
export type NaiveMethod = keyof typeof naiveMethods;

export interface Seen {
  /** The cap: what was left, the newest last. */
  readonly left: (sample: Sample) => bigint | undefined;
  /** The counter of what takes from it. */
  readonly counter: (sample: Sample) => bigint | undefined;
}

/** @returns the moment, or Infinity where the rate says that nothing is spent: a top-up lies in between, mostly */
export function naiveRunOutMs(method: NaiveMethod, samples: readonly Sample[], seen: Seen): number {
  const newest = samples.at(-1);
  if (!newest) return Infinity;
  const todayMs = periodStartMs('day', newest.atMs);
  const valueAt = (figure: Seen['left'], atMs: number): number => {
    const sample = samples.filter((one) => one.atMs <= atMs).at(-1) ?? samples[0];
    return Number((sample && figure(sample)) ?? 0n);
  };
  const fall = (figure: Seen['left'], fromMs: number, toMs: number): number => {
    const startMs = Math.max(fromMs, samples[0]?.atMs ?? fromMs);
    return Math.abs(Math.min(0, valueAt(figure, toMs) - valueAt(figure, startMs))) / (toMs - startMs);
  };
  const falls =
    (figure: Seen['counter']): Seen['left'] =>
    (sample) =>
      -(figure(sample) ?? 0n);
  const perMs = {
    window: () => fall(seen.left, newest.atMs - 7 * DAY_MS, newest.atMs),
    yesterday: () => fall(seen.left, todayMs - DAY_MS, todayMs),
    linear: () => fall(seen.left, -Infinity, newest.atMs),
    countedWindow: () => fall(falls(seen.counter), newest.atMs - 7 * DAY_MS, newest.atMs),
    countedYesterday: () => fall(falls(seen.counter), todayMs - DAY_MS, todayMs),
  }[method]();
  return newest.atMs + Number(seen.left(newest) ?? 0n) / perMs;
}
