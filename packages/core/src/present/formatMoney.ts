import { divideHalfAwayFromZero, type Money } from '../model/money.ts';

const MICROS_PER_CENT = 10_000n;

export interface MoneyFormat {
  /** BCP 47, as VS Code's display language gives it. A tag that this host does not know falls back to `en-US`. */
  readonly locale: string;
  /** `$10` rather than `$10.00` where there are no cents: for limits, which people set in whole numbers. */
  readonly dropZeroCents?: boolean;
}

/**
 * An amount for people: two decimals, grouped and signed as the locale does. Rounds half away from zero.
 * What is not zero never reads as zero: above it `<$0.01`, below it `-<$0.01`.
 * @example formatMoney({amountMicros: -400_000n, currency: 'USD'}, {locale: 'en-US'}) // "-$0.40"
 */
export function formatMoney({ amountMicros, currency }: Money, format: MoneyFormat): string {
  const isNegative = amountMicros < 0n;
  const magnitude = isNegative ? -amountMicros : amountMicros;
  const isTiny = magnitude > 0n && magnitude < MICROS_PER_CENT;
  const cents = isTiny ? 1n : divideHalfAwayFromZero(magnitude, MICROS_PER_CENT);
  const decimals = format.dropZeroCents && cents % 100n === 0n ? 0 : 2;
  // Rounded to whole cents already, so a double is exact enough: 10¹² units and two decimals are 15 digits of its 16.
  const units = Number(cents) / 100;
  const text = formatter(format.locale, currency, decimals).format(isNegative && !isTiny ? -units : units);
  return isTiny ? `${isNegative ? '-' : ''}<${text}` : text;
}

/** To make one takes a tenth of a millisecond, to use it a thousandth. There are few: a window has one locale. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, currency: string, decimals: number): Intl.NumberFormat {
  const name = `${locale} ${currency} ${decimals}`;
  const known = formatters.get(name);
  if (known) return known;
  const made = new Intl.NumberFormat(usableLocale(locale), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formatters.set(name, made);
  return made;
}

/** VS Code says `en` for American English; pseudo languages such as `qps-ploc` and typos must not throw. */
export function usableLocale(locale: string): string {
  if (locale === 'en') return 'en-US';
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}
