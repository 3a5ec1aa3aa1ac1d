import type { Known } from '../model/known.ts';
import { DAY_MS } from '../model/periods.ts';
import type { AlertFacts, SpendPoint } from './alertFacts.ts';
import type { Habit } from './habit.ts';

/*
 * Runaway spend: the last ten minutes cost far more than is normal for this account. Ten minutes, because an agent that
 * works normally sends its dearest requests seconds apart; and no more, because a loop should be told within ten.
 * What is normal is learnt in two ways: from the usual hour, and from the busiest ten minutes of each day ("peaks"), which
 * an hour's sum does not show. Both leave out the one worst value, which may have been a loop: the same loop alarms twice
 * before it counts as a habit, and a weekly job does not alarm every week.
 */

const MINUTE_MS = 60_000;
const WINDOW_MS = 10 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Micro-units: however modest the habit, less than this in ten minutes is not worth a word. */
const FLOOR = 500_000;
/** The same in an hour. */
const HOUR_FLOOR = 2_000_000;
/** In ten minutes, while there is no habit to compare with. */
const UNKNOWN_FLOOR = 10_000_000;
/** So many times the usual pace over the whole ten minutes: a loop of ten times the pace is there in half of them. */
const TIMES_USUAL = 5;
/** So many times the busiest ten minutes of all days but one. */
const TIMES_PEAK = 1.55;
/** So many times the busiest hour but one: a loop that is not sudden is told of within the hour. */
const TIMES_BUSY_HOUR = 2.5;
/** With fewer days than this the one worst is all there is to go by, and far too little. */
const LEAST_DAYS = 5;
const TIMES_ONLY_PEAK = 2.5;
/** A lump is not a loop: so many readings of the last quarter of an hour must each have seen spend. */
const LEAST_RISES = 3;
const RISES_WITHIN_MS = 15 * MINUTE_MS;
const KEPT_DAYS = 30;

/**
 * The busiest ten minutes of the last days, by UTC day number, as steps of a tenth upwards: a step changes a few times a
 * day, where an amount would have the file written at every reading.
 */
export type Peaks = Readonly<Record<string, number>>;

export interface Burn {
  /** It is far more than is normal. */
  readonly isRunaway: boolean;
  /** What is told of it: spent in `spanMs`, in micro-units. */
  readonly spent: number;
  readonly spanMs: number;
  /** Spent in the last ten minutes, where that is more than a lump; else 0. */
  readonly peak: number;
  /** The last hour was an hour as usual. */
  readonly isCalm: boolean;
}

/** @returns undefined where there are too few readings, or too old ones, to say anything about the last minutes */
export function burnOf({ recent, habit, nowMs }: AlertFacts, peaks: Peaks): Burn | undefined {
  const points = rising(recent);
  const last = points.at(-1);
  if (!last || points.length < 2 || nowMs - last.atMs > RISES_WITHIN_MS) return undefined;
  const spentIn = (spanMs: number): number => last.micros - microsAt(points, last.atMs - spanMs);
  const rises = points.filter(
    ({ atMs, micros }, i) => atMs > last.atMs - RISES_WITHIN_MS && micros > (points[i - 1]?.micros ?? micros),
  ).length;
  const isSteady = rises >= LEAST_RISES;
  const lastMinutes = spentIn(WINDOW_MS);
  const lastHour = spentIn(HOUR_MS);
  const isSudden = lastMinutes >= FLOOR && lastMinutes >= highestNormal(habit, peaks, last.atMs);
  const isLasting = habit !== 'unknown' && lastHour >= Math.max(HOUR_FLOOR, TIMES_BUSY_HOUR * habit.busyHour);
  const [spent, mostMs] = isSudden || !isLasting ? [lastMinutes, WINDOW_MS] : [lastHour, HOUR_MS];
  // The last reading before the spending began.
  const began = points.filter(({ micros }) => micros <= last.micros - spent).at(-1);
  return {
    isRunaway: isSteady && (isSudden || isLasting),
    spent,
    spanMs: Math.min(mostMs, last.atMs - (began?.atMs ?? last.atMs - mostMs)),
    peak: isSteady ? lastMinutes : 0,
    isCalm: lastHour <= (habit === 'unknown' ? FLOOR : Math.max(FLOOR, 2 * habit.usualPerHour)),
  };
}

/** What of the last ten minutes is worth remembering, and of the last days still is. */
export function peaksWith(peaks: Peaks, spent: number, atMs: number): Peaks {
  const today = Math.floor(atMs / DAY_MS);
  const step = stepOf(spent);
  if (step <= (peaks[today] ?? 0)) return peaks;
  const kept = Object.entries(peaks).filter(([day]) => Number(day) > today - KEPT_DAYS);
  return Object.fromEntries([...kept, [String(today), step]]);
}

function stepOf(micros: number): number {
  return micros > FLOOR / 10 ? Math.ceil(Math.log(micros) / Math.log(1.1)) : 0;
}

/** What ten minutes may cost without being out of the ordinary, in micro-units. */
function highestNormal(habit: Known<Habit>, peaks: Peaks, atMs: number): number {
  const usual =
    habit === 'unknown' ? UNKNOWN_FLOOR : TIMES_USUAL * habit.usualPerHour * (WINDOW_MS / HOUR_MS);
  // Today is left out: a loop that has begun is part of it.
  const today = String(Math.floor(atMs / DAY_MS));
  const steps = Object.entries(peaks)
    .filter(([day]) => day !== today)
    .map(([, step]) => step)
    .sort((a, b) => b - a);
  const [worst, second = 0] = steps;
  if (worst === undefined) return Math.max(usual, habit === 'unknown' ? 0 : habit.busyHour);
  return Math.max(
    usual,
    steps.length < LEAST_DAYS ? TIMES_ONLY_PEAK * 1.1 ** worst : TIMES_PEAK * 1.1 ** second,
  );
}

interface Point {
  readonly atMs: number;
  readonly micros: number;
}

/** The counter with its downward corrections taken out, so that coming back up is not spend; from 0. */
function rising(recent: readonly SpendPoint[]): readonly Point[] {
  const [first] = recent;
  let highest = first?.micros ?? 0n;
  return recent.map(({ atMs, micros }) => {
    if (micros > highest) highest = micros;
    return { atMs, micros: Number(highest - (first?.micros ?? 0n)) };
  });
}

/** Between two readings spend counts as even: what came in a lump after a gap may have been spent all along it. */
function microsAt(points: readonly Point[], atMs: number): number {
  const next = points.findIndex((point) => point.atMs > atMs);
  const [before, after] = [points[next - 1], points[next]];
  if (!after) return points.at(-1)?.micros ?? 0;
  if (!before) return after.micros;
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  return before.micros + share * (after.micros - before.micros);
}
