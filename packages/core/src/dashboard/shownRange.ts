import type { Range } from '../history/history.ts';
import { DAY_MS, periodEndMs, periodStartMs } from '../model/periods.ts';
import { HOUR_MS } from '../monitor/times.ts';
import type { BucketSize, ShownRange } from './state.ts';
import type { RangeChoice } from './view.ts';

/** Further back nothing is shown: a single answer from a clock that was wrong must not make a chart of fifty years. */
const MOST_DAYS = 3653;
const MOST_HOURLY_DAYS = 2;
const MOST_DAILY_DAYS = 92;
const MOST_WEEKLY_DAYS = 731;

const PERIODS = ['week', 'month'] as const;
const DAYS = { '7d': 7, '30d': 30, '90d': 90, '1y': 365 } as const;

/**
 * What a choice means now. A range ends with the bucket that runs, and begins with a whole one: at midnight UTC, on the
 * first Monday of the last 365 days for a year, at a full hour for 24 hours.
 *
 * `before` is as long and just before; while the range still runs it ends, to the nearest hour, as far before its own end
 * as now is before that of the range, so that like is compared with like.
 * @param firstKnownMs where `all` begins; undefined: nothing is known
 */
export function shownRange(choice: RangeChoice, nowMs: number, firstKnownMs?: number): ShownRange {
  const range = rangeOf(choice, nowMs, firstKnownMs);
  if (choice.name === 'all') return { ...range, before: null };
  const lengthMs = range.toMs - range.fromMs;
  const passedMs = Math.min(lengthMs, Math.round((nowMs - range.fromMs) / HOUR_MS) * HOUR_MS);
  const fromMs = range.fromMs - lengthMs;
  return { ...range, before: { fromMs, toMs: fromMs + Math.max(HOUR_MS, passedMs) } };
}

function rangeOf(choice: RangeChoice, nowMs: number, firstKnownMs = nowMs): Omit<ShownRange, 'before'> {
  const todayMs = periodStartMs('day', nowMs);
  const toMs = todayMs + DAY_MS;
  switch (choice.name) {
    case '24h': {
      const endMs = bucketStartMs('hour', nowMs) + HOUR_MS;
      return { fromMs: endMs - DAY_MS, toMs: endMs, bucket: 'hour' };
    }
    case '7d':
    case '30d':
    case '90d':
      return { fromMs: toMs - DAYS[choice.name] * DAY_MS, toMs, bucket: 'day' };
    case '1y':
      // No further back than providers tell of, which is 365 days.
      return { fromMs: periodEndMs('week', toMs - DAYS['1y'] * DAY_MS - 1), toMs, bucket: 'week' };
    case 'all': {
      const fromMs = boundedStartMs(periodStartMs('day', Math.min(firstKnownMs, nowMs)), toMs);
      return { fromMs, toMs, bucket: bucketOf((toMs - fromMs) / DAY_MS) };
    }
    case 'custom': {
      const lastMs = Math.min(Date.parse(choice.toDay), todayMs);
      const endMs = lastMs + DAY_MS;
      const fromMs = boundedStartMs(Math.min(Date.parse(choice.fromDay), lastMs), endMs);
      const days = (endMs - fromMs) / DAY_MS;
      if (days > MOST_HOURLY_DAYS) return { fromMs, toMs: endMs, bucket: bucketOf(days) };
      // Hours to come are not shown.
      return { fromMs, toMs: Math.min(endMs, bucketStartMs('hour', nowMs) + HOUR_MS), bucket: 'hour' };
    }
  }
}

function boundedStartMs(fromMs: number, toMs: number): number {
  return Math.max(fromMs, toMs - MOST_DAYS * DAY_MS);
}

function bucketOf(days: number): BucketSize {
  return days <= MOST_DAILY_DAYS ? 'day' : days <= MOST_WEEKLY_DAYS ? 'week' : 'month';
}

/** The buckets of a range, one after the other, without holes; the first and the last may be cut off by it. */
export function bucketsOf({ fromMs, toMs, bucket }: Omit<ShownRange, 'before'>) {
  const buckets: { readonly startMs: number; readonly endMs: number }[] = [];
  for (let startMs = fromMs; startMs < toMs;) {
    const endMs = Math.min(toMs, bucketEndMs(bucket, startMs));
    buckets.push({ startMs, endMs });
    startMs = endMs;
  }
  return buckets;
}

function bucketStartMs(bucket: BucketSize, atMs: number): number {
  return bucket === 'hour' ? Math.floor(atMs / HOUR_MS) * HOUR_MS : periodStartMs(bucket, atMs);
}

function bucketEndMs(bucket: BucketSize, atMs: number): number {
  return bucket === 'hour' ? bucketStartMs('hour', atMs) + HOUR_MS : periodEndMs(bucket, atMs);
}

/**
 * Which samples, and which usage, a view is made from: its range and the one before, and this week and month; for `all`
 * everything. Of samples the last before it, too. Always up to now: what was seen
 * after a day tells how it ended.
 */
export function neededRange({ range }: { readonly range: RangeChoice }, nowMs: number): Range {
  if (range.name === 'all') return { fromMs: 0, toMs: nowMs + 1 };
  const { fromMs, before } = shownRange(range, nowMs);
  const firstMs = Math.min(
    before?.fromMs ?? fromMs,
    ...PERIODS.map((period) => periodStartMs(period, nowMs)),
  );
  return { fromMs: Math.max(0, firstMs), toMs: nowMs + 1 };
}
