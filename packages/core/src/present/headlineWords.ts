import type { Money } from '../model/money.ts';
import { periodEndMs } from '../model/periods.ts';
import { type Headline, resetPeriod, type Resets } from '../model/reading.ts';
import { formatMoney } from './formatMoney.ts';
import { spanWords } from './words.ts';

/** Stands for every amount while they are hidden. */
export const HIDDEN = '•••';
/** Stands for a figure that is not known. */
export const NOT_KNOWN = '–';

export interface AmountStyle {
  /** A locale that this host knows: see `usableLocale`. */
  readonly locale: string;
  readonly hideAmounts: boolean;
}

export function amountWords(
  money: Money,
  { locale, hideAmounts }: AmountStyle,
  dropZeroCents = false,
): string {
  return hideAmounts ? HIDDEN : formatMoney(money, { locale, dropZeroCents });
}

export interface HeadlineWords {
  /** For the status bar: `$3.10 / $10`. */
  readonly short: string;
  /** The figure alone, and what it is: "$3.10 of $10", "left of this key's limit". */
  readonly figure: string;
  readonly meaning: string;
}

export function headlineWords(headline: Headline, style: AmountStyle): HeadlineWords {
  const words = openWords(headline, style);
  return style.hideAmounts ? { ...words, short: HIDDEN, figure: HIDDEN } : words;
}

function openWords(headline: Headline, style: AmountStyle): HeadlineWords {
  switch (headline.kind) {
    case 'balance': {
      const overdrawn = headline.amount.amountMicros < 0n ? ', overdrawn' : '';
      return wordsOf(amountWords(headline.amount, style), `account balance${overdrawn}`);
    }
    case 'limit': {
      const { remaining } = headline;
      const left = amountWords(remaining, style);
      const whose = headline.of === 'budget' ? 'the budget above this key' : "this key's limit";
      const limit = headline.limit === 'unknown' ? '' : amountWords(headline.limit, style, true);
      const short = limit ? `${left} / ${limit}` : left;
      if (isOver(remaining)) {
        const of = limit && !style.hideAmounts ? ` of ${limit}` : '';
        return wordsOf(amountWords(negative(remaining), style), `over ${whose}${of}`, short);
      }
      return wordsOf(limit ? `${left} of ${limit}` : left, `left of ${whose}`, short);
    }
    case 'spendOnly': {
      const today = amountWords(headline.today, style);
      const meaning = 'spent today (UTC); what is left is not known';
      return wordsOf(today, meaning, `PAYG · ${today} today`);
    }
    case 'freeTier': {
      if (headline.requestsLeftToday === 'unknown') {
        return wordsOf('Free', 'tier, no credits bought yet');
      }
      const left = headline.requestsLeftToday.toLocaleString(style.locale);
      return wordsOf(left, 'requests to free models left today', `Free · ${left} left`);
    }
    case 'unknown':
      return wordsOf(NOT_KNOWN, 'not known');
  }
}

/** More than there was is gone: a limit may be overspent by the request that ran when it was reached. */
export function isOver({ amountMicros }: Money): boolean {
  return amountMicros < 0n;
}

export function negative({ amountMicros, currency }: Money): Money {
  return { amountMicros: -amountMicros, currency };
}

function wordsOf(figure: string, meaning: string, short = figure): HeadlineWords {
  return { short, figure, meaning };
}

/** For a screen reader: the figure, then what it is. */
export function headlineSpoken(headline: Headline, style: AmountStyle): string {
  const { figure, meaning } = headlineWords(headline, style);
  return `${style.hideAmounts ? 'hidden amount' : figure} ${meaning}`;
}

const RESET_WORDS: Readonly<Record<Exclude<Resets['kind'], 'other'>, string>> = {
  daily: 'resets at 00:00 UTC',
  weekly: 'resets Monday 00:00 UTC',
  monthly: 'resets on the 1st',
  never: 'never resets',
  unknown: '',
};

/** When a limit starts anew (all by UTC), and how long that is from now. `other` is the provider's own word: untrusted. */
export function resetWords(resets: Resets, nowMs: number): string {
  if (resets.kind === 'other') return `resets: ${resets.word}`;
  const period = resetPeriod(resets);
  const words = RESET_WORDS[resets.kind];
  return period ? `${words}, in ${spanWords(periodEndMs(period, nowMs) - nowMs)}` : words;
}
