import { divideHalfAwayFromZero, type Money } from '../model/money.ts';

const MICROS_PER_CENT = 10_000n;
const CENTS_PER_UNIT = 100n;

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
export function formatMoney(money: Money, { locale, dropZeroCents = false }: MoneyFormat): string {
  const negative = money.amountMicros < 0n;
  const magnitude = negative ? -money.amountMicros : money.amountMicros;
  if (magnitude > 0n && magnitude < MICROS_PER_CENT) {
    return `${negative ? '-' : ''}<${formatCents(1n, false, money.currency, locale, true)}`;
  }
  const cents = divideHalfAwayFromZero(magnitude, MICROS_PER_CENT);
  return formatCents(
    cents,
    negative,
    money.currency,
    locale,
    !(dropZeroCents && cents % CENTS_PER_UNIT === 0n),
  );
}

/**
 * Intl does the grouping, the digits, the symbol and the sign; the cents are put in by hand, since Node 16's Intl
 * would turn an exact decimal string into a double first.
 */
function formatCents(
  cents: bigint,
  negative: boolean,
  currency: string,
  locale: string,
  showCents: boolean,
): string {
  const units = cents / CENTS_PER_UNIT;
  const decimals = showCents ? 2 : 0;
  const known = usableLocale(locale);
  const whole = new Intl.NumberFormat(known, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  // Two digits, in the locale's own numerals ("05", "٠٥").
  const pair = new Intl.NumberFormat(known, { useGrouping: false, minimumIntegerDigits: 2 });
  return (
    whole
      // There is no bigint -0n: format -1 for its sign, then put the zero back.
      .formatToParts(negative ? -(units || 1n) : units)
      .map(({ type, value }) => {
        if (type === 'fraction') return pair.format(cents % CENTS_PER_UNIT);
        return type === 'integer' && units === 0n ? [...pair.format(0n)][0] : value;
      })
      .join('')
  );
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
