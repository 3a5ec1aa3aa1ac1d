/** The periods that a provider counts in: days, weeks from Monday and months, all of UTC. */

export const DAY_MS = 86_400_000;

/** An answer may tell how things stood a minute before it came (providers keep answers that long); twice that is safe. */
export const LATE_MS = 120_000;

export type Period = 'day' | 'week' | 'month';

/** 1970-01-01 was a Thursday; the Monday before it. */
const FIRST_MONDAY_MS = -3 * DAY_MS;

/** When the period that `atMs` lies in began, by the wall clock in UTC. */
export function periodStartMs(period: Period, atMs: number): number {
  switch (period) {
    case 'day':
      return Math.floor(atMs / DAY_MS) * DAY_MS;
    case 'week':
      return Math.floor((atMs - FIRST_MONDAY_MS) / (7 * DAY_MS)) * 7 * DAY_MS + FIRST_MONDAY_MS;
    case 'month': {
      const at = new Date(atMs);
      return Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
    }
  }
}

/** Whether an answer that came at `atMs` tells of the period that runs at `nowMs`: just after it began it may not yet. */
export function isOfCurrent(period: Period, atMs: number, nowMs: number): boolean {
  const startMs = periodStartMs(period, nowMs);
  return periodStartMs(period, atMs) === startMs && atMs - startMs >= LATE_MS;
}

/** When the next period begins. */
export function periodEndMs(period: Period, atMs: number): number {
  switch (period) {
    case 'day':
      return periodStartMs('day', atMs) + DAY_MS;
    case 'week':
      return periodStartMs('week', atMs) + 7 * DAY_MS;
    case 'month': {
      const at = new Date(atMs);
      return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1);
    }
  }
}
