import { HOUR_MS, LONGEST_INTERVAL_MS, MINUTE_MS, SHORTEST_INTERVAL_MS } from './times.ts';

export { HOUR_MS, LONGEST_INTERVAL_MS, MINUTE_MS, SHORTEST_INTERVAL_MS } from './times.ts';

const DEFAULT_INTERVAL_MS = 5 * MINUTE_MS;

const LABEL = /^(\d{1,6}) (minute|hour)s?$/;

/**
 * The interval behind a label of `opencredits.updateInterval` ("5 minutes", "1 hour"), in milliseconds, within
 * {@link SHORTEST_INTERVAL_MS}…{@link LONGEST_INTERVAL_MS}. Anything else (a synced typo, a number, NaN) is 5 minutes.
 */
export function intervalMsOf(setting: unknown): number {
  const match = typeof setting === 'string' ? LABEL.exec(setting) : null;
  if (!match) return DEFAULT_INTERVAL_MS;
  return boundedIntervalMs(Number(match[1]) * (match[2] === 'hour' ? HOUR_MS : MINUTE_MS));
}

/** Holds a span within bounds; what is not a number becomes the lower bound, never a timer that fires at once. */
export function clampMs(ms: number, leastMs: number, mostMs: number): number {
  return Number.isNaN(ms) ? leastMs : Math.min(mostMs, Math.max(leastMs, ms));
}

/** Within {@link SHORTEST_INTERVAL_MS}…{@link LONGEST_INTERVAL_MS}, whatever it was. */
export function boundedIntervalMs(ms: number): number {
  return clampMs(ms, SHORTEST_INTERVAL_MS, LONGEST_INTERVAL_MS);
}
