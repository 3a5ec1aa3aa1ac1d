import type { Clock } from '../ports.ts';
import { hasSlept } from './plan.ts';
import { SLEEP_GAP_MS } from './times.ts';

/** `slept`: the machine did, or its clock was moved forward. `setBack`: the clock was. */
export type ClockJump = 'slept' | 'setBack';

/** Notices what happened to the clocks since the last look, from how far the one on the wall is ahead of the other. */
export class ClockWatch {
  readonly #clock: Clock;
  #wallAheadMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#wallAheadMs = clock.wallMs() - clock.monotonicMs();
  }

  /** @param timerLateMs how late a timer has fired that led here */
  look(timerLateMs = 0): ClockJump | undefined {
    const wallAheadMs = this.#clock.wallMs() - this.#clock.monotonicMs();
    const movedMs = wallAheadMs - this.#wallAheadMs;
    this.#wallAheadMs = wallAheadMs;
    if (hasSlept(movedMs, timerLateMs)) return 'slept';
    return movedMs < -SLEEP_GAP_MS ? 'setBack' : undefined;
  }
}
