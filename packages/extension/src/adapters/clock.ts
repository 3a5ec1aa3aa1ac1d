import type { Clock, Logger } from '@opencredits/core';

/** Beyond 2³¹ − 1 ms, or given NaN, setTimeout fires after 1 ms: a storm of requests from one bad number. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createClock(log: Logger): Clock {
  return {
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    after(delayMs, run) {
      const timer = setTimeout(
        () => {
          try {
            run();
          } catch (error) {
            log.error('A timer broke off', error);
          }
        },
        // Said so that NaN is the longest, too.
        delayMs < LONGEST_TIMER_MS ? delayMs : LONGEST_TIMER_MS,
      );
      return { dispose: () => clearTimeout(timer) };
    },
  };
}
