export const DAY_MS = 86_400_000;

/** What an account spends by UTC days, today first, up to now; in units of its currency. */
export type DaysSpend = readonly DayStory[];

export interface DayStory {
  readonly spent: number;
  /** Default: yes. */
  readonly isWatched?: boolean;
}

/** Work is done at these hours, UTC; today since midnight, whatever the time is. */
const [WORK_FROM, WORK_TO] = [8, 18];
const HOUR_MS = 3_600_000;

export function dayStartMs(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS;
}

/** What is spent from one moment until another one, neither later than now. Before the first day nothing is. */
export function spendSince(days: DaysSpend, nowMs: number, fromMs: number, toMs: number): number {
  const todayMs = dayStartMs(nowMs);
  return days.reduce((sum, { spent }, ago) => {
    const startMs = todayMs - ago * DAY_MS;
    const [workFrom, workTo] =
      ago === 0 ? [startMs, nowMs] : [startMs + WORK_FROM * HOUR_MS, startMs + WORK_TO * HOUR_MS];
    const workedMs = Math.max(0, Math.min(toMs, workTo) - Math.max(fromMs, workFrom));
    return sum + (spent * workedMs) / (workTo - workFrom);
  }, 0);
}
