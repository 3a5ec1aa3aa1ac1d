import { DAY_MS } from '../model/periods.ts';
import { plainNames } from './plainNames.ts';
import { atLeast0, type SpendFacts } from './spendFacts.ts';
import type { SpendBucket, SpendChart } from './state.ts';
import type { StackBy } from './view.ts';

const MOST_NAMED = 7;

type Bar = Omit<SpendBucket, 'byPart'>;
type Part = SpendChart['parts'][number];

/**
 * What the bars are made up of: the names that cost most over all of them, the others together, and what has not been
 * broken down. To the millionth, the parts of a bar are the bar; a bar of which nothing is known has none.
 */
export function partsOf(
  facts: SpendFacts,
  stackBy: StackBy,
  bars: readonly Bar[],
): { readonly parts: readonly Part[]; readonly byBar: readonly (readonly number[])[] } {
  const clean = plainNames();
  const broken = bars.map((bar) => (bar.spent ? brokenDown(facts, stackBy, bar, clean) : undefined));
  const totals = new Map<string, bigint>();
  for (const names of broken) for (const [name, micros] of names ?? []) add(totals, name, micros);
  const names = [...totals].filter(([, micros]) => micros > 0n);
  names.sort(([, one], [, other]) => (one < other ? 1 : one > other ? -1 : 0));
  const named = names.slice(0, MOST_NAMED).map(([name]) => name);
  if (named.length === 0) return { parts: [], byBar: [] };

  const rows = bars.map(({ spent }, at) => {
    const ofBar = broken[at];
    // A bar that is shown is exact as a number, and so are its parts.
    if (!ofBar || !spent) return undefined;
    const shares = named.map((name) => Number(ofBar.get(name) ?? 0n));
    const whole = Number([...ofBar.values()].reduce((sum, micros) => sum + micros, 0n));
    const other = whole - shares.reduce((sum, micros) => sum + micros, 0);
    return { shares, other, rest: spent.micros - whole };
  });
  const hasOther = names.length > named.length;
  const hasRest = rows.some((row) => row && row.rest > 0);
  return {
    parts: [
      ...named.map((name): Part => ({ name, kind: 'named' })),
      ...(hasOther ? [{ name: 'Other', kind: 'other' } as const] : []),
      ...(hasRest ? [{ name: 'Not broken down', kind: 'rest' } as const] : []),
    ],
    byBar: rows.map((row) =>
      row ? [...row.shares, ...(hasOther ? [row.other] : []), ...(hasRest ? [row.rest] : [])] : [],
    ),
  };
}

/** By name; undefined where nothing of the bar's days has been told. */
function brokenDown(
  { days, keyDays, nowMs }: SpendFacts,
  stackBy: StackBy,
  { startMs, endMs }: Bar,
  clean: (raw: string) => string,
): ReadonlyMap<string, bigint> | undefined {
  const names = new Map<string, bigint>();
  let isTold = false;
  for (let dayMs = startMs; dayMs < Math.min(endMs, nowMs); dayMs += DAY_MS) {
    const rows = stackBy === 'key' ? keyDays.get(dayMs)?.keys : days.get(dayMs)?.rows;
    isTold ||= rows !== undefined;
    for (const row of rows ?? []) {
      if (row.spentMicros > 0n) add(names, clean(nameOf(row, stackBy)), atLeast0(row.spentMicros));
    }
  }
  return isTold ? names : undefined;
}

function nameOf(
  row: { readonly name: string } | { readonly model: string; readonly provider: string },
  stackBy: StackBy,
): string {
  if ('name' in row) return row.name;
  if (stackBy !== 'provider') return row.model;
  return row.provider === 'unknown' ? 'Unknown provider' : row.provider;
}

function add(sums: Map<string, bigint>, name: string, micros: bigint): void {
  sums.set(name, (sums.get(name) ?? 0n) + micros);
}
