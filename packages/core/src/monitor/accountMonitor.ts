import { type AccountBook, keyRevisions } from '../accounts/accountBook.ts';
import type { Account, AccountState } from '../model/account.ts';
import { type Clock, type Disposable, type HttpTransport, type Logger, type Random } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import { type AccountOutcome, readAccount } from '../providers/readAccount.ts';
import type { AccountSnapshot } from '../storage/snapshot.ts';
import { Emitter } from '../util/emitter.ts';
import { mergeOutcome, sawSpending } from './accountState.ts';
import { HOUR_MS, MINUTE_MS } from './interval.ts';
import { decideAsked, hasSlept, isDueOnFocus, nextDueMs, type Situation, wakeDelayMs } from './plan.ts';

/** A request that was answered 403 is not repeated with the same key for this long. */
export const FORBIDDEN_FOR_MS = 24 * HOUR_MS;
/** While waiting for the next request: how often words such as "3 min ago" are brought up to date. */
const TICK_MS = MINUTE_MS;

export interface Cadence {
  readonly intervalMs: number;
  readonly refreshWhileSpending: boolean;
  /** False while nobody looks: nothing is asked in the background then. */
  readonly polling: boolean;
}

/** `first`: nothing is known yet. `background`: nobody asked, so nothing may flicker. `asked`: a person waits. */
export type Activity = 'idle' | 'first' | 'background' | 'asked';

export type AskedResult =
  { readonly kind: 'done' } | { readonly kind: 'fresh' } | { readonly kind: 'wait'; readonly waitMs: number };

export interface MonitorPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: HttpTransport;
  readonly log: Logger;
}

interface Attempt {
  asked: boolean;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Watches one account: decides when to ask (by `plan.ts`), asks, and keeps what came of it. */
export class AccountMonitor implements Disposable {
  readonly #ports: MonitorPorts;
  readonly #book: AccountBook;
  readonly #changed = new Emitter<void>((error) => this.#ports.log.error('A listener failed', error));
  readonly provider: Provider;
  #account: Account;
  #cadence: Cadence;
  #state: AccountState = {};
  #forbiddenUntilMs: Readonly<Record<string, number>> = {};
  #attempt: Attempt | undefined;
  #lastAttempt: { readonly monotonicMs: number; readonly wallMs: number } | undefined;
  #spendSeenMs: number | undefined;
  #jitter: number;
  /** After sleep: nothing is asked before this, by the monotonic clock. */
  #notBeforeMs = 0;
  /** When the timer was to fire, by the monotonic clock, and how far the wall clock was ahead of it then. */
  #expectedMs = Infinity;
  #wallAheadMs: number;
  #timer: Disposable | undefined;
  #isDisposed = false;

  /** Fires when anything that is shown may read differently: new state, activity begun or ended, a minute gone by. */
  readonly onDidChange = this.#changed.event;

  constructor(
    ports: MonitorPorts,
    book: AccountBook,
    about: {
      readonly account: Account;
      readonly provider: Provider;
      readonly cadence: Cadence;
      readonly snapshot: AccountSnapshot | undefined;
    },
  ) {
    this.#ports = ports;
    this.#book = book;
    this.provider = about.provider;
    this.#account = about.account;
    this.#cadence = about.cadence;
    this.#jitter = ports.random.fraction();
    this.#wallAheadMs = ports.clock.wallMs() - ports.clock.monotonicMs();
    if (about.snapshot?.keyRevisions === keyRevisions(about.account)) this.#restore(about.snapshot);
  }

  get account(): Account {
    return this.#account;
  }

  get state(): AccountState {
    return this.#state;
  }

  get activity(): Activity {
    if (!this.#attempt) return 'idle';
    if (this.#state.lastGood === undefined && this.#state.trouble === undefined) return 'first';
    return this.#attempt.asked ? 'asked' : 'background';
  }

  /** When the next background request is due, by the wall clock; undefined when none is planned. */
  get nextAtMs(): number | undefined {
    const dueMs = this.#dueMs();
    if (dueMs === 'never' || !this.#cadence.polling) return undefined;
    const { clock } = this.#ports;
    return clock.wallMs() + Math.max(0, dueMs - clock.monotonicMs());
  }

  get snapshot(): AccountSnapshot {
    const { lastGood, trouble } = this.#state;
    const rejected = trouble?.failure.kind === 'invalidKey' && {
      slot: trouble.failure.slot,
      atMs: trouble.atMs,
    };
    return {
      keyRevisions: keyRevisions(this.#account),
      lastGood,
      rejected: rejected || undefined,
      forbiddenUntilMs: this.#forbiddenUntilMs,
    };
  }

  /** Begins, or goes on with, asking in the background. */
  apply(cadence: Cadence): void {
    this.#cadence = cadence;
    this.#arm();
  }

  /** The account's keys may have changed. With other keys it may be another account: nothing is carried over. */
  accountChanged(account: Account): void {
    const isSame = keyRevisions(account) === keyRevisions(this.#account);
    this.#account = account;
    const waitsForKey = this.#state.trouble?.failure.kind === 'keyUnavailable';
    if (isSame && !waitsForKey) return;
    this.#attempt?.controller.abort();
    this.#attempt = undefined;
    this.#lastAttempt = undefined;
    this.#state = isSame ? { lastGood: this.#state.lastGood } : {};
    if (!isSame) this.#forbiddenUntilMs = {};
    this.#spendSeenMs = undefined;
    this.#changed.fire();
    void this.#begin(false);
  }

  /** A person asks. At most one request is under way; a second wish joins it. */
  async refresh(): Promise<AskedResult> {
    if (this.#attempt) {
      this.#attempt.asked = true;
      this.#changed.fire();
      await this.#attempt.done;
      return { kind: 'done' };
    }
    const decision = decideAsked(this.#situation(), this.#ports.clock.monotonicMs());
    if (decision.kind !== 'ask') return decision;
    await this.#begin(true);
    return { kind: 'done' };
  }

  windowFocused(): void {
    if (!this.#cadence.polling) return;
    this.#lookAtClocks();
    const nowMs = this.#ports.clock.monotonicMs();
    if (nowMs >= this.#notBeforeMs && isDueOnFocus(this.#situation(), nowMs)) void this.#begin(false);
    else this.#arm();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.dispose();
    this.#attempt?.controller.abort();
    this.#attempt = undefined;
    this.#changed.dispose();
  }

  #restore({ lastGood, rejected, forbiddenUntilMs }: AccountSnapshot): void {
    this.#forbiddenUntilMs = forbiddenUntilMs;
    this.#state = {
      lastGood,
      trouble: rejected && {
        failure: { kind: 'invalidKey', slot: rejected.slot },
        atMs: rejected.atMs,
        attempts: 1,
        asked: false,
      },
    };
  }

  #situation(): Situation {
    return {
      ...this.#cadence,
      jitter: this.#jitter,
      lastAttemptMs: this.#lastAttempt?.monotonicMs,
      spendSeenMs: this.#spendSeenMs,
      trouble: this.#state.trouble,
    };
  }

  #dueMs(): number | 'never' {
    const plannedMs = nextDueMs(this.#situation());
    return plannedMs === 'never' ? plannedMs : Math.max(plannedMs, this.#notBeforeMs);
  }

  /** Sets the one timer: for the next request, or for the next minute, whichever comes first. */
  #arm(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#isDisposed || !this.#cadence.polling || this.#attempt) return;
    const { clock } = this.#ports;
    const dueMs = this.#dueMs();
    const nowMs = clock.monotonicMs();
    const delayMs = Math.min(TICK_MS, dueMs === 'never' ? TICK_MS : dueMs - nowMs);
    if (delayMs <= 0) {
      void this.#begin(false);
      return;
    }
    this.#expectedMs = nowMs + delayMs;
    this.#timer = clock.after(delayMs, () => {
      this.#lookAtClocks();
      this.#arm();
      this.#changed.fire();
    });
  }

  #lookAtClocks(): void {
    const { clock, random } = this.#ports;
    const nowMs = clock.monotonicMs();
    const wallAheadMs = clock.wallMs() - nowMs;
    if (hasSlept(wallAheadMs - this.#wallAheadMs, nowMs - this.#expectedMs)) {
      this.#notBeforeMs = nowMs + wakeDelayMs(random.fraction());
      // What was asked before the sleep is as good as never asked, once the interval is over by the clock on the wall.
      const ageMs = clock.wallMs() - (this.#lastAttempt?.wallMs ?? 0);
      if (ageMs >= this.#cadence.intervalMs) this.#lastAttempt = undefined;
    }
    this.#wallAheadMs = wallAheadMs;
    this.#expectedMs = Infinity;
  }

  #begin(asked: boolean): Promise<void> {
    this.#timer?.dispose();
    const controller = new AbortController();
    let isOver: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (isOver = resolve));
    const attempt: Attempt = { asked, controller, done };
    this.#attempt = attempt;
    this.#changed.fire();
    this.#ask(controller.signal)
      .then((outcome) => this.#conclude(attempt, outcome))
      .catch((error: unknown) => {
        // A mistake of ours must not end the watch.
        this.#ports.log.error('A refresh broke off', error);
        this.#conclude(attempt, { kind: 'failed', failure: { kind: 'unexpectedAnswer', reason: 'shape' } });
      })
      .then(isOver, isOver);
    return done;
  }

  async #ask(signal: AbortSignal): Promise<AccountOutcome> {
    const found = await this.#book.keysOf(this.#account);
    if (signal.aborted) return { kind: 'aborted' };
    if (found.kind === 'unavailable')
      return { kind: 'failed', failure: { kind: 'keyUnavailable', reason: found.reason } };
    const wallMs = this.#ports.clock.wallMs();
    const knownForbidden = new Set(
      Object.entries(this.#forbiddenUntilMs)
        .filter(([, untilMs]) => untilMs > wallMs && untilMs <= wallMs + FORBIDDEN_FOR_MS)
        .map(([name]) => name),
    );
    return readAccount({ ...this.#ports, provider: this.provider, keys: found.keys, knownForbidden, signal });
  }

  #conclude(attempt: Attempt, outcome: AccountOutcome): void {
    // The key changed or the window closed meanwhile: the answer is nobody's.
    if (this.#attempt !== attempt || outcome.kind === 'aborted') return;
    const { clock, random, log } = this.#ports;
    const monotonicMs = clock.monotonicMs();
    const wallMs = clock.wallMs();
    const before = this.#state;
    this.#attempt = undefined;
    this.#lastAttempt = { monotonicMs, wallMs };
    this.#jitter = random.fraction();
    this.#notBeforeMs = 0;
    this.#state = mergeOutcome(before, outcome, { atMs: wallMs, asked: attempt.asked });
    if (outcome.kind === 'read') {
      for (const name of outcome.forbidden) {
        this.#forbiddenUntilMs = { ...this.#forbiddenUntilMs, [name]: wallMs + FORBIDDEN_FOR_MS };
      }
      if (sawSpending(before.lastGood?.reading, outcome.reading)) this.#spendSeenMs = monotonicMs;
      log.info(`${this.provider.id} ${this.#account.id}: read`, outcome.shortfall ?? '');
    } else {
      log.warn(`${this.provider.id} ${this.#account.id}: not read`, outcome.failure);
    }
    this.#changed.fire();
    this.#arm();
  }
}
