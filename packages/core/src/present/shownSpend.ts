import type { RangeSpend } from '../history/spend.ts';
import type { Insight } from '../insight/insight.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import { type Period, periodStartMs } from '../model/periods.ts';
import type { Reading } from '../model/reading.ts';

/** What is shown as the spend of a day, week or month, and whose it is. */
export interface ShownSpend {
  readonly amount: Known<Money>;
  /** Where the amount comes from the history, not from the newest reading. */
  readonly seen?: RangeSpend;
}

const NAMES = { day: 'today', week: 'week', month: 'month' } as const;

/**
 * The whole account's where it is known for all of the period; else the key's own, as the provider counts it; else what
 * was seen. Never both added up: the key's is part of the account's.
 */
export function shownSpend(
  period: Period,
  reading: Reading,
  insight: Insight | undefined,
  nowMs: number,
): ShownSpend {
  const name = NAMES[period];
  // A management key cannot run a model: its own spend is 0 for ever and would read as the account's.
  const own = reading.keyKind === 'management' ? 'unknown' : reading.spend[name];
  const seen = insight?.spend[name] ?? 'unknown';
  // Of the period before, where nothing was read since this one began.
  if (seen === 'unknown' || seen.coveredToMs <= periodStartMs(period, nowMs)) return { amount: own };
  const isBetter = own === 'unknown' || (insight?.meter === 'account' && !seen.isPartial);
  return isBetter ? { amount: seen.amount, seen } : { amount: own };
}

/** What the past tells about an account, unless it is only that a management key itself spends nothing. */
export function tellingInsight({ keyKind }: Reading, insight: Insight | undefined): Insight | undefined {
  return keyKind === 'management' && insight?.meter === 'key' ? undefined : insight;
}
