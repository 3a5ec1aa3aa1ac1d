import type { Failure } from '../model/failure.ts';
import {
  type Check,
  isCount,
  isText,
  isTimeMs,
  listOf,
  objectOf,
  oneOf,
  orMissing,
  recordOf,
} from '../storage/check.ts';
import { isFailure } from '../storage/isFailure.ts';
import { type DayTable, isDayTable, NO_DAYS } from './dayTable.ts';
import { isStoredKey, type StoredKey } from './storedKey.ts';

/** What is asked by itself, in this order; each may fail by itself. */
export const usageParts = ['today', 'hours', 'days', 'keyDays', 'older', 'keys'] as const;
export type UsagePart = (typeof usageParts)[number];

/**
 * `usage.<id>.json`: what all windows share of an account's usage besides its final days: how asking went, and what may
 * still change. All times by the wall clock, in milliseconds.
 */
export interface UsageRecord {
  /** Of the management key that all of this was learnt with; of another, it counts for nothing. */
  readonly series: string;
  /** Counts the attempts, over all windows and for ever: what has a higher count is newer. */
  readonly attempt: number;
  /** When the last attempt ended; missing when none has been made with this key. */
  readonly attemptAtMs?: number | undefined;
  /** When each part was last asked with success. */
  readonly askedAtMs: Parts<number>;
  /** What was wrong when each part was last asked. */
  readonly troubles: Parts<Trouble>;
  /** The parts of which something was left out: by the provider, or for later. */
  readonly cut: readonly UsagePart[];
  /** Of how many days at once the provider last told all, where that is fewer than were wanted. */
  readonly spanDays: Parts<number>;
  /** The oldest and the newest hour or day of which the provider ever had anything to tell. */
  readonly seen?: Seen | undefined;
  /** Days that may still change. */
  readonly open: DayTable;
  /** One after the other: whole hours since 1970, micros spent, requests. */
  readonly hours: readonly (number | null)[];
  /** Hours before this one will not change any more. */
  readonly hoursFinalToMs?: number | undefined;
  readonly keys?: readonly StoredKey[] | undefined;
}

export type Parts<T> = Readonly<Partial<Record<UsagePart, T>>>;

export interface Trouble {
  readonly failure: Failure;
  readonly atMs: number;
}

export interface Seen {
  readonly oldestMs: number;
  readonly newestMs: number;
}

/** What is known before anything is. */
export function emptyUsageRecord(series: string, attempt = 0): UsageRecord {
  return {
    series,
    attempt,
    askedAtMs: {},
    troubles: {},
    cut: [],
    spanDays: {},
    open: NO_DAYS,
    hours: [],
  };
}

const maybeTime = orMissing(isTimeMs);
/** What a newer version may have put there of parts that this one does not know does no harm. */
const partsOf = <T>(check: Check<T>): Check<Parts<T>> => recordOf(check) as Check<Parts<T>>;

export const isUsageRecord = objectOf<UsageRecord>({
  series: isText,
  attempt: isCount,
  attemptAtMs: maybeTime,
  askedAtMs: partsOf(isTimeMs),
  troubles: partsOf(objectOf<Trouble>({ failure: isFailure, atMs: isTimeMs })),
  cut: listOf(oneOf(...usageParts)),
  spanDays: partsOf(isCount),
  seen: orMissing(objectOf<Seen>({ oldestMs: isTimeMs, newestMs: isTimeMs })),
  open: isDayTable,
  hours: (value): value is UsageRecord['hours'] =>
    Array.isArray(value) &&
    value.length % 3 === 0 &&
    value.every(
      (cell, at) =>
        (at % 3 === 2 && cell === null) || (Number.isSafeInteger(cell) && (at % 3 === 1 || cell >= 0)),
    ),
  hoursFinalToMs: maybeTime,
  keys: orMissing(listOf(isStoredKey)),
});
