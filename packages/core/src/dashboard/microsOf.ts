import type { RangeSpend } from '../history/spend.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Micros, Spent } from './state.ts';

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** Millionths for JSON; null where there are none, or more (9 · 10⁹ units) than a number holds exactly. */
export function microsOf(micros: bigint | undefined): Micros | null {
  return micros === undefined || micros > MOST || micros < -MOST ? null : Number(micros);
}

/** The same of money; null also where it is not known, or of another currency. */
export function moneyMicros(money: Known<Money> | undefined, currency: string | null): Micros | null {
  return money === undefined || money === 'unknown' || money.currency !== currency
    ? null
    : microsOf(money.amountMicros);
}

/** An exact sum, and how well it is known. */
export interface Sum extends Omit<Spent, 'micros'> {
  readonly micros: bigint;
}

/** Less than nothing was never spent: a provider that says so is not understood. */
export function spentOf(sum: Sum | undefined): Spent | null {
  const micros = microsOf(sum?.micros);
  return sum === undefined || micros === null || micros < 0
    ? null
    : { micros, basis: sum.basis, isPartial: sum.isPartial };
}

/** In millionths, and as a part of the amount: from here on it is said to be known in part. */
const DOUBT = { leastMicros: 10_000n, part: 4n };

/**
 * What was seen in a time, where it is of this currency. Where much may lie on the other side of its ends, because nobody
 * watched when it began or ended, only what is certain.
 */
export function sumOfSeen(seen: Known<RangeSpend>, currency: string): Sum | undefined {
  if (seen === 'unknown' || seen.amount.currency !== currency || seen.amount.amountMicros < 0n)
    return undefined;
  const { amount, basis, isPartial, uncertainMicros, leastMicros } = seen;
  const isDoubtful =
    uncertainMicros >= DOUBT.leastMicros && uncertainMicros * DOUBT.part > amount.amountMicros;
  return {
    micros: isDoubtful ? leastMicros : amount.amountMicros,
    basis,
    isPartial: isPartial || isDoubtful,
  };
}
