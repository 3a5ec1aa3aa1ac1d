import type { Insight } from '../insight/insight.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Period } from '../model/periods.ts';
import { capsOf, headlineOf, type Reading } from '../model/reading.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { headlineSpoken, NOT_KNOWN } from '../present/headlineWords.ts';
import { runwayWords } from '../present/runwayWords.ts';
import { severityOf, type Thresholds } from '../present/severity.ts';
import { shownSpend, tellingInsight } from '../present/shownSpend.ts';
import { readingOf, summarize, type SummaryStyle } from '../present/summary.ts';
import { microsOf, spentOf } from './microsOf.ts';
import type { AccountRow, HeadlineText, Spent } from './state.ts';

export interface RowStyle extends SummaryStyle {
  readonly thresholds: Thresholds;
  readonly timeZone: string;
}

/** One account beside the others: in the words, and with the figures, of its tooltip. */
export function accountRow(watching: Watching, insight: Insight | undefined, style: RowStyle): AccountRow {
  const { account, provider, state, asOfMs, nextAtMs, activity } = watching;
  const { title, headline, trouble } = summarize(watching, style, [], insight);
  const reading = readingOf(watching, style);
  const currency = reading ? currencyOf(reading) : null;
  const spent = (period: Period): Spent | null =>
    reading ? periodSpent(period, reading, insight, currency, style.nowMs) : null;
  return {
    id: account.id,
    name: title,
    provider: provider.name,
    currency,
    headline: reading && headline ? headlineText(reading, headline, watching, style) : null,
    trouble: trouble ? { what: trouble.what, todo: trouble.todo } : null,
    today: spent('day'),
    week: spent('week'),
    month: spent('month'),
    runway: runwayOf(reading, insight, style).value,
    asOfMs: state.lastGood && asOfMs !== 'unknown' ? asOfMs : null,
    nextAtMs: nextAtMs ?? null,
    isRefreshing: activity !== 'idle',
  };
}

function headlineText(
  reading: Reading,
  { figure, meaning }: { readonly figure: string; readonly meaning: string },
  { state }: Watching,
  style: RowStyle,
): HeadlineText {
  const headline = headlineOf(reading);
  const isRejected = state.trouble?.failure.kind === 'invalidKey';
  return {
    figure,
    meaning,
    spoken: headlineSpoken(headline, style),
    severity: isRejected ? 'error' : severityOf(headline, style.thresholds),
  };
}

/** The currency of what caps the account, else of what it spends; null where no amount is known. */
export function currencyOf(reading: Reading): string | null {
  const { spend, ownKeySpend } = reading;
  const amounts: readonly Known<Money>[] = [
    ...capsOf(reading).map(({ remaining }) => remaining),
    ...Object.values(spend),
    ...Object.values(ownKeySpend),
  ];
  return amounts.find((amount) => amount !== 'unknown')?.currency ?? null;
}

/** As the tooltip has it. */
function periodSpent(
  period: Period,
  reading: Reading,
  insight: Insight | undefined,
  currency: string | null,
  nowMs: number,
): Spent | null {
  const { amount, seen } = shownSpend(period, reading, tellingInsight(reading, insight), nowMs);
  if (amount === 'unknown' || amount.currency !== currency) return null;
  const { basis, isPartial } = seen ?? { basis: 'reported', isPartial: false };
  return spentOf({ micros: amount.amountMicros, basis, isPartial });
}

/** How long it lasts, as the tooltip has it; where the tooltip leaves it out, why. */
export function runwayOf(
  reading: Reading | undefined,
  insight: Insight | undefined,
  style: SummaryStyle,
): { readonly value: string; readonly detail: string } {
  const past = reading && tellingInsight(reading, insight);
  if (!reading || !past) return { value: NOT_KNOWN, detail: 'nothing of the past is known' };
  return (
    runwayWords(past.runway, style, capsOf(reading).length > 1) ?? {
      value: NOT_KNOWN,
      detail: 'nothing that is left is known',
    }
  );
}

/** What is spent in an hour now; null while too little is known. */
export function paceOf(
  reading: Reading | undefined,
  insight: Insight | undefined,
  currency: string | null,
): number | null {
  const pace = reading && tellingInsight(reading, insight)?.pace;
  return pace?.kind === 'known' && pace.perHour.currency === currency
    ? microsOf(pace.perHour.amountMicros)
    : null;
}
