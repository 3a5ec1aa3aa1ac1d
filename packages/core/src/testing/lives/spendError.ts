import type { Meter } from '../../history/meter.ts';
import type { RangeSpend } from '../../history/spend.ts';
import type { Known } from '../../model/known.ts';
import type { Life } from './life.ts';

/**
 * How far a spend is from the ledger, in millionths.
 * @param sinceMs when the counter began, where the provider's own counter of a period is told
 * @returns undefined where it claims nothing: unknown, partial, or uncertain by so much that the truth lies within
 */
export function spendError(
  life: Life,
  meter: Meter,
  spend: Known<RangeSpend>,
  sinceMs = -Infinity,
): bigint | undefined {
  if (spend === 'unknown' || spend.isPartial) return undefined;
  const { amount, uncertainMicros } = spend;
  const truth = spendTruth(life, meter, spend, sinceMs);
  const error = truth > amount.amountMicros ? truth - amount.amountMicros : amount.amountMicros - truth;
  if (uncertainMicros === 0n) return error;
  // A correction and spend between the same two samples hide one another; no program can know.
  return error <= uncertainMicros || life.kind === 'corrections' ? undefined : error;
}

/** What the ledger says of the time that a spend covers, in millionths. */
export function spendTruth(
  life: Life,
  meter: Meter,
  { coveredFromMs, coveredToMs }: RangeSpend,
  sinceMs = -Infinity,
): bigint {
  // A moment belongs to what follows it: at midnight a new day has begun. The newest sample tells of its own moment.
  const until = (atMs: number): number => life.ledger.spentUntil(meter, life.asOfMs.get(atMs) ?? atMs - 1);
  return BigInt(Math.max(0, until(coveredToMs) - until(Math.max(sinceMs, coveredFromMs))));
}

/** When the counter that a sample shows began. */
export function beganBefore({ beganMs, asOfMs }: Life, sampleMs: number | undefined): number {
  const toldMs = asOfMs.get(sampleMs ?? NaN) ?? -Infinity;
  return Math.max(-Infinity, ...beganMs.filter((atMs) => atMs <= toldMs));
}
