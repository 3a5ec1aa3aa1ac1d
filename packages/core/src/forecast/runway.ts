import type { Meter } from '../history/meter.ts';
import { type Piece, piecesOf } from '../history/pieces.ts';
import type { Sample } from '../history/sample.ts';
import { DAY_MS, periodEndMs } from '../model/periods.ts';
import { type Resets, resetPeriod } from '../model/reading.ts';
import { futuresOf } from './futures.ts';
import { HOUR_MS, hourlySpend } from './hourlySpend.ts';

/** Less says nothing of how somebody works. */
export const LEAST_DAYS = 3;
const MOST_DAYS = 14;
/** A figure that is older than this is no ground for a forecast. */
const STALE_MS = 3 * DAY_MS;
const HORIZON_MS = 365 * DAY_MS;
/** The range leaves out this share of the futures at each end. */
const TAIL = 0.05;

export type RunwayCap = 'balance' | 'keyLimit';

/** When money runs out, if it goes on going as it did. All times by the wall clock. */
export type Runway =
  /** Less than three days of data, or the newest older than that, or than the reset of the limit. */
  | { readonly kind: 'collecting' }
  /** Nothing caps what can be spent, as far as is known. */
  | { readonly kind: 'uncapped' }
  /** Nothing was spent in the days looked at. */
  | { readonly kind: 'idle' }
  /** Nothing is left. */
  | { readonly kind: 'ranOut'; readonly cap: RunwayCap }
  /** More likely than not it lasts longer than a year. */
  | { readonly kind: 'beyond' }
  /** More likely than not the key's limit begins anew before it is used up, and nothing else runs out within a year. */
  | { readonly kind: 'resetsFirst'; readonly resetsAtMs: number }
  | {
      readonly kind: 'range';
      /** Which of the caps is reached first. */
      readonly cap: RunwayCap;
      /** Nine in ten futures end between these. Undefined: not within a year, or not before the limit begins anew. */
      readonly earliestMs: number;
      readonly latestMs: number | undefined;
      /** For order and thresholds, not to be shown: as many futures end before as after. */
      readonly medianMs: number;
    };

/**
 * When the balance or the key's limit runs out, whichever does first.
 * @param limitResets when the key's limit begins anew, as the newest reading has it
 */
export function runwayOf(samples: readonly Sample[], limitResets: Resets, nowMs: number): Runway {
  const caps = [
    capRunway(samples, 'balance', 'account', { kind: 'never' }, nowMs),
    capRunway(samples, 'keyLimit', 'key', limitResets, nowMs),
  ];
  return caps.reduce((first, other) => (urgency(other) < urgency(first) ? other : first));
}

/** Smaller: to be told first. */
function urgency(runway: Runway): number {
  switch (runway.kind) {
    case 'ranOut':
      return -Infinity;
    case 'range':
      return runway.medianMs;
    case 'collecting':
      return Number.MAX_VALUE / 16;
    case 'resetsFirst':
      return Number.MAX_VALUE / 8;
    case 'beyond':
      return Number.MAX_VALUE / 4;
    case 'idle':
      return Number.MAX_VALUE / 2;
    case 'uncapped':
      return Infinity;
  }
}

function capRunway(
  samples: readonly Sample[],
  cap: RunwayCap,
  meter: Meter,
  resets: Resets,
  nowMs: number,
): Runway {
  const piece = piecesOf(samples, meter).at(-1);
  const newest = piece?.newest;
  const left = cap === 'balance' ? newest?.balance : newest?.limitLeft;
  // Of a key that has been replaced since, what it had left is nobody's.
  const isOfNow = newest?.series === samples.at(-1)?.series;
  if (!piece || !newest || !isOfNow || left === undefined) return { kind: 'uncapped' };
  const period = resetPeriod(resets);
  const resetsAtMs = period && periodEndMs(period, newest.atMs);
  // It has begun anew since, and nobody has told yet what is left of it now.
  if (resetsAtMs !== undefined && resetsAtMs <= nowMs) return { kind: 'collecting' };
  if (left <= 0n) return { kind: 'ranOut', cap };
  const days = daysLookedAt(piece);
  if (days < LEAST_DAYS || nowMs - newest.atMs > STALE_MS) return { kind: 'collecting' };
  const hourly = hourlySpend(piece, days * 24);
  if (hourly.every((spent) => spent === 0)) return { kind: 'idle' };

  const untilMs = resetsAtMs ?? newest.atMs + HORIZON_MS;
  const futures = futuresOf(hourly, newest.atMs, Number(left), (untilMs - newest.atMs) / HOUR_MS);
  const atMs = (share: number): number => {
    const hours = futures[Math.floor(share * futures.length)] ?? Infinity;
    return Math.max(nowMs, Math.round(newest.atMs + hours * HOUR_MS));
  };
  const [earliestMs, medianMs, latestMs] = [atMs(TAIL), atMs(0.5), atMs(1 - TAIL)];
  if (medianMs === Infinity)
    return resetsAtMs === undefined ? { kind: 'beyond' } : { kind: 'resetsFirst', resetsAtMs };
  return {
    kind: 'range',
    cap,
    earliestMs,
    latestMs: latestMs === Infinity ? undefined : latestMs,
    medianMs,
  };
}

/** Whole weeks, where there is one: weekends in their share. */
function daysLookedAt({ firstMs, newest }: Piece): number {
  const days = Math.floor((newest.atMs - firstMs) / DAY_MS);
  return days >= MOST_DAYS ? MOST_DAYS : Math.min(7, days);
}
