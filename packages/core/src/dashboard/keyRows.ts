import { periodEndMs, type Period, periodStartMs } from '../model/periods.ts';
import { resetPeriod, type Resets } from '../model/reading.ts';
import type { KeyDay, ListedKey, Usage } from '../usage/usage.ts';
import { breakdownOf, daysBefore, daysIn, type DaysKnown, whySome } from './breakdown.ts';
import { earlierNames, type SpentByName } from './earlierNames.ts';
import { microsOf } from './microsOf.ts';
import { plainName, plainNames } from './plainNames.ts';
import { atLeast0, type SpendFacts } from './spendFacts.ts';
import type { Breakdown, KeyRow, ShownRange } from './state.ts';

/**
 * Every key with what it spent in the days of a range, which the provider tells by name: of keys that share a name it is
 * not known whose it is, nor of one that may have had another name in these days. As for models, the period before is of
 * whole days.
 * @param missing why the provider has told nothing, where that is so
 * @param troubles why it has not told some of it
 */
export function keyRows(
  facts: SpendFacts,
  range: ShownRange,
  usage: Usage | undefined,
  missing: string,
  troubles: readonly string[] = [],
): Breakdown<KeyRow> {
  const asOfMs = oldest(usage?.askedAtMs.keys, usage?.askedAtMs.keyDays);
  const known = daysIn(facts.keyDays, range, facts.nowMs);
  if (missing || !usage) return breakdownOf([], known, asOfMs, [missing]);
  if (usage.keys === 'unknown')
    return breakdownOf([], known, asOfMs, ['The keys are not known.', ...troubles]);
  const before = daysBefore(facts.keyDays, range, facts.nowMs);
  const spent = known.days.length > 0 ? spentByName(known) : undefined;
  const spentBefore = before && spentByName(before);
  const names = new Map<string, number>();
  for (const { name } of usage.keys) names.set(name, (names.get(name) ?? 0) + 1);
  const mayHaveMoreIn = earlierNames(facts.keyDays.values(), usage.keys);
  let isRenamed = false;
  const spentOf = (sums: SpentByName | undefined): ((key: ListedKey) => number | null) => {
    if (!sums) return () => null;
    const mayHaveMore = mayHaveMoreIn(sums);
    return (key) => {
      if (names.get(key.name) !== 1) return null;
      const isMaybeMore = mayHaveMore(key);
      isRenamed ||= isMaybeMore;
      return isMaybeMore ? null : microsOf(sums.get(key.name) ?? 0n);
    };
  };
  const [spentNow, spentThen] = [spentOf(spent), spentOf(spentBefore)];
  const clean = plainNames();
  const { keys: askedAtMs = -Infinity } = usage.askedAtMs;
  const { nowMs } = facts;
  // What was counted in a day, week or month is of those in which it was asked.
  const isOf = byPeriod((period) => periodStartMs(period, askedAtMs) === periodStartMs(period, nowMs));
  const resetsAtMs = byPeriod((period) => periodEndMs(period, nowMs));
  const rows = usage.keys.map((key, at): KeyRow => {
    const isLimited = key.limitMicros !== undefined || key.limitLeftMicros !== undefined;
    const period = isLimited ? resetPeriod(key.resets) : undefined;
    return {
      id: `key${at}`,
      name: clean(key.name),
      label: key.label && clean(key.label),
      workspace: key.workspace && clean(key.workspace),
      isDisabled: key.isDisabled,
      spent: spentNow(key),
      before: spentThen(key),
      today: isOf.day ? microsOf(key.todayMicros) : null,
      week: isOf.week ? microsOf(key.weekMicros) : null,
      month: isOf.month ? microsOf(key.monthMicros) : null,
      lifetime: microsOf(key.lifetimeMicros),
      limit: microsOf(key.limitMicros),
      // What was left before the limit began anew is not what is left.
      limitLeft: period && !isOf[period] ? null : microsOf(key.limitLeftMicros),
      resets: isLimited ? resetsWord(key.resets) : '',
      resetsAtMs: period ? resetsAtMs[period] : null,
      expiresAtMs: key.expiresAtMs ?? null,
    };
  });
  rows.sort((a, b) => (b.spent ?? -1) - (a.spent ?? -1) || (b.lifetime ?? -1) - (a.lifetime ?? -1));
  const isShared = [...names.values()].some((count) => count > 1);
  const hasGone = [...(spent ?? [])].some(([name, micros]) => micros > 0n && !names.has(name));
  return breakdownOf(rows, known, asOfMs, [
    ...whySome(known, range, usage.isTruncated),
    ...troubles,
    isShared && 'Of keys that share a name it is not known which of them spent.',
    hasGone && 'Keys that are gone spent some of it, too.',
    isRenamed &&
      'Where a name that is gone may be an earlier one of a key, it is not known what that key spent.',
    rows.length === 0 && 'There are no keys.',
  ]);
}

function spentByName({ days }: DaysKnown<KeyDay>): SpentByName {
  const sums = new Map<string, bigint>();
  for (const { keys } of days)
    for (const { name, spentMicros } of keys) sums.set(name, (sums.get(name) ?? 0n) + atLeast0(spentMicros));
  return sums;
}

function oldest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((atMs) => atMs !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function byPeriod<T>(of: (period: Period) => T): Readonly<Record<Period, T>> {
  return { day: of('day'), week: of('week'), month: of('month') };
}

function resetsWord(resets: Resets): string {
  switch (resets.kind) {
    case 'daily':
    case 'weekly':
    case 'monthly':
    case 'unknown':
      return resets.kind;
    case 'never':
      return '';
    case 'other':
      return plainName(resets.word);
  }
}
