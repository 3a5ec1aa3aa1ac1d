import { type Failure, stopsUntilKeyChanges } from '../model/failure.ts';
import { boundedIntervalMs, clampMs } from './interval.ts';
import {
  ASKED_GAP_MS,
  JITTER_SHARE,
  MINUTE_MS,
  PACE_FIRST_MS,
  PACE_MOST_MS,
  PACE_SHARE,
  QUIET_AFTER_SPEND_MS,
  RETRY_AFTER_LEAST_MS,
  RETRY_AFTER_MOST_MS,
  SLEEP_GAP_MS,
  SPENDING_INTERVAL_MS,
  WAKE_LEAST_MS,
  WAKE_SPREAD_MS,
} from './times.ts';

/** Every rule about when to ask, as pure functions. All times are of the monotonic clock, in milliseconds. */

export { ASKED_GAP_MS, QUIET_AFTER_SPEND_MS, SPENDING_INTERVAL_MS } from './times.ts';

export interface Situation {
  readonly intervalMs: number;
  readonly refreshWhileSpending: boolean;
  /** When the last attempt ended; undefined when none has been made since the start. */
  readonly lastAttemptMs?: number | undefined;
  /** When spend was last seen to move. */
  readonly spendSeenMs?: number | undefined;
  /** How the last attempt went, and how many in a row went so. */
  readonly trouble?: { readonly failure: Failure; readonly attempts: number } | undefined;
  /** When this window last looked for a key in vain. */
  readonly keySoughtMs?: number | undefined;
  /** In [0, 1), drawn once for each scheduled request; the same in all windows. */
  readonly jitter: number;
}

/**
 * When the next background request is due. A time in the past means now.
 * @param seekAfterMs a keyring that did not answer is looked into so long after the last look: whoever unlocks it does
 * not tell us
 * @returns 'never' while only a person can mend it: a rejected key, a key that this machine does not have.
 */
export function nextDueMs(
  situation: Situation,
  seekAfterMs = boundedIntervalMs(situation.intervalMs),
): number | 'never' {
  const { lastAttemptMs, keySoughtMs } = situation;
  const failure = situation.trouble?.failure;
  if (failure && stopsUntilKeyChanges(failure)) return 'never';
  if (failure?.kind === 'keyUnavailable')
    return failure.reason === 'missing' || keySoughtMs === undefined ? 'never' : keySoughtMs + seekAfterMs;
  if (lastAttemptMs === undefined) return 0;
  return (
    lastAttemptMs +
    (situation.trouble
      ? backoffMs(situation.trouble, situation.intervalMs, situation.jitter)
      : paceMs(situation, lastAttemptMs) * (1 + JITTER_SHARE * situation.jitter))
  );
}

function paceMs(situation: Situation, lastAttemptMs: number): number {
  const isSpending =
    situation.refreshWhileSpending &&
    situation.spendSeenMs !== undefined &&
    lastAttemptMs - situation.spendSeenMs < QUIET_AFTER_SPEND_MS;
  const intervalMs = boundedIntervalMs(situation.intervalMs);
  return isSpending ? Math.min(intervalMs, SPENDING_INTERVAL_MS) : intervalMs;
}

/**
 * After the nth failure in a row: one minute, doubled each time up to the interval, so that recovery shows within one.
 * The jitter shortens it, though never below a minute. Not less than the provider itself asked for; that it lengthens.
 */
export function backoffMs(
  { failure, attempts }: { readonly failure: Failure; readonly attempts: number },
  intervalMs: number,
  jitter: number,
): number {
  const doubled = MINUTE_MS * 2 ** Math.min(20, Math.max(0, attempts - 1));
  const delayMs = Math.min(doubled, boundedIntervalMs(intervalMs)) * (1 - JITTER_SHARE * jitter);
  return Math.max(MINUTE_MS, delayMs, askedWaitMs(failure) * (1 + JITTER_SHARE * jitter));
}

/** How long the provider itself asked to be left alone: its Retry-After held within 1 s … 1 h, or 0. */
export function askedWaitMs(failure: Failure): number {
  const asked =
    failure.kind === 'rateLimited' || failure.kind === 'providerDown' ? failure.retryAfterMs : undefined;
  return asked === undefined ? 0 : clampMs(asked, RETRY_AFTER_LEAST_MS, RETRY_AFTER_MOST_MS);
}

/**
 * Whether a window that gains focus should ask: its figure is older than the interval and nothing speaks against it. Or
 * its keyring did not answer, and whoever comes to the window may just have unlocked it.
 */
export function isDueOnFocus(situation: Situation, nowMs: number): boolean {
  const dueMs = nextDueMs(situation, MINUTE_MS);
  if (dueMs === 'never') return false;
  if (situation.trouble) return nowMs >= dueMs;
  const intervalMs = boundedIntervalMs(situation.intervalMs);
  return situation.lastAttemptMs === undefined || nowMs - situation.lastAttemptMs >= intervalMs;
}

export type AskedDecision =
  | { readonly kind: 'ask' }
  /** A fresh answer is less than {@link ASKED_GAP_MS} old: it is shown again, nothing is sent. */
  | { readonly kind: 'fresh' }
  /** The provider asked to be left alone for this much longer. */
  | { readonly kind: 'wait'; readonly waitMs: number };

/** What to do when a person asks for a refresh. Back-off of our own does not stand in the way; the provider's word does. */
export function decideAsked(situation: Situation, nowMs: number): AskedDecision {
  const { lastAttemptMs, trouble } = situation;
  if (lastAttemptMs === undefined) return { kind: 'ask' };
  const waitMs = trouble ? lastAttemptMs + askedWaitMs(trouble.failure) - nowMs : 0;
  if (waitMs > 0) return { kind: 'wait', waitMs };
  return nowMs - lastAttemptMs < ASKED_GAP_MS ? { kind: 'fresh' } : { kind: 'ask' };
}

/**
 * Whether the machine slept, or its clock was moved forward. Where the monotonic clock stops in sleep, the wall clock
 * runs ahead of it; where it does not (Windows), a timer is late.
 */
export function hasSlept(wallAheadMs: number, timerLateMs: number): boolean {
  return Math.max(wallAheadMs, timerLateMs) > SLEEP_GAP_MS;
}

/**
 * At least this long between the starts of two accounts in the background: twenty accounts that are all due at once, at
 * start or after sleep, are no burst.
 */
export function paceOfAccountsMs(accounts: number, intervalMs: number, isFirst: boolean): number {
  if (accounts < 2) return 0;
  const gapMs = Math.min(PACE_MOST_MS, (PACE_SHARE * boundedIntervalMs(intervalMs)) / accounts);
  return isFirst ? Math.min(PACE_FIRST_MS, gapMs) : gapMs;
}

/** After sleep, or when the clock was set back: one request, once the network has had a moment to come back. 5 … 15 s. */
export function wakeDelayMs(jitter: number): number {
  return WAKE_LEAST_MS + WAKE_SPREAD_MS * jitter;
}
