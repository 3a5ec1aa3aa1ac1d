import { hourStartMs, periodStartMs, utcDate, dayMs } from '../../account/periods.ts';
import type { AnalyticsQuery } from './query.ts';
import type { Granularity } from './fields.ts';

/** When the bucket holding `ms` began. Weeks begin on Sundays here, in the published examples; caps count from Mondays. */
export function bucketStartMs(granularity: Granularity, ms: number): number {
  switch (granularity) {
    case 'minute':
    case 'hour':
      // Within an hour nothing is known: all of it stands in its first minute.
      return hourStartMs(ms);
    case 'day':
      return periodStartMs('daily', ms);
    case 'week':
      return periodStartMs('daily', ms) - new Date(ms).getUTCDay() * dayMs;
    case 'month':
      return periodStartMs('monthly', ms);
  }
}

/**
 * The name of the time's column and how it is written: which of the two depends on the table that answers. Raw requests
 * (hours, providers) have `created_at__hour` and ISO, daily sums `date__day` and a date.
 */
export function timeKey(
  query: Pick<AnalyticsQuery, 'dimensions'>,
  granularity: Granularity,
): { name: string; write(startMs: number): string } {
  const isRaw = granularity === 'minute' || granularity === 'hour' || query.dimensions.includes('provider');
  return isRaw
    ? { name: `created_at__${granularity}`, write: (startMs) => new Date(startMs).toISOString() }
    : { name: `date__${granularity}`, write: utcDate };
}
