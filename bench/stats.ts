/** What a series of measurements comes to. All numbers in the unit of the series. */
export interface Spread {
  readonly count: number;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
  readonly mean: number;
}

/** @throws RangeError for an empty series, or one in which something is not a number. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0 || !values.every(Number.isFinite)) {
    throw new RangeError(`not a series of measurements: [${values.join(', ')}]`);
  }
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: sorted.length,
    min: quantile(sorted, 0),
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    max: quantile(sorted, 1),
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
  };
}

/** Linear between neighbours, as R, NumPy and spreadsheets do it by default. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** A series beside the baseline that was measured in the same windows, in the same order. */
export interface Comparison {
  readonly unit: string;
  readonly ours: Spread;
  readonly baseline: Spread;
  /** Of `ours − baseline`, pair by pair: what the two have in common, a busy machine say, drops out. */
  readonly difference: Spread;
  /** Median of ours divided by median of the baseline. */
  readonly ratio: number;
}

/** @throws RangeError when the series are not pairs. */
export function compare(
  unit: string,
  pairs: readonly { readonly ours: number; readonly baseline: number }[],
): Comparison {
  const ours = spreadOf(pairs.map((pair) => pair.ours));
  const baseline = spreadOf(pairs.map((pair) => pair.baseline));
  const difference = spreadOf(pairs.map((pair) => pair.ours - pair.baseline));
  return { unit, ours, baseline, difference, ratio: ours.median / baseline.median };
}
