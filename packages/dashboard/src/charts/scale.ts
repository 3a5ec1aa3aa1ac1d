export type Scale = (value: number) => number;

/** Money from the bottom of a plot to its top, with round ticks. */
export interface MoneyScale {
  readonly y: Scale;
  /** Micros, from the lowest. */
  readonly ticks: readonly number[];
}

/** Two ticks of less than a cent would read the same. */
const LEAST_STEP_MICROS = 10_000;
/** A tick's share of the height. */
const TICK_PX = 46;

/** Straight from one stretch to another. */
export function linear(from0: number, from1: number, to0: number, to1: number): Scale {
  const slope = (to1 - to0) / (from1 - from0 || 1);
  return (value) => to0 + (value - from0) * slope;
}

/**
 * From nothing, or the round amount below the least, to the most: a bar or a line tells its size by its
 * height.
 * @param values micros
 */
export function moneyScale(
  values: readonly number[],
  { top: topPx, bottom: bottomPx }: { readonly top: number; readonly bottom: number },
): MoneyScale {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const least = values.reduce((a, b) => Math.min(a, b), 0);
  const step = roundStep((most - least) / Math.max(2, Math.floor((bottomPx - topPx) / TICK_PX)));
  const first = Math.floor(least / step);
  const top = Math.max(most, (first + 1) * step);
  const ticks = Array.from({ length: Math.floor(top / step) - first + 1 }, (_, at) => (first + at) * step);
  return { y: linear(first * step, top, bottomPx, topPx), ticks };
}

/** The next of 1, 2, 2.5 and 5 with zeros behind. */
function roundStep(least: number): number {
  const wanted = Math.max(least, LEAST_STEP_MICROS);
  const power = 10 ** Math.floor(Math.log10(wanted));
  // Cents have no halves: 2.5 of them are not one tick.
  const factors = power > LEAST_STEP_MICROS ? [1, 2, 2.5, 5, 10] : [1, 2, 5, 10];
  return power * (factors.find((factor) => power * factor >= wanted * (1 - 1e-9)) ?? 10);
}
