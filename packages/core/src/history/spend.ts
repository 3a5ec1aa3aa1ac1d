import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import { LATE_MS } from '../model/periods.ts';
import type { Meter } from './meter.ts';
import { type Piece, piecesOf, type Point } from './pieces.ts';
import type { Sample } from './sample.ts';

/** What was spent in a range of time, and how well that is known. */
export interface RangeSpend {
  /** Net of corrections, never negative. */
  readonly amount: Money;
  /** `reported`: the provider's own figures at both ends. `observed`: worked out from what was seen around them. */
  readonly basis: 'reported' | 'observed';
  /** The part of the range that the amount is of. */
  readonly coveredFromMs: number;
  readonly coveredToMs: number;
  /** The amount is not of the whole range: it was watched later or less long, or a counter began anew in it. */
  readonly isPartial: boolean;
  /** Millionths of the currency, ≥ 0: what may lie on the other side of the range's ends. */
  readonly uncertainMicros: bigint;
  /** Millionths of the currency, ≥ 0 and no more than the amount: what was certainly spent within the range. */
  readonly leastMicros: bigint;
}

/**
 * What was spent from `fromMs` until `toMs`, by the wall clock.
 * @param samples by time; of all resolutions, and of other times too: they tell how the ends stood
 * @returns unknown where no sample tells anything of the range
 */
export function spendBetween(
  samples: readonly Sample[],
  meter: Meter,
  fromMs: number,
  toMs: number,
): Known<RangeSpend> {
  return spendOfPieces(piecesOf(samples, meter), fromMs, toMs);
}

/** {@link spendBetween} for those who ask about many ranges. */
export function spendOfPieces(pieces: readonly Piece[], fromMs: number, toMs: number): Known<RangeSpend> {
  const touched = pieces.flatMap((piece) => {
    const part = spendOfPiece(piece, fromMs, toMs);
    return part ? [part] : [];
  });
  // Of several currencies the newest counts; of the others' time nothing is known then.
  const currency = touched.at(-1)?.currency;
  const parts = touched.filter((part) => part.currency === currency);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return 'unknown';
  const isPartial = touched.length > 1 || first.fromMs > fromMs || last.toMs < toMs;
  return {
    amount: {
      amountMicros: parts.reduce((sum, { micros }) => sum + micros, 0n),
      currency: first.currency,
    },
    basis: first.isReported && !isPartial ? 'reported' : 'observed',
    coveredFromMs: first.fromMs,
    coveredToMs: last.toMs,
    isPartial,
    uncertainMicros: parts.reduce((sum, { uncertainMicros }) => sum + uncertainMicros, 0n),
    leastMicros: parts.reduce((sum, { leastMicros }) => sum + leastMicros, 0n),
  };
}

function spendOfPiece(piece: Piece, rangeFromMs: number, rangeToMs: number) {
  const { points, firstMs, newest } = piece;
  const fromMs =
    rangeFromMs >= firstMs ? rangeFromMs : (points.find(({ atMs }) => atMs >= rangeFromMs)?.atMs ?? firstMs);
  const endMs = Math.min(rangeToMs, newest.atMs);
  const toMs = endMs >= firstMs ? endMs : (points[lastAtOrBefore(points, endMs)]?.atMs ?? -Infinity);
  if (fromMs >= toMs) return undefined;
  const [start, end] = [valueAt(piece, fromMs), valueAt(piece, toMs)];
  return {
    currency: piece.currency,
    fromMs,
    toMs,
    micros: largest(0n, end.micros - start.micros),
    isReported: piece.of === 'counter' && start.isExact && (end.isExact || toMs === newest.atMs),
    uncertainMicros: start.uncertainMicros + end.uncertainMicros,
    // What came after the last sample before the range may have come before the range, too.
    leastMicros: largest(0n, end.micros - start.micros - start.uncertainMicros),
  };
}

/** The counter at a moment of the piece: that of the last sample until then, unless it is known better. */
function valueAt({ points, firstMs, newest }: Piece, atMs: number) {
  let at = lastAtOrBefore(points, atMs);
  const { micros = 0n, isExact = false, atMs: seenMs } = points[at] ?? {};
  if (isExact && seenMs === atMs) return { micros, isExact, uncertainMicros: 0n };
  // What happened on the other side of the first and the last sample is in neither.
  if (atMs <= firstMs || atMs >= newest.atMs) return { micros, isExact: false, uncertainMicros: 0n };
  // All that moved, up and down: a correction must not hide spend.
  let moved = 0n;
  let seen = micros;
  for (let next = points[++at]; next; next = points[++at]) {
    moved += largest(next.micros - seen, seen - next.micros);
    seen = next.micros;
    if (next.atMs >= atMs + (next.isExact ? 0 : LATE_MS)) break;
  }
  return { micros, isExact: false, uncertainMicros: moved };
}

/** The index of the last point at or before a moment; −1 when all are later. */
export function lastAtOrBefore(points: readonly Point[], atMs: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function largest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
