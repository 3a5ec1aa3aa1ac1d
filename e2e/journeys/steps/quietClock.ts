import { setTimeout as delay } from 'node:timers/promises';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer than from the beginning of a journey to the last of its figures, on a machine five times slower than usual. */
const READING_MS = 12 * MINUTE_MS;
/** Longer than one range is chosen and read. */
const READING_RANGE_MS = 3 * MINUTE_MS;

/**
 * Waits where the figures would change by themselves while they are read: at midnight of UTC today becomes yesterday, and
 * half an hour later a period before is a day longer.
 */
export async function untilClockIsQuiet(): Promise<void> {
  for (const changesAtMs of [0, 30 * MINUTE_MS]) {
    const untilMs = (changesAtMs - (Date.now() % DAY_MS) + DAY_MS) % DAY_MS;
    if (untilMs < READING_MS) await delay(untilMs + 1000);
  }
}

/** The same for the hours of one range: with another hour all of them move on. */
export async function untilHourIsQuiet(): Promise<void> {
  const untilMs = HOUR_MS - (Date.now() % HOUR_MS);
  if (untilMs < READING_RANGE_MS) await delay(untilMs + 1000);
}
