import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import { type Cap, capsOf, headlineOf, type Reading, type Spend } from '../model/reading.ts';
import type { Watch } from '../monitor/monitor.ts';
import { HOUR_MS } from '../monitor/interval.ts';
import { failureWords, type FailureWords } from './failureWords.ts';
import {
  amountWords,
  type AmountStyle,
  headlineMeaning,
  headlineText,
  limitWords,
  NOT_KNOWN,
  resetWords,
} from './headlineWords.ts';
import { agoWords, capitalized, spanWords } from './words.ts';

/** Everything there is to say about an account, in the order in which it is read. Plain words; some are untrusted. */
export interface Summary {
  readonly title: string;
  readonly headline?: { readonly amount: string; readonly meaning: string };
  readonly trouble?: FailureWords;
  readonly caps: readonly SummaryRow[];
  readonly spend: readonly SummaryRow[];
  readonly notes: readonly string[];
  readonly freshness: string;
}

export interface SummaryRow {
  readonly label: string;
  readonly value: string;
  /** Of the caps: the one that decides what can be spent. */
  readonly binds?: boolean;
  readonly detail?: string;
}

export interface SummaryStyle extends AmountStyle {
  readonly nowMs: number;
}

/** A key that expires within this long is worth a word. */
const EXPIRY_NOTICE_MS = 14 * 24 * HOUR_MS;

export function summarize(watch: Extract<Watch, { kind: 'watching' }>, style: SummaryStyle): Summary {
  const { lastGood, trouble } = watch.state;
  const { name } = watch.provider;
  const reading = lastGood?.reading;
  return {
    title: name,
    ...(reading ? { headline: headlineFacts(reading, style) } : {}),
    ...(trouble ? { trouble: failureWords(trouble.failure, name) } : {}),
    caps: reading ? capRows(reading, style) : [],
    spend: reading ? spendRows(reading, style) : [],
    notes: reading ? notes(reading, name, style.nowMs) : [],
    freshness: freshness(watch, style.nowMs),
  };
}

function headlineFacts(reading: Reading, style: SummaryStyle): { amount: string; meaning: string } {
  const headline = headlineOf(reading);
  const amount =
    headline.kind === 'spendOnly' ? amountWords(headline.today, style) : headlineText(headline, style);
  return { amount, meaning: headlineMeaning(headline) };
}

const CAP_LABELS: Readonly<Record<Cap['kind'], string>> = {
  balance: 'Account balance',
  keyLimit: 'Key limit left',
  budget: 'Budget left',
};

function capRows(reading: Reading, style: SummaryStyle): readonly SummaryRow[] {
  const caps = capsOf(reading);
  const rows: SummaryRow[] = caps.map((cap) => {
    const of = cap.limit.kind === 'known' ? ` of ${limitWords(cap.limit.value, style)}` : '';
    const resets = cap.kind === 'balance' ? undefined : resetWords(cap.resets);
    return {
      label: CAP_LABELS[cap.kind],
      value: `${amountWords(cap.remaining, style)}${of}`,
      // With one cap there is nothing to tell apart.
      binds: cap.binds && caps.length > 1,
      ...(resets ? { detail: resets } : {}),
    };
  });
  if (reading.balance.kind === 'unknown') {
    rows.unshift({
      label: CAP_LABELS.balance,
      value: reading.balance.why === 'notVisible' ? 'not visible to this key' : 'not read this time',
    });
  }
  if (reading.keyLimit.kind === 'none' && reading.keyKind !== 'management') {
    rows.push({ label: 'Key limit', value: 'none' });
  }
  if (reading.keyLimit.kind === 'unknown') rows.push({ label: 'Key limit left', value: NOT_KNOWN });
  return rows;
}

function spendRows(reading: Reading, style: SummaryStyle): readonly SummaryRow[] {
  // A management key cannot run a model: its own spend is 0 for ever and would read as the account's.
  if (reading.keyKind === 'management') return [];
  return [
    ...spendLines('', reading.spend, style),
    ...(hasSpend(reading.ownKeySpend) ? spendLines(', own provider keys', reading.ownKeySpend, style) : []),
  ];
}

function spendLines(suffix: string, spend: Spend, style: SummaryStyle): readonly SummaryRow[] {
  const row = (label: string, value: Known<Money>): SummaryRow => ({
    label: label + suffix,
    value: value.kind === 'known' ? amountWords(value.value, style) : NOT_KNOWN,
  });
  return [row('Today', spend.today), row('This week', spend.week), row('This month', spend.month)];
}

function hasSpend(spend: Spend): boolean {
  return [spend.today, spend.week, spend.month, spend.lifetime].some(
    (value) => value.kind === 'known' && value.value.amountMicros > 0n,
  );
}

function notes(reading: Reading, name: string, nowMs: number): readonly string[] {
  const lines: string[] = [];
  const { balance, keyExpiresAtMs } = reading;
  if (balance.kind === 'known' && balance.amount.amountMicros < 0n) {
    lines.push(`Overdrawn: ${name} may answer 402 even for free models, until credits are bought.`);
  }
  if (balance.kind === 'unknown' && balance.why === 'notVisible') {
    lines.push('A management key would show the account balance: see Configure Providers.');
  }
  if (reading.freeTier.kind === 'yes' && reading.freeTier.requestsPerDay.kind === 'known') {
    lines.push(`Free tier: ${reading.freeTier.requestsPerDay.value} requests to free models a day.`);
  }
  if (keyExpiresAtMs.kind === 'known' && keyExpiresAtMs.value - nowMs < EXPIRY_NOTICE_MS) {
    const leftMs = keyExpiresAtMs.value - nowMs;
    lines.push(leftMs <= 0 ? 'This key has expired.' : `This key expires in ${spanWords(leftMs)}.`);
  }
  return lines;
}

function freshness(watch: Extract<Watch, { kind: 'watching' }>, nowMs: number): string {
  const { lastGood } = watch.state;
  const updated = lastGood ? `updated ${agoWords(lastGood.atMs, nowMs)}` : 'no figure yet';
  if (watch.activity !== 'idle') return `${capitalized(updated)} · refreshing now`;
  if (watch.nextAtMs === undefined) return capitalized(updated);
  return `${capitalized(updated)} · next in ${spanWords(watch.nextAtMs - nowMs)}`;
}
