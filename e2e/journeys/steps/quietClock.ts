import { setTimeout as delay } from 'node:timers/promises';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer than from the beginning of a journey to the last of its figures, on a machine five times slower than usual. */
const READING_MS = 12 * MINUTE_MS;
/** Longer than one figure, or one range, is chosen and read. */
const READING_ONE_MS = 3 * MINUTE_MS;
/** For so long an answer may still be of the day before, and its figures of today are not shown. */
const LATE_MS = 2 * MINUTE_MS;

/**
 * Waits where the figures would change by themselves while they are read: at midnight of UTC today becomes yesterday, and
 * half an hour later a period before is a day longer.
 */
export async function untilClockIsQuiet(): Promise<void> {
  await untilDayIsQuiet(READING_MS);
  await untilOver(30 * MINUTE_MS, DAY_MS, READING_MS);
}

/** The same for what is spent today. */
export function untilDayIsQuiet(readingMs = READING_ONE_MS): Promise<void> {
  return untilOver(LATE_MS, DAY_MS, LATE_MS + readingMs);
}

/** The same for the hours of one range: with another hour all of them move on. */
export function untilHourIsQuiet(): Promise<void> {
  return untilOver(0, HOUR_MS, READING_ONE_MS);
}

/** A moment that comes once in each hour or day: is it as near as this, it is waited for. */
async function untilOver(momentMs: number, periodMs: number, nearMs: number): Promise<void> {
  const untilMs = periodMs - ((Date.now() - momentMs) % periodMs);
  if (untilMs < nearMs) await delay(untilMs + 1000);
}
