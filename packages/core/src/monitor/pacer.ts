import type { Clock } from '../ports.ts';
import { paceOfAccountsMs } from './plan.ts';

/** What an account waits behind: `well` for the well, `ailing` for those in trouble, so that these delay only each other. */
export type Lane = 'well' | 'ailing';

/** Keeps the accounts of one window apart, so that those which are due at the same time do not ask at the same time. */
export class Pacer {
  readonly #clock: Clock;
  readonly #lastStartMs: Record<Lane, number> = { well: -Infinity, ailing: -Infinity };
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
  started(lane: Lane, atMs = this.#clock.monotonicMs()): void {
    this.#lastStartMs[lane] = Math.max(this.#lastStartMs[lane], atMs);
  }

  /** When the next account of this lane may start, by the monotonic clock. */
  notBeforeMs(lane: Lane, isFirst: boolean): number {
    return this.#lastStartMs[lane] + paceOfAccountsMs(this.#accounts, this.#intervalMs, isFirst);
  }
}
