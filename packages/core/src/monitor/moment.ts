import type { Known } from '../model/known.ts';
import type { Clock } from '../ports.ts';
import type { AccountRecord } from '../storage/accountRecord.ts';
import type { ClockJump } from './clockWatch.ts';
import { CLOCK_TOLERANCE_MS } from './times.ts';

/** A time as it was noted, and the same on this window's monotonic clock, which nobody can set. */
export interface Moment {
  /** As it stands in the record: what tells one moment from another. */
  readonly notedMs: number;
  /** The same by the clock on the wall as it is now. */
  readonly wallMs: number;
  /** Unknown where the time noted was still to come when it was read: its clock has been set back since. */
  readonly monotonicMs: Known<number>;
}

/**
 * @param before the moment that was known: a time that has not changed is still the same moment, whatever has become of
 * the clock on the wall meanwhile
 * @returns undefined where nothing was noted
 */
export function momentOf(
  clock: Clock,
  notedMs: number | undefined,
  before: Moment | undefined,
): Moment | undefined {
  if (notedMs === undefined) return undefined;
  if (before?.notedMs === notedMs) return before;
  const agoMs = clock.wallMs() - notedMs;
  const isToCome = agoMs < -CLOCK_TOLERANCE_MS;
  return {
    notedMs,
    wallMs: notedMs,
    monotonicMs: isToCome ? 'unknown' : clock.monotonicMs() - Math.max(0, agoMs),
  };
}

/**
 * The same moment after a clock has jumped, by both clocks as they are now. Who slept goes by the one on the wall, for the
 * other may have stood meanwhile; where that on the wall was set back, the other one knows.
 */
export function afterJump(clock: Clock, jump: ClockJump, moment: Moment | undefined): Moment | undefined {
  if (!moment || moment.monotonicMs === 'unknown') return moment;
  const aheadMs = clock.wallMs() - clock.monotonicMs();
  return jump === 'slept'
    ? { ...moment, monotonicMs: Math.min(moment.monotonicMs, moment.wallMs - aheadMs) }
    : { ...moment, wallMs: Math.min(moment.wallMs, moment.monotonicMs + aheadMs) };
}

/** As a time of the monotonic clock; undefined where it is not known. */
export function monotonicOf(moment: Moment | undefined): number | undefined {
  return moment && moment.monotonicMs !== 'unknown' ? moment.monotonicMs : undefined;
}

/** When that was by the clock on the wall as it is now; of two answers the one that makes it older. */
export function asOfMs(clock: Clock, moment: Moment | undefined): Known<number> {
  const monotonicMs = monotonicOf(moment);
  if (!moment || monotonicMs === undefined) return 'unknown';
  return Math.min(moment.wallMs, clock.wallMs() - (clock.monotonicMs() - monotonicMs));
}

/** By the attempts' numbers; of two windows' with one number, by which both may have asked, the one on disk. */
export function isNewerRecord(onDisk: AccountRecord, known: AccountRecord): boolean {
  return (
    onDisk.attempt > known.attempt ||
    (onDisk.attempt === known.attempt && onDisk.attemptAtMs !== known.attemptAtMs)
  );
}
