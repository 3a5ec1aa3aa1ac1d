import type { RangeSpend } from '../history/spend.ts';
import type { Insight } from '../insight/insight.ts';
import type { Account } from '../model/account.ts';
import { moneyBudgets } from '../model/budgets.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import { type Period, periodStartMs } from '../model/periods.ts';
import type { Reading } from '../model/reading.ts';
import { dateFormat } from './dates.ts';
import { amountWords, NOT_KNOWN } from './headlineWords.ts';
import { shownSpend } from './shownSpend.ts';
import type { SummaryRow, SummaryStyle } from './summary.ts';
import { percent } from './words.ts';

const LABELS: Readonly<Record<Period, string>> = { day: 'Today', week: 'This week', month: 'This month' };
const PERIODS: readonly Period[] = ['day', 'week', 'month'];

/** As exact as it takes to say since when, within the period. */
const SINCE: Readonly<Record<Period, Intl.DateTimeFormatOptions>> = {
  day: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' },
  week: { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' },
  month: { day: 'numeric', month: 'short', timeZone: 'UTC' },
};

/** Less of doubt than a cent is not worth a word. */
const LEAST_DOUBT_MICROS = 10_000n;

/** What was spent today, this week and this month: from credits, and at other providers where that is so. */
export function spendRows(
  reading: Reading,
  { budgets: own }: Account,
  style: SummaryStyle,
  insight: Insight | undefined,
): readonly SummaryRow[] {
  const budgets = { ...style.budgets, ...own };
  const { keyKind, ownKeySpend } = reading;
  // Nothing is known of what others spend.
  if (keyKind === 'management' && !insight) return [];
  const usesOwnKeys = ownKeySpend.lifetime !== 'unknown' && ownKeySpend.lifetime.amountMicros > 0n;
  const rows = PERIODS.map((period) => {
    const { amount, seen } = shownSpend(period, reading, insight, style.nowMs);
    const isKnown = amount !== 'unknown';
    return rowOf(period, amount, style, [
      isKnown &&
        budgetWords(amount, moneyBudgets(budgets, amount.currency)[period], style, seen?.isPartial === true),
      isKnown && whoseSpend(seen && insight ? insight.meter : 'key', reading, insight),
      usesOwnKeys && 'from credits',
      (seen ? !seen.isPartial : isKnown && insight) && sinceMidnight(period, style),
      seen && seenWords(period, seen, style),
    ]);
  });
  if (!usesOwnKeys) return rows;
  const { today, week, month } = ownKeySpend;
  const amounts = { day: today, week, month };
  return [
    ...rows,
    ...PERIODS.map((period) => rowOf(period, amounts[period], style, ['at other providers (BYOK)'])),
  ];
}

/** Whose spend it is, where there are two that it could be. */
export function whoseSpend(
  meter: Insight['meter'],
  { keyKind }: Reading,
  insight: Insight | undefined,
): string {
  if (keyKind === 'management' || insight?.meter !== 'account') return '';
  return meter === 'account' ? 'whole account' : 'this key';
}

/** Of an amount as {@link shownSpend} gives it: whose it is, and how well it is known where that is not in full. */
export function spendDetail(
  period: Period,
  reading: Reading,
  insight: Insight | undefined,
  style: SummaryStyle,
): string {
  const { amount, seen } = shownSpend(period, reading, insight, style.nowMs);
  if (amount === 'unknown') return '';
  return [
    whoseSpend(seen && insight ? insight.meter : 'key', reading, insight),
    seen && seenWords(period, seen, style),
  ]
    .filter(Boolean)
    .join(' · ');
}

function rowOf(
  period: Period,
  amount: Known<Money>,
  style: SummaryStyle,
  details: readonly (string | false | undefined)[],
): SummaryRow {
  return {
    label: LABELS[period],
    value: amount === 'unknown' ? NOT_KNOWN : amountWords(amount, style),
    detail: details.filter(Boolean).join(' · '),
  };
}

function budgetWords(spent: Money, budget: Money | undefined, style: SummaryStyle, isLeast: boolean): string {
  if (!budget) return '';
  const share = percent(spent.amountMicros, budget.amountMicros);
  return `${isLeast ? 'at least ' : ''}${share} % of ${amountWords(budget, style, true)} budget`;
}

/** How well it is known: since when it was watched, or how much may lie on the other side of its beginning. */
function seenWords(period: Period, seen: RangeSpend, style: SummaryStyle): string {
  const { coveredFromMs, isPartial, uncertainMicros, amount } = seen;
  if (isPartial) {
    return coveredFromMs > periodStartMs(period, style.nowMs)
      ? `seen since ${sinceWords(period, coveredFromMs, style)}`
      : 'seen in part';
  }
  const hasDoubt = uncertainMicros >= LEAST_DOUBT_MICROS && !style.hideAmounts;
  return hasDoubt ? `±${amountWords({ ...amount, amountMicros: uncertainMicros }, style)}` : '';
}

/** Said of one row, it holds for all: by which clock days are counted. */
function sinceMidnight(period: Period, style: SummaryStyle): string {
  return period === 'day' ? `since ${sinceWords(period, periodStartMs(period, style.nowMs), style)}` : '';
}

function sinceWords(period: Period, atMs: number, { locale }: SummaryStyle): string {
  return `${dateFormat(locale, SINCE[period]).format(atMs)} UTC`;
}
