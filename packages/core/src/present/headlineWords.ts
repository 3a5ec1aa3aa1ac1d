import type { Money } from '../model/money.ts';
import type { Headline, Resets } from '../model/reading.ts';
import { formatMoney } from './formatMoney.ts';

/** Stands for every amount while they are hidden. */
export const HIDDEN = '•••';
/** Stands for a figure that is not known. */
export const NOT_KNOWN = '–';

export interface AmountStyle {
  readonly locale: string;
  readonly hideAmounts: boolean;
}

export function amountWords(money: Money, style: AmountStyle): string {
  return style.hideAmounts ? HIDDEN : formatMoney(money, { locale: style.locale });
}

export function limitWords(money: Money, style: AmountStyle): string {
  return style.hideAmounts ? HIDDEN : formatMoney(money, { locale: style.locale, dropZeroCents: true });
}

/** The headline as the status bar shows it: `$5.20`, `$3.10 / $10`, `PAYG · $0.42 today`, `Free · 48 left`. */
export function headlineText(headline: Headline, style: AmountStyle): string {
  if (style.hideAmounts) return HIDDEN;
  switch (headline.kind) {
    case 'balance':
      return amountWords(headline.amount, style);
    case 'limit':
      return headline.limit.kind === 'known'
        ? `${amountWords(headline.remaining, style)} / ${limitWords(headline.limit.value, style)}`
        : amountWords(headline.remaining, style);
    case 'spendOnly':
      return `PAYG · ${amountWords(headline.today, style)} today`;
    case 'freeTier':
      return headline.requestsLeftToday.kind === 'known'
        ? `Free · ${new Intl.NumberFormat(style.locale).format(headline.requestsLeftToday.value)} left`
        : 'Free';
    case 'unknown':
      return NOT_KNOWN;
  }
}

/** The headline as a screen reader says it: the amount, then what it is. */
export function headlineSpoken(headline: Headline, style: AmountStyle): string {
  const meaning = headlineMeaning(headline);
  if (style.hideAmounts) return `amount hidden, ${meaning}`;
  switch (headline.kind) {
    case 'balance':
      return `${amountWords(headline.amount, style)} ${meaning}`;
    case 'limit': {
      const of = headline.limit.kind === 'known' ? ` of ${limitWords(headline.limit.value, style)}` : '';
      return `${amountWords(headline.remaining, style)}${of} ${meaning}`;
    }
    case 'spendOnly':
      return `${amountWords(headline.today, style)} ${meaning}`;
    case 'freeTier':
      return headline.requestsLeftToday.kind === 'known'
        ? `${headline.requestsLeftToday.value} ${meaning}`
        : meaning;
    case 'unknown':
      return meaning;
  }
}

/** What the headline figure is, in words: for the tooltip and for screen readers. */
export function headlineMeaning(headline: Headline): string {
  switch (headline.kind) {
    case 'balance':
      return headline.amount.amountMicros < 0n ? 'account balance, overdrawn' : 'account balance';
    case 'limit':
      return headline.of === 'keyLimit'
        ? "left of this key's limit"
        : 'left of the budget that covers this key';
    case 'spendOnly':
      return 'spent today with this key (UTC day); what is left is not visible to it';
    case 'freeTier':
      return headline.requestsLeftToday.kind === 'known'
        ? 'requests to free models left today'
        : 'free tier: no credits were ever bought';
    case 'unknown':
      return 'not known';
  }
}

/** When a limit starts anew. `other` is the provider's own word: untrusted. */
export function resetWords(resets: Resets): string | undefined {
  switch (resets.kind) {
    case 'daily':
      return 'resets daily, 00:00 UTC';
    case 'weekly':
      return 'resets Mondays, 00:00 UTC';
    case 'monthly':
      return 'resets on the 1st, 00:00 UTC';
    case 'never':
      return 'never resets';
    case 'other':
      return `resets: ${resets.word}`;
    case 'unknown':
      return undefined;
  }
}
