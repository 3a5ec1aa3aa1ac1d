import type { AccountState, ReadingAt, Trouble } from '../model/account.ts';
import type { Known } from '../model/known.ts';
import type { Clock } from '../ports.ts';
import type { AccountOutcome } from '../providers/readAccount.ts';
import { type AccountRecord, emptyRecord } from '../storage/accountRecord.ts';
import { oneMore } from '../storage/check.ts';
import { mergeOutcome, sawSpending } from './accountState.ts';
import type { ClockJump } from './clockWatch.ts';
import { afterJump, asOfMs, isNewerRecord, type Moment, momentOf, monotonicOf } from './moment.ts';
import type { Situation } from './plan.ts';
import { FORBIDDEN_FOR_MS } from './times.ts';

/** What this window did itself to find something out. */
interface OwnAttempt {
  /** When it asked, by the clock on the wall. */
  readonly atMs: number;
  /** Whether a person waits for it. */
  readonly asked: boolean;
  /** The number of the last attempt of any window that was known when this one began. */
  readonly since: number;
  /** In [0, 1): how much later than planned the next one is. */
  readonly jitter: number;
}

/** What one window knows of an account: the record that all windows share, and its times as moments of its own clock. */
export class Knowledge {
  /** This window has no key; others may have one, so that is not for the record. */
  keyTrouble: Trouble | undefined;
  /** When this window last found that out. */
  #keySought: Moment | undefined;
  readonly #clock: Clock;
  #record: AccountRecord;
  #read: Moment | undefined;
  #attempted: Moment | undefined;
  #spent: Moment | undefined;
  #isOwn = false;
  /** Another window has found something out since this one knows that it has no key. */
  #isServed = false;

  constructor(clock: Clock, keyRevisions: string) {
    this.#clock = clock;
    this.#record = emptyRecord(keyRevisions);
  }

  get record(): AccountRecord {
    return this.#record;
  }

  get state(): AccountState {
    return { lastGood: this.#record.lastGood, trouble: this.keyTrouble ?? this.#record.trouble };
  }

  /**
   * What there is to show. In a browser a window does not see the secrets that were saved in another after it began: it
   * need not complain while that one, which has the key, brings figures.
   * @param patienceMs for so long after the last of them
   */
  shown(patienceMs: number): AccountState {
    const { lastGood, trouble } = this.#record;
    const ageMs = this.#clock.monotonicMs() - (this.attemptedMs ?? -Infinity);
    return this.#isServed && ageMs < patienceMs ? { lastGood, trouble } : this.state;
  }

  /** When the last good figure was read, by the clock on the wall as it is now. */
  get asOfMs(): Known<number> {
    return asOfMs(this.#clock, this.#read);
  }

  /** Whether it was this window that asked last. */
  get isOwn(): boolean {
    return this.#isOwn;
  }

  /** When the last attempt ended, on the monotonic clock; undefined when none is known, or none that still counts. */
  get attemptedMs(): number | undefined {
    return monotonicOf(this.#attempted);
  }

  get situation(): Omit<Situation, 'intervalMs' | 'refreshWhileSpending'> {
    return {
      jitter: this.#record.jitter,
      lastAttemptMs: this.attemptedMs,
      keySoughtMs: monotonicOf(this.#keySought),
      spendSeenMs: monotonicOf(this.#spent),
      trouble: this.state.trouble,
    };
  }

  /** Optional requests that are known to be forbidden to these keys. A time that is too far ahead is none. */
  get forbidden(): ReadonlySet<string> {
    const wallMs = this.#clock.wallMs();
    return new Set(
      Object.entries(this.#record.forbiddenUntilMs)
        .filter(([, untilMs]) => untilMs > wallMs && untilMs <= wallMs + FORBIDDEN_FOR_MS)
        .map(([name]) => name),
    );
  }

  /** With other keys it may be another account: nothing is carried over but the count of attempts. */
  beginAnew(keyRevisions: string): void {
    this.#take(emptyRecord(keyRevisions, this.#record.attempt));
  }

  /** What was asked before is as good as never asked. */
  forgetAttempt(): void {
    this.#attempted = undefined;
  }

  /** What is known happened when it happened, whatever the clocks have done since. */
  clocksJumped(jump: ClockJump): void {
    this.#read = afterJump(this.#clock, jump, this.#read);
    this.#attempted = afterJump(this.#clock, jump, this.#attempted);
    this.#spent = afterJump(this.#clock, jump, this.#spent);
    this.#keySought = afterJump(this.#clock, jump, this.#keySought);
  }

  /** Takes over what another window has found out. @returns whether there was something newer */
  adopt(onDisk: AccountRecord): boolean {
    if (onDisk.keyRevisions !== this.#record.keyRevisions) {
      // Learnt with other keys; only its number counts, so that ours is higher.
      if (onDisk.attempt > this.#record.attempt) this.#record = { ...this.#record, attempt: onDisk.attempt };
      return false;
    }
    if (!isNewerRecord(onDisk, this.#record)) return false;
    this.#take(onDisk);
    this.#isServed = true;
    this.#isOwn = false;
    return true;
  }

  /** What came of this window's own attempt. */
  conclude(outcome: Exclude<AccountOutcome, { kind: 'aborted' }>, own: OwnAttempt): void {
    const { atMs, asked, since, jitter } = own;
    const record = this.#record;
    const wallMs = this.#clock.wallMs();
    const { lastGood, trouble } = mergeOutcome(this.state, outcome, { atMs, asked });
    if (trouble?.failure.kind === 'keyUnavailable') {
      // Found out again by itself, or while another window brought a figure, it does not come between that and a person.
      if (asked || !(this.keyTrouble || record.attempt > since)) this.#isServed = false;
      this.keyTrouble = trouble;
      this.#keySought = momentOf(this.#clock, wallMs, undefined);
      return;
    }
    const forbidden = outcome.kind === 'read' ? outcome.forbidden : [];
    this.#isOwn = true;
    const hasSpent = outcome.kind === 'read' && sawSpending(record.lastGood?.reading, outcome.reading);
    this.#take({
      ...record,
      lastGood: lastGood && lastGood === record.lastGood ? this.#inTodaysTime(lastGood) : lastGood,
      trouble,
      attempt: oneMore(record.attempt),
      attemptAtMs: wallMs,
      jitter,
      spendSeenAtMs: hasSpent ? wallMs : knownOf(asOfMs(this.#clock, this.#spent)),
      forbiddenUntilMs: {
        ...record.forbiddenUntilMs,
        ...Object.fromEntries(forbidden.map((request) => [request, wallMs + FORBIDDEN_FOR_MS])),
      },
    });
  }

  /** Whoever reads it next has only the clock on the wall, which may have been set since it was noted. */
  #inTodaysTime(lastGood: ReadingAt): ReadingAt {
    return { ...lastGood, atMs: knownOf(this.asOfMs) ?? lastGood.atMs };
  }

  #take(next: AccountRecord): void {
    this.#record = next;
    this.#read = momentOf(this.#clock, next.lastGood?.atMs, this.#read);
    this.#attempted = momentOf(this.#clock, next.attemptAtMs, this.#attempted);
    this.#spent = momentOf(this.#clock, next.spendSeenAtMs, this.#spent);
  }
}

function knownOf(value: Known<number>): number | undefined {
  return value === 'unknown' ? undefined : value;
}
