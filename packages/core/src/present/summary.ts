import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import { type Cap, capsOf, headlineOf, type Reading, type Spend } from '../model/reading.ts';
import { HOUR_MS } from '../monitor/interval.ts';
import type { Watch } from '../monitor/monitor.ts';
import { failureWords, type FailureWords } from './failureWords.ts';
import {
  amountWords,
  type AmountStyle,
  headlineWords,
  type HeadlineWords,
  NOT_KNOWN,
  resetWords,
} from './headlineWords.ts';
import { agoWords, spanWords } from './words.ts';

/** Everything there is to say about an account, in the order in which it is read. Plain words; some are untrusted. */
export interface Summary {
  readonly title: string;
  readonly headline?: HeadlineWords;
  readonly trouble?: FailureWords;
  readonly rows: readonly SummaryRow[];
  readonly notes: readonly string[];
  readonly freshness: string;
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
}

/** A key that expires within this long is worth a word. */
const EXPIRY_NOTICE_MS = 14 * 24 * HOUR_MS;

export function summarize(watch: Extract<Watch, { kind: 'watching' }>, style: SummaryStyle): Summary {
  const { lastGood, trouble } = watch.state;
  const { name } = watch.provider;
  const reading = lastGood?.reading;
  return {
    title: name,
    ...(trouble ? { trouble: failureWords(trouble.failure, name) } : {}),
    ...(reading ? { headline: headlineWords(headlineOf(reading), style) } : {}),
    rows: reading ? [...capRows(reading, style), ...spendRows(reading, style)] : [],
    notes: reading ? notes(reading, name, style.nowMs) : [],
    freshness: freshness(watch, style.nowMs),
  };
}

const CAP_LABELS: Readonly<Record<Cap['kind'], string>> = {
  balance: 'Account balance',
  keyLimit: 'Key limit left',
  budget: 'Budget left',
};

function capRows(reading: Reading, style: SummaryStyle): readonly SummaryRow[] {
  const caps = capsOf(reading);
  const rows = caps.map(({ kind, remaining, limit, resets, binds }): SummaryRow => {
    const of = limit === 'unknown' ? '' : ` of ${amountWords(limit, style, true)}`;
    return {
      label: CAP_LABELS[kind],
      value: amountWords(remaining, style) + of,
      // With one cap there is nothing to tell apart.
      binds: binds && caps.length > 1,
      detail: kind === 'balance' ? '' : resetWords(resets),
    };
  });
  const { balance, keyLimit, keyKind } = reading;
  if (balance.kind === 'unknown') {
    const value = balance.why === 'notVisible' ? 'not visible to this key' : 'not read this time';
    rows.unshift({ label: CAP_LABELS.balance, value });
  }
  if (keyLimit.kind === 'unknown') rows.push({ label: CAP_LABELS.keyLimit, value: NOT_KNOWN });
  if (keyLimit.kind === 'none' && keyKind !== 'management') rows.push({ label: 'Key limit', value: 'none' });
  return rows;
}

function spendRows({ keyKind, spend, ownKeySpend }: Reading, style: SummaryStyle): readonly SummaryRow[] {
  // A management key cannot run a model: its own spend is 0 for ever and would read as the account's.
  if (keyKind === 'management') return [];
  const rows = (of: Spend, detail: string): readonly SummaryRow[] => {
    const row = (label: string, value: Known<Money>): SummaryRow => ({
      label,
      value: value === 'unknown' ? NOT_KNOWN : amountWords(value, style),
      detail,
    });
    return [row('Today', of.today), row('This week', of.week), row('This month', of.month)];
  };
  const usesOwnKeys = ownKeySpend.lifetime !== 'unknown' && ownKeySpend.lifetime.amountMicros > 0n;
  return [
    ...rows(spend, usesOwnKeys ? 'from credits' : ''),
    ...(usesOwnKeys ? rows(ownKeySpend, 'at other providers (BYOK)') : []),
  ];
}

function notes(
  { balance, freeTier, keyExpiresAtMs }: Reading,
  name: string,
  nowMs: number,
): readonly string[] {
  const lines: string[] = [];
  if (balance.kind === 'known' && balance.amount.amountMicros < 0n) {
    lines.push(`Overdrawn: ${name} may answer 402, even for free models, until credits are bought.`);
  }
  if (balance.kind === 'unknown' && balance.why === 'notVisible') {
    lines.push('A management key would show the account balance.');
  }
  if (freeTier.kind === 'yes' && freeTier.requestsPerDay !== 'unknown') {
    lines.push(`Free tier: ${freeTier.requestsPerDay} requests to free models a day.`);
  }
  if (keyExpiresAtMs !== 'unknown' && keyExpiresAtMs - nowMs < EXPIRY_NOTICE_MS) {
    const leftMs = keyExpiresAtMs - nowMs;
    lines.push(leftMs > 0 ? `This key expires in ${spanWords(leftMs)}.` : 'This key has expired.');
  }
  return lines;
}

function freshness(
  { state, activity, nextAtMs }: Extract<Watch, { kind: 'watching' }>,
  nowMs: number,
): string {
  const updated = state.lastGood ? `Updated ${agoWords(state.lastGood.atMs, nowMs)}` : 'No figure yet';
  if (activity !== 'idle') return `${updated} · refreshing now`;
  return nextAtMs === undefined ? updated : `${updated} · next in ${spanWords(nextAtMs - nowMs)}`;
}
