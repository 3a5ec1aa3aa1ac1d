import type { AlertNotice } from '../alerts/alertFacts.ts';
import type { Period } from '../model/periods.ts';
import { amountWords, type AmountStyle } from './headlineWords.ts';
import { percent, spanWords } from './words.ts';

export type AlertAction = 'topUp' | 'dashboard' | 'snooze' | 'mute' | 'fixKey';

/** A notice for a person: one plain line, and a second where it helps; what can be done, the likeliest first. */
export interface AlertWords {
  readonly text: string;
  readonly detail?: string;
  readonly actions: readonly AlertAction[];
}

/** @param name the account's, as `accountName` gives it */
export function alertWords(notice: AlertNotice, name: string, style: AmountStyle): AlertWords {
  const { what, detail, fix } = wordsOf(notice, style);
  return { text: `${name}: ${what}`, ...(detail && { detail }), actions: [...fix, 'snooze', 'mute'] };
}

interface Words {
  readonly what: string;
  readonly detail?: string;
  readonly fix: readonly AlertAction[];
}

const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
};

function wordsOf(notice: AlertNotice, style: AmountStyle): Words {
  const fix = ['topUp', 'dashboard'] as const;
  switch (notice.rule) {
    case 'balance': {
      const left = amountWords(notice.left, style);
      if (notice.left.amountMicros < 0n)
        return { what: `the account is overdrawn: ${left}.`, detail: 'Requests may be refused.', fix };
      return { what: `credit is ${notice.level > 1 ? 'almost gone' : 'low'}: ${left} left.`, fix };
    }
    case 'keyLimit': {
      const limit = amountWords(notice.limit, style, true);
      const left = amountWords(notice.left, style);
      const share = percent(notice.limit.amountMicros - notice.left.amountMicros, notice.limit.amountMicros);
      return {
        what:
          notice.level > 2
            ? `this key's limit of ${limit} is used up.`
            : `this key's limit is ${share} % used: ${left} of ${limit} left.`,
        fix: ['dashboard'],
      };
    }
    case 'day':
    case 'week':
    case 'month': {
      const budget = amountWords(notice.budget, style, true);
      const share = percent(notice.spent.amountMicros, notice.budget.amountMicros);
      return {
        what:
          `${amountWords(notice.spent, style)} spent ${PERIOD_WORDS[notice.rule]}, ` +
          (share > 100 ? `over the budget of ${budget}.` : `${share} % of the budget of ${budget}.`),
        detail: 'Counted in UTC.',
        fix: ['dashboard'],
      };
    }
    case 'runway':
      return { what: `at this pace credit may run out in ${daysWords(notice.days)}.`, fix };
    case 'runaway': {
      const usually =
        notice.usually === 'unknown' ? '' : `, usually ${amountWords(notice.usually, style)} an hour`;
      const span = minutesWords(notice.spanMs);
      return {
        what: style.hideAmounts
          ? `far more than usual was spent in ${span}.`
          : `${amountWords(notice.spent, style)} in ${span}${usually}.`,
        detail: 'Is an agent in a loop?',
        fix: ['dashboard'],
      };
    }
    case 'expiry':
      return {
        what: notice.leftMs > 0 ? `the key expires in ${spanWords(notice.leftMs)}.` : 'the key has expired.',
        fix: ['fixKey'],
      };
    case 'rejected':
      return {
        what: 'the key was rejected: wrong, disabled or expired.',
        detail: 'Until it is replaced nothing is sent.',
        fix: ['fixKey'],
      };
  }
}

function minutesWords(spanMs: number): string {
  const minutes = Math.max(1, Math.round(spanMs / 60_000));
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

function daysWords(days: number): string {
  const whole = Math.floor(days);
  return whole < 1 ? 'less than a day' : whole === 1 ? 'a day' : `${whole} days`;
}
