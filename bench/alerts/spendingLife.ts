import type { SeededRandom } from '../../packages/core/src/testing/year/seededRandom.ts';

export const kinds = ['steady', 'officeHours', 'bursty'] as const;
export type Kind = (typeof kinds)[number];

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const DAY_MINUTES = 24 * 60;

/** An account that spends for so many days, as nobody but the generator knows it. */
export interface SpendingLife {
  readonly kind: Kind;
  /** Micro-units an hour while it works, at the median. */
  readonly pace: number;
  /** Everything spent up to the beginning of each minute, in micro-units. */
  readonly ledger: Float64Array;
  /** Whether there is a window to see it, by hour of the day (UTC). */
  readonly isWatched: (hourOfDay: number) => boolean;
  readonly startMs: number;
}

/** A Monday in winter. */
const START_MS = Date.parse('2026-01-05T00:00:00Z');

export function spendingLife(kind: Kind, days: number, random: SeededRandom): SpendingLife {
  const pace = logUniform(random, 0.4e6, 8e6);
  const intensity = INTENSITIES[kind](days, random);
  const perMinute = random.between(1, 6);
  const ledger = new Float64Array(days * DAY_MINUTES + 1);
  for (let minute = 0; minute < days * DAY_MINUTES; minute += 1) {
    const spent = requests(random, ((intensity[minute] ?? 0) * pace) / 60, perMinute, 0.7);
    ledger[minute + 1] = (ledger[minute] ?? 0) + spent;
  }
  const sleepsAtNight = random.fraction() < 0.4;
  return {
    kind,
    pace,
    ledger,
    isWatched: (hour) => !sleepsAtNight || (hour >= 7 && hour < 23),
    startMs: START_MS,
  };
}

/** What a minute of requests costs: some number of them, most cheap, a few dear, `mean` on the average. */
export function requests(random: SeededRandom, mean: number, perMinute: number, sigma: number): number {
  if (mean <= 0) return 0;
  let spent = 0;
  for (let left = poisson(random, perMinute); left > 0; left -= 1)
    spent += (mean / perMinute) * Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
  return Math.round(spent);
}

export function logUniform(random: SeededRandom, least: number, most: number): number {
  return Math.exp(random.between(Math.log(least), Math.log(most)));
}

/** How hard an account works in each minute: 1 is its pace. */
const INTENSITIES: Readonly<Record<Kind, (days: number, random: SeededRandom) => Float64Array>> = {
  /** Day and night, less at night. */
  steady(days, random) {
    const night = random.between(0.4, 1);
    return hourly(days, (hour) => (hour >= 7 && hour < 20 ? 1 : night) * Math.exp(0.3 * normal(random)));
  },
  officeHours(days, random) {
    const begins = 7 + Math.floor(random.between(0, 4));
    return hourly(days, (hour, day) => {
      const isAtWork = day % 7 < 5 && hour >= begins && hour < begins + 9;
      return isAtWork && random.fraction() > 0.2 ? Math.exp(0.5 * normal(random)) : 0;
    });
  },
  /** An agent that is let loose some times a day, on some days not; every seventh has a big job once a week too. */
  bursty(days, random) {
    const minutes = new Float64Array(days * DAY_MINUTES);
    const perDay = random.between(1, 5);
    const hasWeeklyJob = random.fraction() < 1 / 7;
    const burst = (from: number, length: number, strength: number): void => {
      for (let at = Math.floor(from); at < from + length && at < minutes.length; at += 1)
        minutes[at] = Math.max(minutes[at] ?? 0, strength);
    };
    for (let day = 0; day < days; day += 1) {
      const bursts = random.fraction() < 0.2 ? 0 : poisson(random, perDay);
      for (let left = bursts; left > 0; left -= 1)
        burst((day + random.fraction()) * DAY_MINUTES, random.between(8, 60), Math.exp(0.5 * normal(random)));
      if (hasWeeklyJob && day % 7 === 3) burst((day + 0.6) * DAY_MINUTES, 120, 3);
    }
    return minutes;
  },
};

function hourly(days: number, of: (hour: number, day: number) => number): Float64Array {
  const minutes = new Float64Array(days * DAY_MINUTES);
  for (let hour = 0; hour < days * 24; hour += 1)
    minutes.fill(of(hour % 24, Math.floor(hour / 24)), hour * 60, (hour + 1) * 60);
  return minutes;
}

function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
}

function poisson(random: SeededRandom, mean: number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = random.fraction(); product > least; product *= random.fraction()) count += 1;
  return count;
}
