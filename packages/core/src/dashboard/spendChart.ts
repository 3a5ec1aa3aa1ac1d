import { DAY_MS } from '../model/periods.ts';
import { HOUR_MS } from '../monitor/times.ts';
import { spentOf } from './microsOf.ts';
import { bucketsOf } from './shownRange.ts';
import { sumBetween, type SpendFacts } from './spendFacts.ts';
import { partsOf } from './spendParts.ts';
import type { ShownRange, SpendChart } from './state.ts';
import type { StackBy } from './view.ts';

/**
 * Spend over a range, and what it is made up of.
 * @param missing why nothing is known of that, where the provider has told none
 */
export function spendChart(
  facts: SpendFacts,
  range: ShownRange,
  stackBy: StackBy,
  missing: string,
): SpendChart {
  const unitMs = range.bucket === 'hour' ? HOUR_MS : DAY_MS;
  const { before } = range;
  const bars = bucketsOf(range).map(({ startMs, endMs }) => ({
    startMs,
    endMs,
    spent: spentOf(sumBetween(facts, startMs, endMs, unitMs)),
  }));
  const { parts, byBar } = range.bucket === 'hour' ? { parts: [], byBar: [] } : partsOf(facts, stackBy, bars);
  return {
    total: spentOf(sumBetween(facts, range.fromMs, range.toMs, unitMs)),
    before: before && spentOf(sumBetween(facts, before.fromMs, before.toMs, unitMs)),
    buckets: bars.map((bar, at) => ({ ...bar, byPart: byBar[at] ?? [] })),
    parts,
    missing: parts.length > 0 ? '' : whyNoParts(facts, range, stackBy, missing),
  };
}

function whyNoParts(facts: SpendFacts, range: ShownRange, stackBy: StackBy, missing: string): string {
  if (missing) return missing;
  if (range.bucket === 'hour') return 'Hours are not broken down. A longer range is.';
  const told = stackBy === 'key' ? facts.keyDays : facts.days;
  const isTold = [...told.keys()].some((startMs) => startMs >= range.fromMs && startMs < range.toMs);
  return isTold ? 'Nothing was spent in this time.' : 'Nothing of this time has been broken down.';
}
