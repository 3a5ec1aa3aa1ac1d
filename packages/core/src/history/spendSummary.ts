import type { Known } from '../model/known.ts';
import { DAY_MS, isOfCurrent, type Period, periodEndMs, periodStartMs } from '../model/periods.ts';
import { type Meter, periodCountersOf } from './meter.ts';
import { type Piece, piecesOf } from './pieces.ts';
import type { Sample } from './sample.ts';
import { lastAtOrBefore, type RangeSpend, spendOfPieces } from './spend.ts';

/** What one meter counted in the UTC day, week and month of now, and on the day before. */
export interface PeriodSpends {
  readonly today: Known<RangeSpend>;
  readonly yesterday: Known<RangeSpend>;
  readonly week: Known<RangeSpend>;
  readonly month: Known<RangeSpend>;
}

export type SpendSummary = Readonly<Record<Meter, PeriodSpends>>;

/** One bar of a chart. Unknown is a gap. */
export interface DaySpend {
  /** When the UTC day began. */
  readonly startMs: number;
  readonly spend: Known<RangeSpend>;
}

/** A period that still runs is counted up to the newest sample, and is not partial for that. */
export function spendSummary(samples: readonly Sample[], nowMs: number): SpendSummary {
  const of = (meter: Meter): PeriodSpends => {
    const pieces = piecesOf(samples, meter);
    const current = (period: Period) => currentSpend(pieces, meter, period, nowMs);
    return {
      today: current('day'),
      yesterday: pastSpend(pieces, periodStartMs('day', nowMs) - DAY_MS, periodStartMs('day', nowMs)),
      week: current('week'),
      month: current('month'),
    };
  };
  return { account: of('account'), key: of('key'), ownKeys: of('ownKeys') };
}

/** Every UTC day from that of `fromMs` to that of `nowMs`, which is today. */
export function dailySpend(
  samples: readonly Sample[],
  meter: Meter,
  fromMs: number,
  nowMs: number,
): readonly DaySpend[] {
  const pieces = piecesOf(samples, meter);
  const todayMs = periodStartMs('day', nowMs);
  const days: DaySpend[] = [];
  for (let startMs = periodStartMs('day', fromMs); startMs < todayMs; startMs += DAY_MS)
    days.push({ startMs, spend: pastSpend(pieces, startMs, startMs + DAY_MS) });
  return [...days, { startMs: todayMs, spend: currentSpend(pieces, meter, 'day', nowMs) }];
}

/** Of the period that runs: up to the newest sample. */
export function currentSpend(
  pieces: readonly Piece[],
  meter: Meter,
  period: Period,
  nowMs: number,
): Known<RangeSpend> {
  const piece = pieces.at(-1);
  const startMs = periodStartMs(period, nowMs);
  // A clock that was set back: the samples are of another period than now.
  if (!piece || piece.newest.atMs >= periodEndMs(period, nowMs)) return 'unknown';
  const newestMs = piece.newest.atMs;
  const own = periodCountersOf(piece.newest, meter)?.[period];
  // Just after it began the answer may still be of the period before.
  if (own === undefined || !isOfCurrent(period, newestMs, nowMs))
    return spendOfPieces(pieces, startMs, newestMs);
  return {
    amount: { amountMicros: own, currency: piece.currency },
    basis: 'reported',
    coveredFromMs: startMs,
    coveredToMs: newestMs,
    isPartial: false,
    uncertainMicros: 0n,
    leastMicros: own,
  };
}

/** A day, or another bar of a chart, that is over. One that was slept through is a gap, unless it is certain what was spent. */
export function pastSpend(pieces: readonly Piece[], startMs: number, endMs: number): Known<RangeSpend> {
  const spend = spendOfPieces(pieces, startMs, endMs);
  if (spend === 'unknown' || spend.uncertainMicros === 0n) return spend;
  const wasWatched = pieces.some(({ points }) => {
    const last = points[lastAtOrBefore(points, endMs - 1)];
    return last && !last.isExact && last.atMs >= startMs;
  });
  return wasWatched ? spend : 'unknown';
}
