import { HOUR_MS } from './hourlySpend.ts';

const DAY_HOURS = 24;
const FUTURES = 200;
/** How far the level of a future may lie from what was seen: habits change. Standard deviation of the logarithm. */
const DRIFT = 0.1;
/** The same until a whole week was seen: what is not known is a weekend, or a week between two. */
const DRIFT_OF_FEW_DAYS = 0.35;
/** Of the spread between the days seen, how much another day may differ from any of them. */
const DAY_SPREAD = 0.6;

/** A day of the person's: 24 hours from the middle of their night. */
interface PastDay {
  readonly hours: readonly number[];
  readonly total: number;
  readonly isWeekend: boolean;
}

/**
 * When so much will have been spent, in 200 futures made of days like those that were seen: hours after `nowMs`, by
 * size; Infinity where it takes more than `mostHours`. The same for the same past.
 *
 * A day of a future is a day of the past taken whole, so that bursts and nights stay what they are; where weekends
 * differ, it is one of the same kind. Each future believes more in some of the past days than in others (a Bayesian
 * bootstrap), and its level and its days differ from them somewhat, because a week or two is a small sample. The three
 * spreads were chosen by `npm run bench -- --only forecast`.
 * @param hourly what was spent in each hour of the last whole days until `nowMs`, oldest first
 */
export function futuresOf(
  hourly: readonly number[],
  nowMs: number,
  amount: number,
  mostHours: number,
): readonly number[] {
  const begins = dayBegins(hourly);
  const days = daysOf(hourly, nowMs, begins);
  const pools = poolsOf(days);
  const random = randomOf(hourly.length);
  const spread = spreadOf(pools[0]);
  const drift = Math.hypot(days.length < 7 ? DRIFT_OF_FEW_DAYS : DRIFT, spread / Math.sqrt(pools[0].length));
  const spentAfter = (): number => {
    const draws = pools.map((pool) => drawOf(pool, random));
    let left = amount / Math.exp(drift * normal(random));
    // The rest of today first.
    let hour = (DAY_HOURS - begins) % DAY_HOURS;
    let at = 0;
    while (at < mostHours) {
      const day = draws[isWeekend(nowMs + (at + 12 - hour) * HOUR_MS) ? 1 : 0]?.() ?? days[0];
      if (!day) break;
      const factor = Math.exp(DAY_SPREAD * spread * normal(random));
      if (hour === 0 && day.total * factor < left) {
        left -= day.total * factor;
        at += DAY_HOURS;
        continue;
      }
      for (; hour < DAY_HOURS; hour++, at++) {
        const spent = factor * (day.hours[hour] ?? 0);
        if (spent >= left) return at + left / spent <= mostHours ? at + left / spent : Infinity;
        left -= spent;
      }
      hour = 0;
    }
    return Infinity;
  };
  return Array.from({ length: FUTURES }, spentAfter).sort((one, other) => one - other);
}

/** The hour, after now's, at which the person's days begin: opposite to the middle of what they spend, round the clock. */
function dayBegins(hourly: readonly number[]): number {
  let [x, y] = [0, 0];
  for (const [hour, spent] of hourly.entries()) {
    const angle = ((hour + 0.5) / DAY_HOURS) * 2 * Math.PI;
    x += spent * Math.cos(angle);
    y += spent * Math.sin(angle);
  }
  return Math.round((Math.atan2(-y, -x) / (2 * Math.PI)) * DAY_HOURS + DAY_HOURS) % DAY_HOURS;
}

/** Today goes on as the first day seen did after this hour: it is the same weekday where whole weeks were seen. */
function daysOf(hourly: readonly number[], nowMs: number, begins: number): readonly PastDay[] {
  return Array.from({ length: hourly.length / DAY_HOURS }, (_, day) => {
    const start = day * DAY_HOURS + begins;
    const hours = Array.from(
      { length: DAY_HOURS },
      (__, hour) => hourly[(start + hour) % hourly.length] ?? 0,
    );
    return {
      hours,
      total: hours.reduce((sum, spent) => sum + spent, 0),
      isWeekend: isWeekend(nowMs + (start + 12 - hourly.length) * HOUR_MS),
    };
  });
}

/** By the middle of a person's day, which is of that date in UTC almost everywhere. */
function isWeekend(middleMs: number): boolean {
  return new Date(middleMs).getUTCDay() % 6 === 0;
}

/** The days to draw weekdays from, and those for weekends: the same, unless the two differ by more than half. */
function poolsOf(days: readonly PastDay[]): readonly [readonly PastDay[], readonly PastDay[]] {
  const weekdays = days.filter((day) => !day.isWeekend);
  const weekend = days.filter((day) => day.isWeekend);
  const [work, rest] = [mean(weekdays), mean(weekend)];
  const differ = weekdays.length > 0 && weekend.length > 0 && (rest * 2 < work || work * 2 < rest);
  return differ ? [weekdays, weekend] : [days, days];
}

/** The standard deviation of what a day cost, by the mean; at most 1. */
function spreadOf(days: readonly PastDay[]): number {
  const middle = mean(days);
  const squares = days.reduce((sum, { total }) => sum + (total - middle) ** 2, 0);
  return Math.min(1, Math.sqrt(squares / Math.max(1, days.length - 1)) / middle || 0);
}

function mean(days: readonly PastDay[]): number {
  return days.reduce((sum, { total }) => sum + total, 0) / Math.max(1, days.length);
}

/** Draws days, some more often than others: how often, chance decides once. */
function drawOf(pool: readonly PastDay[], random: () => number): () => PastDay | undefined {
  let sum = 0;
  const upTo = pool.map(() => (sum += exponential(random)));
  return () => {
    const at = random() * sum;
    return pool[upTo.findIndex((end) => at < end)];
  };
}

function exponential(random: () => number): number {
  return -Math.log(1 - random());
}

function normal(random: () => number): number {
  return Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random());
}

/** Numbers in [0, 1), the same for the same seed (mulberry32): a forecast does not flicker. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
