import type { Meter } from '../history/meter.ts';
import { type Piece, piecesOf } from '../history/pieces.ts';
import type { Sample } from '../history/sample.ts';
import { type RangeSpend, spendOfPieces } from '../history/spend.ts';
import { currentSpend, pastSpend } from '../history/spendSummary.ts';
import type { Known } from '../model/known.ts';
import { DAY_MS, periodStartMs } from '../model/periods.ts';
import { HOUR_MS } from '../monitor/times.ts';
import type { KeyDay, Usage, UsageDay } from '../usage/usage.ts';
import { type Sum, sumOfSeen } from './microsOf.ts';

/** What is known of an account's spend: what the provider breaks down, and what was seen here. All of one currency. */
export interface SpendFacts {
  readonly nowMs: number;
  readonly currency: string;
  readonly meter: Meter;
  readonly pieces: readonly Piece[];
  /** By when the UTC day, or the hour, began. */
  readonly days: ReadonlyMap<number, UsageDay>;
  readonly keyDays: ReadonlyMap<number, KeyDay>;
  readonly totals: ReadonlyMap<number, Told>;
  readonly hours: ReadonlyMap<number, bigint>;
  readonly hoursAskedAtMs: number;
}

/** So long after an hour a provider may still be counting it. */
const SETTLES_MS = HOUR_MS;
/** Twice as long as it takes until the provider is asked again. */
const LONG_MS = 2 * HOUR_MS;

interface Told {
  readonly micros: bigint;
  readonly isSettled: boolean;
  /** What was not over by then may have become more since. */
  readonly askedAtMs: number;
}

export function spendFacts(
  samples: readonly Sample[],
  meter: Meter,
  usage: Usage | undefined,
  currency: string,
  nowMs: number,
): SpendFacts {
  const days = new Map(usage?.days.map((day) => [day.startMs, day]));
  const keyDays = new Map(usage?.keyDays.map((day) => [day.startMs, day]));
  const totals = new Map<number, Told>();
  for (const startMs of new Set([...days.keys(), ...keyDays.keys()])) {
    const [day, keyDay] = [days.get(startMs), keyDays.get(startMs)];
    const isSettled = day?.isFinal === true || keyDay?.isFinal === true;
    // Of two that differ, one was asked earlier, or cut off.
    totals.set(startMs, {
      micros: larger(total(day?.rows), total(keyDay?.keys)),
      isSettled,
      askedAtMs: Math.max(
        (day && usage?.askedAtMs.days) ?? -Infinity,
        (keyDay && usage?.askedAtMs.keyDays) ?? -Infinity,
      ),
    });
  }
  return {
    nowMs,
    currency,
    meter,
    pieces: piecesOf(samples, meter),
    days,
    keyDays,
    totals,
    hours: new Map(usage?.hours.map(({ startMs, spentMicros }) => [startMs, atLeast0(spentMicros)])),
    hoursAskedAtMs: usage?.askedAtMs.hours ?? -Infinity,
  };
}

/** What the provider took back is no spend of less than nothing. */
export function atLeast0(micros: bigint): bigint {
  return larger(micros, 0n);
}

export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function total(rows: readonly { readonly spentMicros: bigint }[] = []): bigint {
  return rows.reduce((sum, { spentMicros }) => sum + atLeast0(spentMicros), 0n);
}

/**
 * What was spent in a whole day, or in whole hours. The provider's own figure, where it has one; but while that is not
 * settled, at least what was certainly seen here: the provider may lag behind.
 */
export function spentBetween(facts: SpendFacts, startMs: number, endMs: number): Sum | undefined {
  const told = toldBetween(facts, startMs, endMs);
  const reported: Sum | undefined = told && {
    micros: told.micros,
    basis: 'reported',
    isPartial: !told.isSettled && isBehind(told, endMs, facts.nowMs),
  };
  const seen = told?.isSettled ? 'unknown' : seenBetween(facts, startMs, endMs);
  const sum = sumOfSeen(seen, facts.currency);
  if (!reported || seen === 'unknown' || !sum) return reported ?? sum;
  const { leastMicros } = seen;
  return leastMicros > reported.micros ? { ...sum, micros: leastMicros } : reported;
}

/** Nobody asked after it had ended, or for long while it still runs: what came since then was not told. */
function isBehind({ askedAtMs }: Told, endMs: number, nowMs: number): boolean {
  return askedAtMs < Math.min(endMs, nowMs - LONG_MS);
}

function toldBetween(facts: SpendFacts, startMs: number, endMs: number): Told | undefined {
  const day = endMs - startMs === DAY_MS ? facts.totals.get(startMs) : undefined;
  if (day || facts.hours.size === 0) return day;
  let micros = 0n;
  for (let atMs = startMs; atMs < endMs; atMs += HOUR_MS) {
    const hour = facts.hours.get(atMs);
    if (hour === undefined) return undefined;
    micros += hour;
  }
  const askedAtMs = facts.hoursAskedAtMs;
  return { micros, isSettled: endMs + SETTLES_MS <= askedAtMs, askedAtMs };
}

function seenBetween(facts: SpendFacts, startMs: number, endMs: number): Known<RangeSpend> {
  const { pieces, meter, nowMs } = facts;
  if (endMs <= nowMs) return pastSpend(pieces, startMs, endMs);
  return startMs === periodStartMs('day', nowMs) && endMs - startMs === DAY_MS
    ? currentSpend(pieces, meter, 'day', nowMs)
    : seenSoFar(facts, startMs, endMs);
}

function seenSoFar({ pieces }: SpendFacts, startMs: number, endMs: number): Known<RangeSpend> {
  return spendOfPieces(pieces, startMs, Math.min(endMs, pieces.at(-1)?.newest.atMs ?? -Infinity));
}

/**
 * What was spent in a time, unit by unit. Where some of the units are gaps or known in part, all that was seen to go
 * between its ends, if that is more: a machine that was off saw what had gone meanwhile, but not when.
 * @param unitMs an hour or a day
 * @returns undefined where no unit is known
 */
export function sumBetween(facts: SpendFacts, fromMs: number, toMs: number, unitMs: number): Sum | undefined {
  let micros = 0n;
  let [units, known] = [0, 0];
  let [isReported, isPartial] = [true, false];
  const untilMs = Math.min(toMs, facts.nowMs);
  for (let atMs = fromMs; atMs < untilMs; atMs += unitMs) {
    units += 1;
    const spent = spentBetween(facts, atMs, Math.min(toMs, atMs + unitMs));
    if (!spent) continue;
    known += 1;
    micros += spent.micros;
    isReported &&= spent.basis === 'reported';
    isPartial ||= spent.isPartial;
  }
  if (known === 0) return undefined;
  const sum: Sum = { micros, basis: isReported ? 'reported' : 'observed', isPartial };
  if (known === units && !isPartial) return sum;
  const seen = sumOfSeen(seenSoFar(facts, fromMs, toMs), facts.currency);
  return seen && seen.micros >= micros ? seen : { ...sum, isPartial: true };
}
