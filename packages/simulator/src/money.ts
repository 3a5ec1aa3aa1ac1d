/** US dollars as an integer number of millionths, so that sums stay exact. */
export const toMicros = (usd: number): number => Math.round(usd * 1e6);

/** The number that OpenRouter would print for this amount. */
export const toUsd = (micros: number): number => micros / 1e6;
