import type { Money } from '../model/money.ts';
import type { Meter } from '../history/meter.ts';
import { piecesOf } from '../history/pieces.ts';
import { lastAtOrBefore } from '../history/spend.ts';
import type { Sample } from '../history/sample.ts';

const HOUR_MS = 3_600_000;

/** Where nothing changes a sample is kept once an hour, and the request may be late by an interval and its jitter. */
export const FRESH_MS = 75 * 60_000;
/** What was spent over a longer time is no pace of the last hour. */
const LONGEST_MS = 2 * HOUR_MS;

/** How fast money goes. */
export type Pace =
  /** Not enough samples over enough time. Stays so where less than one an hour is taken. */
  { readonly kind: 'collecting' } | { readonly kind: 'known'; readonly perHour: Money };

/**
 * Spend per hour over the last hour of which something is known: until the newest sample, since when nobody knows. Known from
 * two samples on, in one piece: the newest not older than 75 minutes, one at least an hour before it, and what rose since
 * the hour began not spread over more than two. A counter that is a minute late is so at both ends.
 */
export function paceOf(samples: readonly Sample[], meter: Meter, nowMs: number): Pace {
  const piece = piecesOf(samples, meter).at(-1);
  const points = piece?.points.filter(({ isExact }) => !isExact) ?? [];
  const newest = points[lastAtOrBefore(points, nowMs)];
  if (!piece || !newest || newest.atMs < nowMs - FRESH_MS) return { kind: 'collecting' };
  const at = lastAtOrBefore(points, newest.atMs - HOUR_MS);
  const [start, next] = [points[at], points[at + 1]];
  if (!start) return { kind: 'collecting' };
  // Still the same in the next sample, so the same when the hour began; else it rose some time between the two.
  const isSteady = !next || next.micros === start.micros;
  const overMs = isSteady ? HOUR_MS : newest.atMs - start.atMs;
  if (overMs > LONGEST_MS) return { kind: 'collecting' };
  const spent = Math.max(0, Number(newest.micros - start.micros));
  const amountMicros = BigInt(Math.round((spent * HOUR_MS) / overMs));
  return { kind: 'known', perHour: { amountMicros, currency: piece.currency } };
}
