import { divideHalfAwayFromZero } from '../model/money.ts';
import type { Known } from '../model/known.ts';
import type { Usage, UsageDay } from '../usage/usage.ts';
import { areAllKnown, breakdownOf, daysIn, type DaysKnown, whySome } from './breakdown.ts';
import { microsOf } from './microsOf.ts';
import { plainNames } from './plainNames.ts';
import { atLeast0, type SpendFacts } from './spendFacts.ts';
import type { Breakdown, ModelRow, ShownRange } from './state.ts';

/** What one model came to. Counts are null once one of them was not told. */
interface Totals {
  readonly providers: Map<string, bigint>;
  spent: bigint;
  ownKeys: bigint;
  requests: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  reasoningTokens: number | null;
}

const COUNTS = ['requests', 'promptTokens', 'completionTokens', 'reasoningTokens'] as const;

/**
 * What each model used in the days of a range. The period before is of whole days, too, for no provider tells less: while
 * today still runs it is compared with all of a day.
 * @param missing why the provider has told nothing, where that is so
 */
export function modelRows(
  facts: SpendFacts,
  range: ShownRange,
  usage: Usage | undefined,
  missing: string,
): Breakdown<ModelRow> {
  const known = daysIn(facts.days, range, facts.nowMs);
  if (missing) return breakdownOf([], known, usage, [missing]);
  const totals = totalsOf(known);
  const before = range.before && daysIn(facts.days, range.before, facts.nowMs);
  const spentBefore = before && areAllKnown(before) ? totalsOf(before) : undefined;
  const all = [...totals.values()].reduce((sum, { spent }) => sum + spent, 0n);
  const rows = [...totals].flatMap(([model, of]) => {
    const row = rowOf(model, of, all);
    return row
      ? [{ ...row, before: spentBefore ? microsOf(spentBefore.get(model)?.spent ?? 0n) : null }]
      : [];
  });
  rows.sort((a, b) => b.spent - a.spent || b.ownKeys - a.ownKeys || (a.model < b.model ? -1 : 1));
  return breakdownOf(rows, known, usage, [
    ...whySome(known, range, usage?.isTruncated === true),
    rows.length < totals.size && 'An amount that is too large is left out.',
    rows.length === 0 && areAllKnown(known) && 'Nothing was used in this time.',
  ]);
}

function totalsOf({ days }: DaysKnown<UsageDay>): ReadonlyMap<string, Totals> {
  const clean = plainNames();
  const models = new Map<string, Totals>();
  for (const { rows } of days) {
    for (const row of rows) {
      const model = clean(row.model);
      let of = models.get(model);
      if (!of) models.set(model, (of = nothing()));
      const spent = atLeast0(row.spentMicros);
      of.spent += spent;
      of.ownKeys += atLeast0(row.ownKeysMicros);
      for (const name of COUNTS) of[name] = sumOf(of[name], row[name]);
      if (row.provider === 'unknown') continue;
      const provider = clean(row.provider);
      of.providers.set(provider, (of.providers.get(provider) ?? 0n) + spent);
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

function sumOf(sum: number | null, more: Known<number>): number | null {
  const next = sum === null || more === 'unknown' ? NaN : sum + more;
  return Number.isSafeInteger(next) && next >= 0 ? next : null;
}

function rowOf(model: string, of: Totals, all: bigint): Omit<ModelRow, 'before'> | undefined {
  const { requests, promptTokens, completionTokens, reasoningTokens } = of;
  const [spent, ownKeys] = [microsOf(of.spent), microsOf(of.ownKeys)];
  if (spent === null || ownKeys === null) return undefined;
  const providers = [...of.providers].sort(([, one], [, other]) => Number(other - one));
  return {
    model,
    providers: providers.map(([name]) => name),
    requests,
    promptTokens,
    completionTokens,
    reasoningTokens,
    spent,
    ownKeys,
    perMillionTokens: perMillion(of),
    share: all > 0n ? Number(of.spent) / Number(all) : 0,
  };
}

function perMillion({ spent, promptTokens, completionTokens }: Totals): number | null {
  if (promptTokens === null || completionTokens === null) return null;
  const tokens = BigInt(promptTokens) + BigInt(completionTokens);
  return tokens > 0n ? microsOf(divideHalfAwayFromZero(spent * 1_000_000n, tokens)) : null;
}
