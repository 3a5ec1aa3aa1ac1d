/**
 * An amount of one currency, exact. `amountMicros` are millionths of the currency's unit: 1 USD = 1 000 000.
 * A bigint, because 10¹² dollars in millionths is beyond what a double holds exactly.
 */
export interface Money {
  readonly amountMicros: bigint;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

const MICRO_DIGITS = 6;
/** Beyond 10¹² units a provider's figure is taken for a mistake, not for money. */
const LARGEST_MICROS = 10n ** 18n;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads what an API gave as an amount: a JSON number, or a decimal in a string ("12.30", "1e-3").
 * Rounds half away from zero at the sixth decimal.
 * @returns undefined for anything that is not a plain finite amount of at most 10¹² units. Never 0 for a missing value.
 */
export function parseMoney(value: unknown, currency: string): Money | undefined {
  const text =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : undefined;
  const match = text === undefined ? null : DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;

  // value = digits × 10^scale; wanted in 10^-6.
  const digits = BigInt(whole + fraction);
  const shift = Number(exponent) - fraction.length + MICRO_DIGITS;
  const magnitude =
    shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfAwayFromZero(digits, 10n ** BigInt(-shift));
  if (magnitude > LARGEST_MICROS) return undefined;
  return { amountMicros: sign === '-' ? -magnitude : magnitude, currency };
}

/** @throws RangeError when the currencies differ: money is never summed across currencies. */
export function subtractMoney(a: Money, b: Money): Money {
  return { amountMicros: a.amountMicros - b.amountMicros, currency: sameCurrency(a, b) };
}

/** Negative, zero or positive, as for Array.sort. @throws RangeError when the currencies differ. */
export function compareMoney(a: Money, b: Money): number {
  sameCurrency(a, b);
  return a.amountMicros < b.amountMicros ? -1 : a.amountMicros > b.amountMicros ? 1 : 0;
}

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency) throw new RangeError('Two currencies');
  return a.currency;
}

/** For `dividend` ≥ 0, `divisor` > 0. */
export function divideHalfAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor / 2n) / divisor;
}
