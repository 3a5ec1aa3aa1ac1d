/** What an account usually spends, in micro-units: made of statistics, so plain numbers, and never shown as exact. */
export interface Habit {
  /** In an hour in which it works. */
  readonly usualPerHour: number;
  /** In the busiest of its hours but one: the busiest may have been a loop. */
  readonly busyHour: number;
}

/** Fewer hours with spend say nothing about a habit. */
const LEAST_HOURS = 20;
/** Hours with less than this share of a busy hour are the edges of work, or a trickle beside it. */
const WORK_SHARE = 0.1;

/**
 * @param hours micro-units spent in each covered hour of the last weeks, in any order; hours without spend may be missing
 * @returns unknown until there are twenty hours with spend
 */
export function habitOf(hours: readonly bigint[]): Habit | 'unknown' {
  const spent = hours
    .map(Number)
    .filter((micros) => micros > 0)
    .sort((a, b) => a - b);
  if (spent.length < LEAST_HOURS) return 'unknown';
  const working = spent.filter((micros) => micros >= WORK_SHARE * quantile(spent, 0.9));
  return { usualPerHour: quantile(working, 0.5), busyHour: spent.at(-2) ?? 0 };
}

/** Of a sorted series that is not empty: the value with this share of the others below it. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}
