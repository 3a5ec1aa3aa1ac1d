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

/** What was seen in a time, where it is of this currency. */
export function sumOfSeen(seen: Known<RangeSpend>, currency: string): Sum | undefined {
  if (seen === 'unknown' || seen.amount.currency !== currency || seen.amount.amountMicros < 0n)
    return undefined;
  const { amount, basis, isPartial } = seen;
  return { micros: amount.amountMicros, basis, isPartial };
}
