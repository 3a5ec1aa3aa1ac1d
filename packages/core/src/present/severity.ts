import type { Failure } from '../model/failure.ts';
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
const LOW_SHARE = 5n; // one fifth
const CRITICAL_SHARE = 20n; // one twentieth

const MICROS_PER_UNIT = 1_000_000;

export function severityOf(
  headline: Headline,
  failure: Failure | undefined,
  thresholds: Thresholds,
): Severity {
  if (failure?.kind === 'invalidKey') return 'error';
  switch (headline.kind) {
    case 'balance':
      return bySize(headline.amount, undefined, thresholds);
    case 'limit':
      return bySize(
        headline.remaining,
        headline.limit.kind === 'known' ? headline.limit.value : undefined,
        thresholds,
      );
    case 'spendOnly':
    case 'freeTier':
    case 'unknown':
      return 'none';
  }
}

function bySize(left: Money, limit: Money | undefined, thresholds: Thresholds): Severity {
  if (left.amountMicros < 0n) return 'error';
  const isBelow = (threshold: number, share: bigint): boolean =>
    left.amountMicros < BigInt(Math.round(threshold * MICROS_PER_UNIT)) &&
    (limit === undefined || left.amountMicros * share < limit.amountMicros);
  if (isBelow(thresholds.critical, CRITICAL_SHARE)) return 'error';
  return isBelow(thresholds.low, LOW_SHARE) ? 'warning' : 'none';
}
