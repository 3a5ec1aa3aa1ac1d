import type { Known } from '../model/known.ts';
import { HOUR_MS, MINUTE_MS } from '../monitor/interval.ts';

const DAY_MS = 24 * HOUR_MS;

/** A span in the largest unit that says it: "3 min", "2 h", "5 days". Less than a minute is "1 min". */
export function spanWords(ms: number): string {
  if (ms < HOUR_MS) return `${Math.max(1, Math.round(ms / MINUTE_MS))} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} days`;
}

/** How long ago, never in the future: a clock that was set back makes nothing "in 3 minutes". */
export function agoWords(atMs: Known<number>, nowMs: number): string {
  if (atMs === 'unknown') return 'at an unknown time';
  const ageMs = Math.max(0, nowMs - atMs);
  return ageMs < MINUTE_MS ? 'just now' : `${spanWords(ageMs)} ago`;
}

/** Rounded down: what is not used up does not read as 100 %. */
export function percent(part: bigint, whole: bigint): number {
  return Number((part * 100n) / whole);
}
