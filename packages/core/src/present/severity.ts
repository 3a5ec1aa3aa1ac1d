import type { Money } from '../model/money.ts';
import type { Headline } from '../model/reading.ts';

/** How much the item should stand out: VS Code has a warning and an error background, and nothing else is used. */
export type Severity = 'none' | 'warning' | 'error';

/** In units of the account's currency; 0 switches a threshold off. */
export interface Thresholds {
  readonly low: number;
  readonly critical: number;
}

/** A key limit is often small on purpose: $2 a day is not "low" all day. It must also be nearly used up. */
const LOW_PARTS = 5; // below one fifth of the limit
const CRITICAL_PARTS = 20; // below one twentieth

export function severityOf(headline: Headline, thresholds: Thresholds): Severity {
  const left =
    headline.kind === 'balance'
      ? headline.amount
      : headline.kind === 'limit'
        ? headline.remaining
        : undefined;
  if (!left) return 'none';
  const limit = headline.kind === 'limit' && headline.limit !== 'unknown' ? headline.limit : undefined;
  if (left.amountMicros < 0n || isBelow(left, thresholds.critical, limit, CRITICAL_PARTS)) return 'error';
  return isBelow(left, thresholds.low, limit, LOW_PARTS) ? 'warning' : 'none';
}

function isBelow(left: Money, threshold: number, limit: Money | undefined, parts: number): boolean {
  // Only for coming under a threshold of whole cents; what is shown is never made from this.
  const units = Number(left.amountMicros) / 1e6;
  return units < threshold && (!limit || units * parts < Number(limit.amountMicros) / 1e6);
}
