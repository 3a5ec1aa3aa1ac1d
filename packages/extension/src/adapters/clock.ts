import type { Clock } from '@opencredits/core';

/** Beyond 2³¹ − 1 ms, or given NaN, setTimeout fires after 1 ms: a storm of requests from one bad number. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createClock(): Clock {
  return {
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    after(delayMs, run) {
      // Put so that NaN is the longest, too.
      const timer = setTimeout(run, delayMs < LONGEST_TIMER_MS ? delayMs : LONGEST_TIMER_MS);
      return { dispose: () => clearTimeout(timer) };
    },
  };
}
