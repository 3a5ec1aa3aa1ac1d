/** The windows in which OpenRouter counts: UTC days, UTC weeks from Monday, UTC months. */
export type Period = 'daily' | 'weekly' | 'monthly';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** The instant at which the window holding `nowMs` began, ms since the epoch. */
export function periodStartMs(period: Period, nowMs: number): number {
  const now = new Date(nowMs);
  const dayStartMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  switch (period) {
    case 'daily':
      return dayStartMs;
    case 'weekly':
      return dayStartMs - ((now.getUTCDay() + 6) % 7) * dayMs;
    case 'monthly':
      return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  }
}

/** The instant at which the window holding `nowMs` ends, ms since the epoch. */
export function nextResetMs(period: Period, nowMs: number): number {
  const startMs = periodStartMs(period, nowMs);
  switch (period) {
    case 'daily':
      return startMs + dayMs;
    case 'weekly':
      return startMs + 7 * dayMs;
    case 'monthly': {
      const start = new Date(startMs);
      return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1);
    }
  }
}

/** `YYYY-MM-DD` of the UTC day. */
export const utcDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** When the hour holding `ms` began. UTC hours are whole hours of the epoch. */
export const hourStartMs = (ms: number): number => Math.floor(ms / hourMs) * hourMs;
