import type { Clock } from '../ports.ts';
import { paceOfAccountsMs } from './plan.ts';

/** Keeps the accounts of one window apart, so that those which are due at the same time do not ask at the same time. */
export class Pacer {
  readonly #clock: Clock;
  #lastStartMs = -Infinity;
  #accounts = 0;
  #intervalMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  fit(accounts: number, intervalMs: number): void {
    this.#accounts = accounts;
    this.#intervalMs = intervalMs;
  }

  /** An account is asked about: now, or by another window at this moment of the monotonic clock. */
  started(atMs = this.#clock.monotonicMs()): void {
    this.#lastStartMs = Math.max(this.#lastStartMs, atMs);
  }

  /** When the next account may start, by the monotonic clock. */
  notBeforeMs(isFirst: boolean): number {
    return this.#lastStartMs + paceOfAccountsMs(this.#accounts, this.#intervalMs, isFirst);
  }
}
