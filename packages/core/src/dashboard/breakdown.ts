import { DAY_MS, periodStartMs } from '../model/periods.ts';
import type { Breakdown, ShownRange } from './state.ts';

/** The days of a range, as far as they have begun, and those of them that are known. */
export interface DaysKnown<Day> {
  readonly days: readonly Day[];
  /** How many there should be. */
  readonly count: number;
}

/** Days that begin in the range: of 24 hours today, for no provider tells less than whole days. */
export function daysIn<Day>(
  byStart: ReadonlyMap<number, Day>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): DaysKnown<Day> {
  const days: Day[] = [];
  let count = 0;
  for (let atMs = Math.ceil(fromMs / DAY_MS) * DAY_MS; atMs < Math.min(toMs, nowMs); atMs += DAY_MS) {
    count += 1;
    const day = byStart.get(atMs);
    if (day) days.push(day);
  }
  return { days, count };
}

/**
 * Those of the period before, if all of them are known, and all days of the range that are over: else what was not told
 * would read as a fall. Not of hours while today still runs: some hours of it beside all of yesterday would, too.
 */
export function daysBefore<Day>(
  byStart: ReadonlyMap<number, Day>,
  { before, bucket, fromMs, toMs }: ShownRange,
  nowMs: number,
): DaysKnown<Day> | undefined {
  if (!before || (bucket === 'hour' && toMs > nowMs)) return undefined;
  const over = daysIn(byStart, { fromMs, toMs: Math.min(toMs, periodStartMs('day', nowMs)) }, nowMs);
  if (over.days.length < over.count) return undefined;
  const known = daysIn(byStart, before, nowMs);
  return areAllKnown(known) ? known : undefined;
}

export function areAllKnown({ days, count }: DaysKnown<unknown>): boolean {
  return days.length === count && count > 0;
}

/** @param why some are missing, in sentences; '' for none */
export function breakdownOf<Row>(
  rows: readonly Row[],
  { days }: DaysKnown<{ readonly startMs: number }>,
  asOfMs: number | undefined,
  why: readonly (string | false)[],
): Breakdown<Row> {
  const last = days.at(-1);
  return {
    rows,
    missing: why.filter(Boolean).join(' '),
    asOfMs: asOfMs ?? null,
    fromMs: days[0]?.startMs ?? null,
    toMs: last ? last.startMs + DAY_MS : null,
  };
}

/** Why some of what is shown may be missing; nothing where all is known. */
export function whySome(
  { days, count }: DaysKnown<unknown>,
  { bucket }: Pick<ShownRange, 'bucket'>,
  isCutOff: boolean,
): readonly (string | false)[] {
  const unknown = count - days.length;
  return [
    bucket === 'hour' && count === 1 && days.length === 1 && 'Of the whole UTC day.',
    unknown > 0 && count > 1 && `${unknown} of ${count} days ${unknown === 1 ? 'is' : 'are'} not known.`,
    unknown > 0 && count === 1 && 'This day is not known.',
    isCutOff && 'The provider cut off its answer: some of it is missing.',
  ];
}
