import type { Meter } from '../../history/meter.ts';
import type { RangeSpend } from '../../history/spend.ts';
import type { Known } from '../../model/known.ts';
import type { Life } from './life.ts';

/**
 * How far a spend is from the ledger, in millionths.
 * @returns undefined where it claims nothing: unknown, partial, or uncertain by so much that the truth lies within
 */
export function spendError(life: Life, meter: Meter, spend: Known<RangeSpend>): bigint | undefined {
  if (spend === 'unknown' || spend.isPartial) return undefined;
  const { coveredFromMs, coveredToMs, amount, uncertainMicros } = spend;
  // A moment belongs to what follows it: at midnight a new day has begun. The newest sample tells of its own moment.
  const until = (atMs: number): number => life.ledger.spentUntil(meter, life.asOfMs.get(atMs) ?? atMs - 1);
  const truth = BigInt(Math.max(0, until(coveredToMs) - until(coveredFromMs)));
  const error = truth > amount.amountMicros ? truth - amount.amountMicros : amount.amountMicros - truth;
  return error <= uncertainMicros && uncertainMicros > 0n ? undefined : error;
}
