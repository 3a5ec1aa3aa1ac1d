import { DAY_MS, LATE_MS, type Period, periodStartMs } from '../model/periods.ts';
import { counterOf, type Meter, periodCountersOf } from './meter.ts';
import type { Sample } from './sample.ts';

/** A counter at one moment. */
export interface Point {
  readonly atMs: number;
  readonly micros: bigint;
  /** Where a period began, as the provider counts: right to the millisecond, while what a sample shows may be late. */
  readonly isExact: boolean;
}

/** A stretch over which one counter counts on: within it, and only there, differences are spend. */
export interface Piece {
  readonly currency: string;
  /** `falls`: there is no counter, only a balance whose falls are added up; what was bought meanwhile hides spend. */
  readonly of: 'counter' | 'falls';
  /** By time, at least one; of the same moment the exact one last. */
  readonly points: readonly Point[];
  /** When the first sample was taken. Before it only exact points are known. */
  readonly firstMs: number;
  readonly newest: Sample;
}

interface Figure {
  readonly sample: Sample;
  readonly micros: bigint;
}

/** Whether a counter that fell began anew; otherwise it was corrected. */
export function isReset(before: bigint, after: bigint): boolean {
  return after * 2n < before;
}

/** What is known of one counter. A reset, another series or another currency ends a piece. */
export function piecesOf(samples: readonly Sample[], meter: Meter): readonly Piece[] {
  const counted = figuresOf(samples, (sample) => counterOf(sample, meter));
  const of = counted.length > 0 || meter !== 'account' ? 'counter' : 'falls';
  const runs = runsOf(of === 'counter' ? counted : fallsOf(samples));
  return runs.flatMap((run, at) => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) return [];
    // What a counter says of the time before its own piece is of another one.
    const sinceMs = runs[at - 1]?.at(-1)?.sample.atMs ?? -Infinity;
    const seen = run.map(({ sample, micros }) => ({ atMs: sample.atMs, micros, isExact: false }));
    const points = [...seen, ...periodStarts(run, meter).filter((point) => point.atMs > sinceMs)];
    points.sort((a, b) => a.atMs - b.atMs);
    const { currency, atMs: firstMs } = first.sample;
    return [{ currency, of, points, firstMs, newest: last.sample }];
  });
}

function figuresOf(
  samples: readonly Sample[],
  figure: (sample: Sample) => bigint | undefined,
): readonly Figure[] {
  return samples.flatMap((sample) => {
    const micros = figure(sample);
    return micros === undefined ? [] : [{ sample, micros }];
  });
}

/** A counter made from a balance: the sum of its falls. */
function fallsOf(samples: readonly Sample[]): readonly Figure[] {
  let sum = 0n;
  let before: bigint | undefined;
  return figuresOf(samples, (sample) => sample.balance).map(({ sample, micros }) => {
    if (before !== undefined && micros < before) sum += before - micros;
    before = micros;
    return { sample, micros: sum };
  });
}

function runsOf(figures: readonly Figure[]): readonly (readonly Figure[])[] {
  const runs: Figure[][] = [];
  for (const figure of figures) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (!run || !before || !isSameCounter(before, figure)) {
      runs.push([figure]);
      continue;
    }
    // A single sample so low, and then up past where it fell from: that was a slip of the provider's, and no spend.
    const fellFrom = runs.at(-2)?.at(-1);
    const wasSlip =
      fellFrom &&
      run.length === 1 &&
      isSameCounter(fellFrom, figure) &&
      isReset(fellFrom.micros, before.micros) &&
      figure.micros >= fellFrom.micros;
    if (wasSlip) {
      runs.pop();
      runs.at(-1)?.push(figure);
    } else if (isReset(before.micros, figure.micros)) runs.push([figure]);
    else run.push(figure);
  }
  return runs;
}

function isSameCounter(a: Figure, b: Figure): boolean {
  return a.sample.series === b.sample.series && a.sample.currency === b.sample.currency;
}

const PERIODS: readonly Period[] = ['day', 'week', 'month'];

/** Where the provider counts the period too, its beginning is known: all that was counted, less what was since. */
function periodStarts(run: readonly Figure[], meter: Meter): readonly Point[] {
  const starts = new Map<number, bigint>();
  for (const [at, { sample, micros }] of run.entries()) {
    const next = run[at + 1]?.sample.atMs ?? Infinity;
    // The last of a day says it all, and cannot be of the day before by being late.
    if (Math.floor(next / DAY_MS) === Math.floor(sample.atMs / DAY_MS)) continue;
    for (const period of PERIODS) {
      const inPeriod = periodCountersOf(sample, meter)?.[period];
      const startMs = periodStartMs(period, sample.atMs);
      if (inPeriod !== undefined && sample.atMs - startMs >= LATE_MS) starts.set(startMs, micros - inPeriod);
    }
  }
  return [...starts].map(([atMs, micros]) => ({ atMs, micros, isExact: true }));
}
