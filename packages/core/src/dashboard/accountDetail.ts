import { eventsOf } from '../history/events.ts';
import { type Sample, sampleOf } from '../history/sample.ts';
import { meterOf } from '../insight/insight.ts';
import { moneyBudgets } from '../model/budgets.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { tellingInsight } from '../present/shownSpend.ts';
import { spendDetail } from '../present/spendRows.ts';
import { readingOf } from '../present/summary.ts';
import { DAY_MS, type Period, periodEndMs, periodStartMs } from '../model/periods.ts';
import type { Usage } from '../usage/usage.ts';
import { accountRow, paceOf, type RowStyle, runwayOf } from './accountRow.ts';
import { balanceChart } from './balanceChart.ts';
import { capTexts } from './capTexts.ts';
import type { DashboardInputs } from './dashboardInputs.ts';
import { eventRows } from './eventRows.ts';
import { hourMap } from './hourMap.ts';
import { keyRows } from './keyRows.ts';
import { moneyMicros, spentOf } from './microsOf.ts';
import { modelRows } from './modelRows.ts';
import { notes, whyNothingTold } from './notes.ts';
import { shownRange } from './shownRange.ts';
import { spendChart } from './spendChart.ts';
import { type SpendFacts, spendFacts, sumBetween } from './spendFacts.ts';
import type { AccountDetail, AccountRow, PeriodSpent, Spent } from './state.ts';
import { tabTroubles } from './usageTroubles.ts';
import type { DashboardView } from './view.ts';

/** All that the page shows of the account that is looked at. */
export function accountDetail(
  inputs: DashboardInputs,
  watching: Watching,
  view: DashboardView,
  style: RowStyle,
): AccountDetail {
  const { nowMs, thresholds, intervalMs, alerts } = inputs;
  const insight = inputs.insightOf(watching);
  const seen = accountRow(watching, insight, style);
  const reading = readingOf(watching, style);
  const samples = withNewest(inputs.samples, watching, nowMs);
  const currency = seen.currency ?? samples.at(-1)?.currency ?? inputs.usage?.currency ?? null;
  // Amounts of another currency are of another account.
  const usage = inputs.usage?.currency === currency ? inputs.usage : undefined;
  const range = shownRange(view.range, nowMs, firstKnownMs(samples, usage));
  const shownCurrency = currency ?? '';
  const facts = spendFacts(samples, insight?.meter ?? meterOf(samples), usage, shownCurrency, nowMs);
  const row = { ...seen, ...spentInPeriods(seen, facts) };
  const events = eventsOf(samples);
  const missing = whyNothingTold(watching, usage);
  const spend = spendChart(facts, range, view.stackBy, missing);
  const runway = insight?.runway;
  return {
    ...row,
    currency,
    caps: reading ? capTexts(reading, currency, nowMs) : [],
    keyExpiresAtMs:
      reading === undefined || reading.keyExpiresAtMs === 'unknown' ? null : reading.keyExpiresAtMs,
    notes: notes(
      watching,
      style,
      usage,
      spend.parts.some(({ kind }) => kind === 'rest'),
    ),
    range,
    periods: periodsOf(row, watching, style, shownCurrency, (period) => {
      const spent = row[PERIODS[period]];
      if (reading && spent === seen[PERIODS[period]])
        return spendDetail(period, reading, tellingInsight(reading, insight), style);
      // What the provider has told day by day is the whole account's, but not always of every day.
      return spent?.isPartial ? 'seen in part' : '';
    }),
    paceMicrosPerHour: paceOf(reading, insight, currency),
    runwayDetail: runwayOf(reading, insight, style).detail,
    balance: balanceChart(
      { nowMs, currency: shownCurrency, thresholds, intervalMs, samples, events, runway },
      range,
    ),
    spend,
    hours: hourMap(facts, range, style.timeZone),
    models: modelRows(facts, range, usage, missing, tabTroubles(watching, usage, ['days'])),
    keys: keyRows(facts, range, usage, missing, tabTroubles(watching, usage, ['keyDays', 'keys'])),
    events: eventRows(events, alerts, range, shownCurrency, style),
  };
}

/** The newest answer too: one that says nothing new is not kept, and so it is when a disk refuses. */
function withNewest(
  samples: readonly Sample[],
  { state: { lastGood }, asOfMs, series }: Watching,
  nowMs: number,
): readonly Sample[] {
  const isUsable = lastGood && asOfMs !== 'unknown' && asOfMs <= nowMs;
  const newest = isUsable ? sampleOf(lastGood.reading, asOfMs, series) : undefined;
  return newest && newest.atMs > (samples.at(-1)?.atMs ?? -Infinity) ? [...samples, newest] : samples;
}

function firstKnownMs(samples: readonly Sample[], usage: Usage | undefined): number | undefined {
  const firsts = [
    samples[0]?.atMs,
    ...[usage?.days, usage?.keyDays, usage?.hours].map((all) => all?.[0]?.startMs),
  ];
  const known = firsts.filter((atMs) => atMs !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

const PERIODS = { day: 'today', week: 'week', month: 'month' } as const;

/** As the tooltip has it; where that does not know the whole, the provider may have told it day by day. */
function spentInPeriods(seen: AccountRow, facts: SpendFacts): Pick<AccountRow, 'today' | 'week' | 'month'> {
  const of = (period: Period): Spent | null => {
    const known = seen[PERIODS[period]];
    if (known && !known.isPartial) return known;
    const { nowMs } = facts;
    const told = sumBetween(facts, periodStartMs(period, nowMs), periodEndMs(period, nowMs), DAY_MS);
    return told?.basis === 'reported' && (!told.isPartial || !known) ? spentOf(told) : known;
  };
  return { today: of('day'), week: of('week'), month: of('month') };
}

function periodsOf(
  row: AccountRow,
  { account }: Watching,
  { budgets }: RowStyle,
  currency: string,
  detailOf: (period: Period) => string,
): readonly PeriodSpent[] {
  const amounts = currency ? moneyBudgets({ ...budgets, ...account.budgets }, currency) : {};
  return (Object.keys(PERIODS) as Period[]).map((period) => ({
    period,
    spent: row[PERIODS[period]],
    detail: detailOf(period),
    budget: moneyMicros(amounts[period], currency),
  }));
}
