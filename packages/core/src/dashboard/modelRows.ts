import { divideHalfAwayFromZero } from '../model/money.ts';
import type { Known } from '../model/known.ts';
import type { Usage, UsageDay } from '../usage/usage.ts';
import { areAllKnown, breakdownOf, daysBefore, daysIn, type DaysKnown, whySome } from './breakdown.ts';
import { microsOf } from './microsOf.ts';
import { plainNames } from './plainNames.ts';
import { atLeast0, type SpendFacts } from './spendFacts.ts';
import type { Breakdown, ModelRow, ShownRange } from './state.ts';

/** What one model came to. Counts are NaN once one of them was not told. */
interface Totals {
  /** What each took. */
  readonly providers: Map<string, { spent: bigint }>;
  spent: bigint;
  ownKeys: bigint;
  requests: number;
  promptTokens: number;
  completionTokens: number;
  reasoningTokens: number;
}

/**
 * What each model used in the days of a range. The period before is of whole days, too, for no provider tells less: while
 * today still runs its part of several days is compared with all of a day.
 * @param missing why the provider has told nothing, where that is so
 * @param troubles why it has not told some of it
 */
export function modelRows(
  facts: SpendFacts,
  range: ShownRange,
  usage: Usage | undefined,
  missing: string,
  troubles: readonly string[] = [],
): Breakdown<ModelRow> {
  const told = daysIn(facts.days, range, facts.nowMs);
  if (missing) return breakdownOf([], told, usage?.askedAtMs.days, [missing]);
  const totals = totalsOf(told);
  const before = daysBefore(facts.days, range, facts.nowMs);
  const spentBefore = before && totalsOf(before);
  const all = [...totals.values()].reduce((sum, { spent }) => sum + spent, 0n);
  const rows = [...totals].flatMap(([model, of]) => {
    const row = rowOf(model, of, all);
    return row
      ? [{ ...row, before: spentBefore ? microsOf(spentBefore.get(model)?.spent ?? 0n) : null }]
      : [];
  });
  rows.sort((a, b) => b.spent - a.spent || b.ownKeys - a.ownKeys || (a.model < b.model ? -1 : 1));
  return breakdownOf(rows, told, usage?.askedAtMs.days, [
    ...whySome(told, range, usage?.isTruncated === true),
    ...troubles,
    rows.length < totals.size && 'An amount that is too large is left out.',
    rows.length === 0 && areAllKnown(told) && 'Nothing was used in this time.',
  ]);
}

/** Written out, and without a bigint more than it takes: five years of 300 models are half a million rows. */
function totalsOf({ days }: DaysKnown<UsageDay>): ReadonlyMap<string, Totals> {
  const clean = plainNames();
  const models = new Map<string, Totals>();
  for (const { rows } of days) {
    for (const row of rows) {
      const model = clean(row.model);
      let of = models.get(model);
      if (!of) models.set(model, (of = nothing()));
      of.requests += countOf(row.requests);
      of.promptTokens += countOf(row.promptTokens);
      of.completionTokens += countOf(row.completionTokens);
      of.reasoningTokens += countOf(row.reasoningTokens);
      if (row.ownKeysMicros > 0n) of.ownKeys += row.ownKeysMicros;
      const spent = atLeast0(row.spentMicros);
      if (spent > 0n) of.spent += spent;
      if (row.provider === 'unknown') continue;
      const name = clean(row.provider);
      const provider = of.providers.get(name);
      if (!provider) of.providers.set(name, { spent });
      else if (spent > 0n) provider.spent += spent;
    }
  }
  return models;
}

function nothing(): Totals {
  return {
    providers: new Map(),
    spent: 0n,
    ownKeys: 0n,
    requests: 0,
    promptTokens: 0,
    completionTokens: 0,
    reasoningTokens: 0,
  };
}

function countOf(count: Known<number>): number {
  return count === 'unknown' ? NaN : count;
}

/** null where a count is not known, or is none. */
function known(count: number): number | null {
  return Number.isSafeInteger(count) && count >= 0 ? count : null;
}

function rowOf(model: string, of: Totals, all: bigint): Omit<ModelRow, 'before'> | undefined {
  const [spent, ownKeys] = [microsOf(of.spent), microsOf(of.ownKeys)];
  if (spent === null || ownKeys === null) return undefined;
  const providers = [...of.providers].sort(([, one], [, other]) => Number(other.spent - one.spent));
  return {
    model,
    providers: providers.map(([name]) => name),
    requests: known(of.requests),
    promptTokens: known(of.promptTokens),
    completionTokens: known(of.completionTokens),
    reasoningTokens: known(of.reasoningTokens),
    spent,
    ownKeys,
    perMillionTokens: perMillion(of),
    share: all > 0n ? Number(of.spent) / Number(all) : 0,
  };
}

function perMillion({ spent, promptTokens, completionTokens }: Totals): number | null {
  const tokens = known(promptTokens + completionTokens);
  if (tokens === null || tokens === 0) return null;
  return microsOf(divideHalfAwayFromZero(spent * 1_000_000n, BigInt(tokens)));
}
