import { type AccountBook, keyRevisions } from '../accounts/accountBook.ts';
import type { Account, AccountState } from '../model/account.ts';
import { failed, unexpected } from '../model/failure.ts';
import type { Clock, Disposable, HttpTransport, Logger, Random } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import { type AccountOutcome, readAccount } from '../providers/readAccount.ts';
import type { AccountSnapshot } from '../storage/snapshot.ts';
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

/** What there is to show of an account. */
export interface Watching {
  readonly kind: 'watching';
  readonly provider: Provider;
  readonly account: Account;
  readonly state: AccountState;
  readonly activity: Activity;
  /** When the next background request is due, by the wall clock; undefined when none is planned. */
  readonly nextAtMs?: number | undefined;
}

/** Watches one account: decides when to ask (by `plan.ts`), asks, and keeps what came of it. */
export interface AccountMonitor extends Disposable {
  readonly watch: Watching;
  /** What to keep of it for the next start. */
  readonly snapshot: AccountSnapshot;
  /** Begins, or goes on with, asking in the background. */
  apply(cadence: Cadence): void;
  /** The account's keys may have changed. With other keys it may be another account: nothing is carried over. */
  accountChanged(account: Account): void;
  /** A person asks. At most one request is under way; a second wish joins it. */
  refresh(): Promise<AskedResult>;
  windowFocused(): void;
}

interface Attempt {
  asked: boolean;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

export function createAccountMonitor(
  ports: MonitorPorts,
  book: AccountBook,
  start: {
    readonly account: Account;
    readonly provider: Provider;
    readonly cadence: Cadence;
    readonly snapshot: AccountSnapshot | undefined;
    /** Anything that is shown may read differently: new state, activity begun or ended, a minute gone by. */
    readonly onChange: () => void;
  },
): AccountMonitor {
  const { clock, random, log } = ports;
  const { provider, snapshot, onChange } = start;
  let { account, cadence } = start;
  let state: AccountState = {};
  let forbiddenUntilMs: AccountSnapshot['forbiddenUntilMs'] = {};
  let attempt: Attempt | undefined;
  let lastAttempt: { readonly monotonicMs: number; readonly wallMs: number } | undefined;
  let spendSeenMs: number | undefined;
  let jitter = random.fraction();
  let timer: Disposable | undefined;
  /** After sleep: nothing is asked before this, by the monotonic clock. */
  let notBeforeMs = 0;
  /** When the timer was to fire, by the monotonic clock, and how far the wall clock was ahead of it then. */
  let expectedMs = Infinity;
  let wallAheadMs = clock.wallMs() - clock.monotonicMs();

  if (snapshot?.keyRevisions === keyRevisions(account)) {
    state = { lastGood: snapshot.lastGood, trouble: snapshot.rejected };
    ({ forbiddenUntilMs } = snapshot);
  }

  const activity = (): Activity => {
    if (!attempt) return 'idle';
    if (!state.lastGood && !state.trouble) return 'first';
    return attempt.asked ? 'asked' : 'background';
  };

  const situation = (): Situation => ({
    ...cadence,
    jitter,
    lastAttemptMs: lastAttempt?.monotonicMs,
    spendSeenMs,
    trouble: state.trouble,
  });

  /** How long until the next background request; negative when it is overdue, infinite when none is planned. */
  const untilDueMs = (): number => {
    const dueMs = cadence.polling ? nextDueMs(situation()) : 'never';
    return dueMs === 'never' ? Infinity : Math.max(dueMs, notBeforeMs) - clock.monotonicMs();
  };

  /** Sets the one timer: for the next request, or for the next minute, whichever comes first. */
  const arm = (): void => {
    timer?.dispose();
    if (attempt || !cadence.polling) return;
    const delayMs = Math.min(TICK_MS, untilDueMs());
    if (delayMs <= 0) {
      void begin(false);
      return;
    }
    expectedMs = clock.monotonicMs() + delayMs;
    timer = clock.after(delayMs, () => {
      lookAtClocks();
      arm();
      onChange();
    });
  };

  const lookAtClocks = (): void => {
    const nowMs = clock.monotonicMs();
    const wallMs = clock.wallMs();
    if (hasSlept(wallMs - nowMs - wallAheadMs, nowMs - expectedMs)) {
      notBeforeMs = nowMs + wakeDelayMs(random.fraction());
      // What was asked before the sleep is as good as never asked, once the interval is over by the clock on the wall.
      if (wallMs - (lastAttempt?.wallMs ?? 0) >= cadence.intervalMs) lastAttempt = undefined;
    }
    wallAheadMs = wallMs - nowMs;
    expectedMs = Infinity;
  };

  const begin = (asked: boolean): Promise<void> => {
    timer?.dispose();
    const controller = new AbortController();
    const done = ask(controller.signal)
      .then((outcome) => conclude(mine, outcome))
      .catch((error: unknown) => {
        // A mistake of ours must not end the watch.
        log.error('A refresh failed', error);
        conclude(mine, failed(unexpected('shape')));
      });
    const mine: Attempt = { asked, controller, done };
    attempt = mine;
    onChange();
    return done;
  };

  const ask = async (signal: AbortSignal): Promise<AccountOutcome> => {
    const found = await book.keysOf(account);
    if (found.kind === 'failed') return found;
    const wallMs = clock.wallMs();
    const knownForbidden = new Set(
      Object.entries(forbiddenUntilMs)
        .filter(([, untilMs]) => untilMs > wallMs && untilMs <= wallMs + FORBIDDEN_FOR_MS)
        .map(([name]) => name),
    );
    return readAccount({ ...ports, provider, keys: found.keys, knownForbidden, signal });
  };

  const conclude = (mine: Attempt, outcome: AccountOutcome): void => {
    // The key changed or the window closed meanwhile: the answer is nobody's.
    if (attempt !== mine || outcome.kind === 'aborted') return;
    const monotonicMs = clock.monotonicMs();
    const wallMs = clock.wallMs();
    const before = state.lastGood?.reading;
    attempt = undefined;
    lastAttempt = { monotonicMs, wallMs };
    jitter = random.fraction();
    notBeforeMs = 0;
    state = mergeOutcome(state, outcome, { atMs: wallMs, asked: mine.asked });
    const name = `${provider.id} ${account.id}:`;
    if (outcome.kind === 'read') {
      for (const request of outcome.forbidden) {
        forbiddenUntilMs = { ...forbiddenUntilMs, [request]: wallMs + FORBIDDEN_FOR_MS };
      }
      if (sawSpending(before, outcome.reading)) spendSeenMs = monotonicMs;
      log.info(name, 'read', outcome.shortfall ?? '');
    } else {
      log.warn(name, 'not read', outcome.failure);
    }
    arm();
    // Last: who hears it may dispose of us.
    onChange();
  };

  const forgetAttempt = (): void => {
    attempt?.controller.abort();
    attempt = undefined;
  };

  return {
    get watch(): Watching {
      const waitMs = untilDueMs();
      const nextAtMs = waitMs === Infinity ? undefined : clock.wallMs() + Math.max(0, waitMs);
      return { kind: 'watching', provider, account, state, activity: activity(), nextAtMs };
    },
    get snapshot() {
      const { lastGood, trouble } = state;
      const rejected = trouble?.failure.kind === 'invalidKey' ? trouble : undefined;
      return { keyRevisions: keyRevisions(account), lastGood, rejected, forbiddenUntilMs };
    },
    apply(newCadence) {
      cadence = newCadence;
      arm();
    },
    accountChanged(newAccount) {
      const isSame = keyRevisions(newAccount) === keyRevisions(account);
      account = newAccount;
      if (isSame && state.trouble?.failure.kind !== 'keyUnavailable') return;
      forgetAttempt();
      lastAttempt = undefined;
      spendSeenMs = undefined;
      state = isSame ? { lastGood: state.lastGood } : {};
      if (!isSame) forbiddenUntilMs = {};
      void begin(false);
    },
    async refresh() {
      if (attempt) {
        attempt.asked = true;
        onChange();
        await attempt.done;
      } else {
        const decision = decideAsked(situation(), clock.monotonicMs());
        if (decision.kind !== 'ask') return decision;
        await begin(true);
      }
      return { kind: 'done' };
    },
    windowFocused() {
      if (attempt || !cadence.polling) return;
      lookAtClocks();
      const nowMs = clock.monotonicMs();
      if (nowMs >= notBeforeMs && isDueOnFocus(situation(), nowMs)) void begin(false);
      else arm();
    },
    dispose() {
      timer?.dispose();
      forgetAttempt();
    },
  };
}
