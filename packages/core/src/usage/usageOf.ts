import type { Failure } from '../model/failure.ts';
import { DAY_MS } from '../model/periods.ts';
import { HOUR_MS } from '../monitor/times.ts';
import type { TimeRange, UsageSource } from '../providers/usageSource.ts';
import { type Day, type Days, daysOf, tallyOf } from './dayTable.ts';
import { keyOfStored } from './storedKey.ts';
import { isOfAll } from './askUsage.ts';
import { type BySubject, type HourUsage, type Usage, type UsageSubject, usageSubjects } from './usage.ts';
import { isWithin } from './usageMonths.ts';
import { type UsagePart, usageParts, type UsageRecord } from './usageRecord.ts';

/** What is known of a range of time, as it is shown. @param nowMs by the wall clock */
export function usageOf(
  record: UsageRecord,
  final: Days,
  { currency, recentDays }: Pick<UsageSource, 'currency' | 'recentDays'>,
  range: TimeRange,
  nowMs: number,
): Usage {
  const open = daysOf(record.open);
  const days = allDays(final.days, open.days, range);
  const keyDays = allDays(final.keyDays, open.keyDays, range);
  const isOfRange = (part: UsagePart): boolean =>
    part !== 'older' || range.fromMs < nowMs - (recentDays + 1) * DAY_MS;
  return {
    currency,
    days: days.map(({ day: { startMs, rows }, isFinal }) => ({ startMs, rows, isFinal })),
    keyDays: keyDays.map(({ day: { startMs, rows }, isFinal }) => ({ startMs, keys: rows, isFinal })),
    hours: hoursOf(record.hours, range),
    keys: record.keys?.map(keyOfStored) ?? 'unknown',
    askedAtMs: bySubject((parts) => askedAtMsOf(record, parts)),
    failures: bySubject((parts) => failureOf(record, parts.filter(isOfRange))),
    isTruncated: record.cut.some(isOfRange) || [...days, ...keyDays].some(({ day }) => day.isCut),
  };
}

/** By time; what is final stands for what was known before that. */
function allDays<Row>(
  final: readonly Day<Row>[],
  open: readonly Day<Row>[],
  range: TimeRange,
): { readonly day: Day<Row>; readonly isFinal: boolean }[] {
  const finals = new Set(final.map(({ startMs }) => startMs));
  return [
    ...final.map((day) => ({ day, isFinal: true })),
    ...open
      .filter(({ startMs }) => !finals.has(startMs) && isWithin(startMs, DAY_MS, range))
      .map((day) => ({ day, isFinal: false })),
  ].sort((a, b) => a.day.startMs - b.day.startMs);
}

function hoursOf(hours: UsageRecord['hours'], range: TimeRange): readonly HourUsage[] {
  const found: HourUsage[] = [];
  for (let at = 0; at < hours.length; at += 3) {
    const startMs = Number(hours[at]) * HOUR_MS;
    if (!isWithin(startMs, HOUR_MS, range)) continue;
    found.push({ startMs, spentMicros: BigInt(hours[at + 1] ?? 0), requests: tallyOf(hours[at + 2]) });
  }
  return found;
}

const PARTS: Readonly<Record<UsageSubject, readonly UsagePart[]>> = {
  days: ['today', 'days', 'older'],
  keyDays: ['keyDays'],
  hours: ['hours'],
  keys: ['keys'],
};

function bySubject<T>(of: (parts: readonly UsagePart[]) => T | undefined): BySubject<T> {
  const found: { -readonly [Subject in UsageSubject]?: T } = {};
  for (const subject of usageSubjects) {
    const value = of(PARTS[subject]);
    if (value !== undefined) found[subject] = value;
  }
  return found;
}

/** Of parts that have been told; of old days no more is asked once they have been. */
function askedAtMsOf({ askedAtMs }: UsageRecord, parts: readonly UsagePart[]): number | undefined {
  const times = parts.flatMap((part) => (part === 'older' ? [] : (askedAtMs[part] ?? [])));
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Of these parts, or of one before that was the end of asking for them, too. */
function failureOf({ troubles }: UsageRecord, parts: readonly UsagePart[]): Failure | undefined {
  const own = parts.map((part) => troubles[part]?.failure).find((failure) => failure !== undefined);
  const lastAt = Math.max(...parts.map((part) => usageParts.indexOf(part)));
  return (
    own ??
    usageParts
      .slice(0, lastAt)
      .map((part) => troubles[part]?.failure)
      .find((failure) => failure && isOfAll(failure))
  );
}
