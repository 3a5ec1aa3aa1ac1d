import type { Insight } from '../insight/insight.ts';
import type { Budgets } from '../model/budgets.ts';
import type { Money } from '../model/money.ts';
import { periodStartMs } from '../model/periods.ts';
import { type Cap, capsOf, headlineOf, type Reading, readingAsOf } from '../model/reading.ts';
import { HOUR_MS } from '../monitor/interval.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { accountName } from './accountName.ts';
import { failureWords, type FailureWords } from './failureWords.ts';
import {
  amountWords,
  type AmountStyle,
  headlineWords,
  isOver,
  negative,
  type HeadlineWords,
  NOT_KNOWN,
  resetWords,
} from './headlineWords.ts';
import { runwayWords } from './runwayWords.ts';
import { tellingInsight } from './shownSpend.ts';
import { spendRows, whoseSpend } from './spendRows.ts';
import { trendWords } from './trend.ts';
import { agoWords, spanWords } from './words.ts';

/** Everything there is to say about an account, in the order in which it is read. Plain words; some are untrusted. */
export interface Summary {
  readonly title: string;
  readonly headline?: HeadlineWords | undefined;
  readonly trouble?: FailureWords | undefined;
  readonly rows: readonly SummaryRow[];
  /** The spend of the last days: the words of the picture. None while amounts are hidden. */
  readonly trend?: string | undefined;
  readonly notes: readonly string[];
  readonly freshness: string;
  /** The other accounts, each with its own figure. Never added up: they may be in different currencies. */
  readonly others: readonly SummaryRow[];
}

export interface SummaryRow {
  readonly label: string;
  readonly value: string;
  /** Of several caps: the one that decides what can be spent. */
  readonly binds?: boolean;
  readonly detail?: string;
}

export interface SummaryStyle extends AmountStyle {
  readonly nowMs: number;
  /** Of the dates on which money may run out. Where there is none: that of the person's machine. */
  readonly timeZone?: string | undefined;
  /** For every account that has none of its own. */
  readonly budgets?: Budgets;
}

/** What is said of a balance that the key may not see. */
export const BALANCE_NOTE = 'A management key would show the account balance.';

/** A key that expires within this long is worth a word. */
const EXPIRY_NOTICE_MS = 14 * 24 * HOUR_MS;

/**
 * @param all every account that is watched; this one may be among them
 * @param insight what the past tells; undefined where no history is kept, or it is not read yet
 */
export function summarize(
  watch: Watching,
  style: SummaryStyle,
  all: readonly Watching[] = [],
  insight?: Insight,
): Summary {
  const { trouble } = watch.state;
  const { name } = watch.provider;
  const reading = readingOf(watch, style);
  const past = reading && tellingInsight(reading, insight);
  return {
    title: accountName(watch.account, watch.provider),
    headline: reading && fullHeadline(reading, style),
    trouble: trouble && failureWords(trouble.failure, name),
    rows: reading
      ? [
          ...capRows(reading, style),
          ...spendRows(reading, watch.account, style, past),
          ...forecastRows(reading, style, past),
        ]
      : [],
    trend: reading && past && trend(reading, style, past),
    notes: reading ? notes(reading, name, style.nowMs) : [],
    freshness: freshness(watch, style.nowMs),
    others: all.filter((one) => one.account.id !== watch.account.id).map((one) => otherRow(one, style)),
  };
}

/** What is known of an account, as far as it still holds. */
export function readingOf(
  { state: { lastGood }, asOfMs }: Watching,
  { nowMs }: Pick<SummaryStyle, 'nowMs'>,
): Reading | undefined {
  return lastGood && readingAsOf(lastGood.reading, asOfMs, nowMs);
}

/** With the balance as the only cap the row that would say it again is left out: what was bought stands here. */
function fullHeadline(reading: Reading, style: SummaryStyle): HeadlineWords {
  const words = headlineWords(headlineOf(reading), style);
  const { balance } = reading;
  return isOnlyBalance(reading) && balance.kind === 'known'
    ? { ...words, meaning: `${words.meaning} ${boughtWords(balance.credits, style)}` }
    : words;
}

function isOnlyBalance(reading: Reading): boolean {
  return reading.balance.kind === 'known' && capsOf(reading).length === 1;
}

function boughtWords(credits: Money, style: SummaryStyle): string {
  return `of ${amountWords(credits, style, true)} bought`;
}

function otherRow(other: Watching, style: SummaryStyle): SummaryRow {
  const { account, provider, state, asOfMs } = other;
  const reading = readingOf(other, style);
  const headline = reading && headlineWords(headlineOf(reading), style);
  const { trouble } = state;
  return {
    label: accountName(account, provider),
    value: headline?.figure ?? NOT_KNOWN,
    detail: [
      headline?.meaning,
      headline && agoWords(asOfMs, style.nowMs),
      trouble && failureWords(trouble.failure, provider.name).what,
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

/** @param left what is left of it; of a limit that is overspent none is */
export function capLabel(kind: Cap['kind'], left?: Money): string {
  if (kind === 'balance') return 'Account balance';
  const name = kind === 'keyLimit' ? 'Key limit' : 'Budget';
  return left && isOver(left) ? name : `${name} left`;
}

/** "$3.10 of $10"; "$0.01 over $10". */
function capValue({ kind, remaining, limit }: Cap, style: SummaryStyle): string {
  const isPast = kind !== 'balance' && isOver(remaining);
  const amount = amountWords(isPast ? negative(remaining) : remaining, style) + (isPast ? ' over' : '');
  if (limit === 'unknown') return amount;
  return `${amount}${isPast ? '' : ' of'} ${amountWords(limit, style, true)}`;
}

function capRows(reading: Reading, style: SummaryStyle): readonly SummaryRow[] {
  const { balance, keyLimit, keyKind } = reading;
  const caps = capsOf(reading);
  const shown = isOnlyBalance(reading) ? [] : caps;
  const rows = shown.map((cap): SummaryRow => {
    const { kind, remaining, resets, binds } = cap;
    return {
      label: capLabel(kind, remaining),
      value: capValue(cap, style),
      // With one cap there is nothing to tell apart.
      binds: binds && caps.length > 1,
      detail:
        balance.kind === 'known' && kind === 'balance'
          ? boughtWords(balance.credits, style)
          : resetWords(resets, style.nowMs),
    };
  });
  if (balance.kind === 'unknown') {
    const detail = balance.why === 'notVisible' ? 'not visible to this key' : 'not read this time';
    rows.unshift({ label: capLabel('balance'), value: NOT_KNOWN, detail });
  }
  if (keyLimit.kind === 'unknown') rows.push({ label: capLabel('keyLimit'), value: NOT_KNOWN });
  if (keyLimit.kind === 'none' && keyKind !== 'management') rows.push({ label: 'Key limit', value: 'none' });
  return rows;
}

/** How fast money goes and how long it lasts. */
function forecastRows(
  reading: Reading,
  style: SummaryStyle,
  insight: Insight | undefined,
): readonly SummaryRow[] {
  if (!insight) return [];
  const { pace, runway } = insight;
  const whose = whoseSpend(insight.meter, reading, insight);
  const lasts = runwayWords(runway, style, capsOf(reading).length > 1);
  return [
    pace.kind === 'known'
      ? {
          label: 'Pace',
          value: `${amountWords(pace.perHour, style)}/h`,
          detail: [whose, 'in the last hour'].filter(Boolean).join(' · '),
        }
      : { label: 'Pace', value: 'collecting…', detail: 'needs an hour' },
    ...(lasts ? [{ label: 'Runway', ...lasts }] : []),
  ];
}

function trend(reading: Reading, style: SummaryStyle, insight: Insight): string | undefined {
  const { days, meter } = insight;
  // Its last day is called today.
  const isOfToday = days.at(-1)?.startMs === periodStartMs('day', style.nowMs);
  if (style.hideAmounts || !isOfToday) return undefined;
  return trendWords(days, whoseSpend(meter, reading, insight), style);
}

function notes({ balance, keyExpiresAtMs }: Reading, name: string, nowMs: number): readonly string[] {
  const lines: string[] = [];
  if (balance.kind === 'known' && balance.amount.amountMicros < 0n) {
    lines.push(`Overdrawn: ${name} may answer 402, even for free models, until credits are bought.`);
  }
  if (balance.kind === 'unknown' && balance.why === 'notVisible') {
    lines.push(BALANCE_NOTE);
  }
  const leftMs = keyExpiresAtMs === 'unknown' ? Infinity : keyExpiresAtMs - nowMs;
  if (leftMs < EXPIRY_NOTICE_MS) {
    lines.push(leftMs > 0 ? `This key expires in ${spanWords(leftMs)}.` : 'This key has expired.');
  }
  return lines;
}

function freshness({ state, asOfMs, activity, nextAtMs }: Watching, nowMs: number): string {
  const updated = state.lastGood ? `Updated ${agoWords(asOfMs, nowMs)}` : 'No figure yet';
  if (activity !== 'idle') return `${updated} · refreshing now`;
  return nextAtMs === undefined ? updated : `${updated} · next in ${spanWords(nextAtMs - nowMs)}`;
}
