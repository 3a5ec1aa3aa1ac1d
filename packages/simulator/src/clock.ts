/** The simulated OpenRouter's own clock, in milliseconds since the Unix epoch. */
export interface SimulatedClock {
  nowMs(): number;
  /** Moves the clock forward. Throws RangeError for a negative or non-finite step. */
  advance(stepMs: number): void;
}

/**
 * A clock that stands still until it is moved, so that a test which runs over midnight sees no counter reset.
 * With `realNowMs` it also follows that clock from the moment it was made: the demo's way.
 */
export function createClock(startMs: number, realNowMs?: () => number): SimulatedClock {
  const realStartMs = realNowMs?.() ?? 0;
  let movedMs = 0;
  return {
    nowMs: () => startMs + movedMs + (realNowMs ? realNowMs() - realStartMs : 0),
    advance(stepMs) {
      if (!Number.isFinite(stepMs) || stepMs < 0) throw new RangeError(`cannot advance by ${stepMs} ms`);
      movedMs += stepMs;
    },
  };
}
