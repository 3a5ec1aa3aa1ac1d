import { DAY_MS } from '../model/periods.ts';
import { HOUR_MS } from '../monitor/times.ts';
import type { UsageSource } from '../providers/usageSource.ts';
import { oneMore } from '../storage/check.ts';
import type { Answered } from './askSpans.ts';
import type { Findings, KeptDays } from './askUsage.ts';
import { cellOf, type Day, type Days, daysOf, dayTableOf } from './dayTable.ts';
import { storedKeyOf } from './storedKey.ts';
import type { Seen, UsageRecord } from './usageRecord.ts';

/** Before that a provider may still be counting. */
const SETTLES_MS = HOUR_MS;
/** So long after a day has ended no clock is taken to be wrong. */
const CLOCKS_AGREE_MS = 2 * DAY_MS;

interface Conclusion {
  readonly record: UsageRecord;
  /** What will not change any more. */
  readonly final: Days;
}

/** What is known after an attempt. Pure. @param nowMs when it began, by the wall clock; `endMs` when it ended */
export function concludeUsage(
  before: UsageRecord,
  found: Findings,
  kept: KeptDays,
  source: Pick<UsageSource, 'mostHours'>,
  { nowMs, endMs }: { readonly nowMs: number; readonly endMs: number },
): Conclusion {
  const seen = seenIn(before.seen, found, nowMs);
  const open = daysOf(before.open);
  const days = settle(open.days, found.days, kept.days, seen, nowMs);
  const keyDays = settle(open.keyDays, found.keyDays, kept.keyDays, seen, nowMs);
  const { asked, failures, cut, spanDays, keys } = found;
  const troubles = { ...before.troubles };
  for (const part of asked) delete troubles[part];
  const ofNow = <T>(value: T): Record<string, T> => Object.fromEntries(asked.map((part) => [part, value]));
  return {
    record: {
      ...before,
      attempt: oneMore(before.attempt),
      attemptAtMs: endMs,
      askedAtMs: { ...before.askedAtMs, ...ofNow(nowMs) },
      troubles: {
        ...troubles,
        ...Object.fromEntries(
          Object.entries(failures).map(([part, failure]) => [part, { failure, atMs: endMs }]),
        ),
      },
      cut: [...new Set([...before.cut.filter((part) => !asked.includes(part)), ...cut])],
      spanDays: { ...before.spanDays, ...spanDays },
      seen,
      open: dayTableOf({ days: days.open, keyDays: keyDays.open }),
      ...hoursAfter(before, found.hours, seen, source, nowMs),
      keys: keys?.map(storedKeyOf) ?? before.keys,
    },
    final: { days: days.final, keyDays: keyDays.final },
  };
}

/** Times that are still to come say nothing, whoever is wrong. */
function seenIn(
  before: Seen | undefined,
  { days, keyDays, hours }: Findings,
  nowMs: number,
): Seen | undefined {
  const tables = [...days, ...keyDays, ...(hours ? [hours] : [])].map(({ table }) => table);
  const times = tables.flatMap(({ rows }) => [...rows.keys()]).filter((atMs) => atMs <= nowMs);
  if (before) times.push(before.oldestMs, before.newestMs);
  if (times.length === 0) return undefined;
  return {
    oldestMs: times.reduce((a, b) => Math.min(a, b)),
    newestMs: times.reduce((a, b) => Math.max(a, b)),
  };
}

/**
 * Tells the days apart that will not change any more. Of a day without a row nothing was used, if the provider tells of
 * an older one; otherwise nobody knows how far back it can tell.
 */
function settle<Row>(
  before: readonly Day<Row>[],
  answered: readonly Answered<Row>[],
  kept: ReadonlySet<number>,
  seen: Seen | undefined,
  nowMs: number,
): { readonly open: readonly Day<Row>[]; readonly final: readonly Day<Row>[] } {
  const open = new Map(before.map((day) => [day.startMs, day]));
  const final: Day<Row>[] = [];
  for (const { days, table } of answered) {
    const newestMs = [...table.rows.keys()].reduce((a, b) => Math.max(a, b), -Infinity);
    for (const startMs of days) {
      const rows = table.rows.get(startMs);
      // What was told before is not taken back by an answer that says nothing of it: that one may be behind.
      if (!rows && (!seen || startMs < seen.oldestMs || open.get(startMs)?.rows.length)) continue;
      const day = { startMs, rows: rows ?? [], isCut: table.isCut };
      // What says nothing of a day yet may be late with it, whatever other answers tell.
      const isTold = rows !== undefined || newestMs > startMs || nowMs >= startMs + DAY_MS + CLOCKS_AGREE_MS;
      if (isTold && isFinal(startMs, seen, nowMs)) {
        final.push(day);
        open.delete(startMs);
      } else open.set(startMs, day);
    }
  }
  return {
    open: [...open.values()]
      .filter(({ startMs }) => startMs <= nowMs && !kept.has(startMs))
      .sort((a, b) => a.startMs - b.startMs),
    final,
  };
}

/**
 * Whether a day is over, and settled. The clock on the wall may be hours ahead of the provider's: that the day is over
 * there too shows by what it tells of a later one.
 */
function isFinal(startMs: number, seen: Seen | undefined, nowMs: number): boolean {
  const endMs = startMs + DAY_MS;
  return (
    nowMs >= endMs + SETTLES_MS &&
    (nowMs >= endMs + CLOCKS_AGREE_MS || (seen !== undefined && seen.newestMs >= endMs))
  );
}

function hoursAfter(
  before: UsageRecord,
  found: Findings['hours'],
  seen: Seen | undefined,
  { mostHours }: Pick<UsageSource, 'mostHours'>,
  nowMs: number,
): Pick<UsageRecord, 'hours' | 'hoursFinalToMs'> {
  const { hours, hoursFinalToMs } = before;
  if (!found) return { hours, hoursFinalToMs };
  const { range, table } = found;
  const oldestMs = range.toMs - mostHours * HOUR_MS;
  const next: (number | null)[] = [];
  const toldBefore = new Map<number, UsageRecord['hours']>();
  for (let at = 0; at < hours.length; at += 3) {
    const startMs = Number(hours[at]) * HOUR_MS;
    const cells = hours.slice(at, at + 3);
    if (startMs >= range.fromMs) toldBefore.set(startMs, cells);
    else if (startMs >= oldestMs) next.push(...cells);
  }
  let newestMs = -Infinity;
  for (let startMs = range.fromMs; startMs < range.toMs && startMs <= nowMs; startMs += HOUR_MS) {
    const [sum] = table.rows.get(startMs) ?? [];
    const told = toldBefore.get(startMs);
    if (sum) {
      newestMs = startMs;
      next.push(startMs / HOUR_MS, Number(sum.spentMicros), cellOf(sum.requests));
      // As with days: what was told before is not taken back by an answer that says nothing of it,
    } else if (told?.[1]) next.push(...told);
    // and nobody knows of the time before the oldest of which there is something to tell.
    else if (!table.isCut && seen && startMs >= seen.oldestMs) next.push(startMs / HOUR_MS, 0, 0);
  }
  // An hour is over at the provider's, too, when it tells of a later one.
  const settledMs = Math.min(newestMs, Math.floor((nowMs - SETTLES_MS) / HOUR_MS) * HOUR_MS);
  const isFurther = !table.isCut && settledMs > range.fromMs;
  const known = hoursFinalToMs !== undefined && hoursFinalToMs <= range.toMs ? hoursFinalToMs : undefined;
  return { hours: next, hoursFinalToMs: isFurther ? settledMs : known };
}
