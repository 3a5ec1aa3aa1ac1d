import type { ReadingAt, Trouble } from '../model/account.ts';
import {
  isBoolean,
  isCount,
  isNumber,
  isShare,
  isText,
  isTimeMs,
  objectOf,
  orMissing,
  recordOf,
} from './check.ts';
import { isFailure } from './isFailure.ts';
import { isReading } from './isReading.ts';

/**
 * `account.<id>.json`: the last word on an account, shared by all windows. Painted at start, before anything is asked;
 * whoever asks writes it, and the others take it over. All times by the wall clock, in milliseconds.
 */
export interface AccountRecord {
  /** The keys that all of this was learnt with: with other keys it may be another account, and counts for nothing. */
  readonly keyRevisions: string;
  /** Counts the attempts, over all windows and for ever: what has a higher count is newer, whatever the clocks say. */
  readonly attempt: number;
  /** When the last attempt ended; missing when none has been made with these keys, or none that still counts. */
  readonly attemptAtMs?: number | undefined;
  readonly lastGood?: ReadingAt | undefined;
  readonly trouble?: Trouble | undefined;
  /** When spend was last seen to move. */
  readonly spendSeenAtMs?: number | undefined;
  /** In [0, 1): drawn for the next request by whoever made the last, so that all windows plan the same. */
  readonly jitter: number;
  /** Optional requests that were answered 403, by name, with when to try again. */
  readonly forbiddenUntilMs: Readonly<Record<string, number>>;
}

/** What is known of an account before anything is. */
export function emptyRecord(keyRevisions: string, attempt = 0): AccountRecord {
  return { keyRevisions, attempt, jitter: 0, forbiddenUntilMs: {} };
}

const maybeNumber = orMissing(isNumber);

export const isAccountRecord = objectOf<AccountRecord>({
  keyRevisions: isText,
  attempt: isCount,
  attemptAtMs: maybeNumber,
  lastGood: orMissing(objectOf<ReadingAt>({ reading: isReading, atMs: isTimeMs })),
  trouble: orMissing(
    objectOf<Trouble>({ failure: isFailure, atMs: isNumber, attempts: isCount, asked: isBoolean }),
  ),
  spendSeenAtMs: maybeNumber,
  jitter: isShare,
  forbiddenUntilMs: recordOf(isNumber),
});
