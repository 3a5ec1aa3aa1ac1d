import { ASKED_WAIT_MS, type Fault } from './simulatedProvider.ts';

const MINUTE_MS = 60_000;
const SPENDING_MS = 10 * MINUTE_MS;
/** What goes through the record and another window's clocks may come out this much later. */
const CLOCKS_APART_MS = 3_000;
/** Rounding of times to whole milliseconds on the way through the record. */
const TOLERANCE_MS = 5;

/**
 * `click`: a person wants to know, which is no reason where the provider wants to be left alone. `clock`: the machine
 * slept or its clock was set, and no program can tell one from the other.
 */
export type Excuse = 'click' | 'clock';

/**
 * How often one account may be asked about by all windows together, said once more and independently: by the time that
 * really passes between the end of one attempt and the start of the next.
 */
export class RequestPlan {
  readonly #intervalMs: number;
  #endedMs: number | undefined;
  #failures = 0;
  #askedWaitMs = 0;
  #spendSeenMs = -Infinity;
  #usageSeen: readonly number[] | undefined;
  /** Reasons to ask although it is not time. Each serves once, and not for ever. */
  readonly #excuses: { readonly why: Excuse; readonly untilMs: number }[] = [];
  attempts = 0;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** With another key everything begins anew. */
  keyReplaced(): void {
    this.#endedMs = undefined;
    this.#failures = 0;
    this.#askedWaitMs = 0;
    this.#usageSeen = undefined;
    this.#excuses.length = 0;
  }

  excuse(why: Excuse, nowMs: number, forMs: number): void {
    this.#excuses.push({ why, untilMs: nowMs + forMs });
  }

  /** @returns what is wrong with asking now; undefined when nothing is */
  begin(nowMs: number): string | undefined {
    this.attempts += 1;
    if (this.#endedMs === undefined) return undefined;
    const gapMs = nowMs - this.#endedMs + TOLERANCE_MS;
    if (gapMs >= this.#leastMs()) return undefined;
    const mayAsk = gapMs >= this.#askedWaitMs;
    const excuse = this.#excuses.findIndex(
      ({ why, untilMs }) => untilMs >= nowMs && (mayAsk || why === 'clock'),
    );
    if (excuse >= 0) {
      this.#excuses.splice(0, excuse + 1);
      return undefined;
    }
    return `asked ${gapMs / 1000} s after the last attempt, ${this.#leastMs() / 1000} s being the least`;
  }

  /** @param usage what the answers said was spent, each for itself: spend may be seen in one and later in the other */
  end(nowMs: number, fault: Fault | undefined, usage: readonly number[]): void {
    const isSeen = fault === undefined || fault === 'no balance';
    const seen = this.#usageSeen;
    if (isSeen && seen && usage.some((one, at) => one > (seen[at] ?? 0))) this.#spendSeenMs = nowMs;
    if (fault === undefined) this.#usageSeen = usage;
    this.#failures = fault === undefined ? 0 : this.#failures + 1;
    this.#askedWaitMs = fault === '429 wait' ? ASKED_WAIT_MS : 0;
    this.#endedMs = nowMs;
  }

  #leastMs(): number {
    if (this.#failures > 0) {
      const doubled = MINUTE_MS * 2 ** Math.min(20, this.#failures - 1);
      return Math.max(MINUTE_MS, 0.9 * Math.min(doubled, this.#intervalMs), this.#askedWaitMs);
    }
    const isSpending = (this.#endedMs ?? 0) - this.#spendSeenMs < SPENDING_MS + CLOCKS_APART_MS;
    return isSpending ? MINUTE_MS : this.#intervalMs;
  }
}
