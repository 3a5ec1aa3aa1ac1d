/** US dollars as an integer number of millionths, so that sums stay exact. Throws RangeError for what is no amount. */
export function toMicros(usd: number): number {
  if (!Number.isFinite(usd)) throw new RangeError(`not an amount of dollars: ${usd}`);
  return Math.round(usd * 1e6);
}

/** The number that OpenRouter would print for this amount. */
export const toUsd = (micros: number): number => micros / 1e6;
