import { DAY_MS } from '../../model/periods.ts';
import type { SeededRandom } from '../year/seededRandom.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One request that was paid for: whole millionths. */
export interface Expense {
  readonly atMs: number;
  readonly micros: number;
}

export const patterns = ['steady', 'officeHours', 'bursty', 'idle'] as const;
export type Pattern = (typeof patterns)[number];

/** What somebody who works like this spends, by time. How much a day differs from life to life: cents to tens of dollars. */
export function expensesOf(
  pattern: Pattern,
  random: SeededRandom,
  startMs: number,
  endMs: number,
): readonly Expense[] {
  const dayMicros = 1e6 * logNormal(random, 3, 1);
  switch (pattern) {
    case 'steady':
      return steady(random, startMs, endMs, dayMicros);
    case 'officeHours':
      return officeHours(random, startMs, endMs, dayMicros);
    case 'bursty':
      return bursty(random, startMs, endMs, dayMicros);
    case 'idle':
      return idle(random, startMs, endMs, dayMicros);
  }
}

/** An agent in a loop: for half an hour to two, many times what `pattern` ever costs. */
export function loopAt(random: SeededRandom, atMs: number, dayMicros: number): readonly Expense[] {
  const endMs = atMs + random.between(30, 120) * MINUTE_MS;
  const perMinute = (dayMicros / (8 * 60)) * random.between(10, 40);
  return requests(random, atMs, endMs, 20_000, perMinute / 3);
}

/** A service: day and night alike. */
function steady(random: SeededRandom, startMs: number, endMs: number, dayMicros: number): Expense[] {
  const gapMs = random.between(12, 40) * MINUTE_MS;
  return requests(random, startMs, endMs, gapMs, dayMicros / (DAY_MS / gapMs));
}

/** Somebody at work in some time zone: stretches of work on weekdays, rarely anything at a weekend. */
function officeHours(random: SeededRandom, startMs: number, endMs: number, dayMicros: number): Expense[] {
  const zoneMs = Math.floor(random.between(-8, 10)) * HOUR_MS;
  const begins = random.between(7.5, 10) * HOUR_MS;
  const expenses: Expense[] = [];
  for (let dayMs = startMs - (startMs % DAY_MS) - DAY_MS; dayMs < endMs; dayMs += DAY_MS) {
    const isWeekend = [0, 6].includes(new Date(dayMs).getUTCDay());
    const today = dayMicros * logNormal(random, 1, 0.35) * (isWeekend ? 0.3 : 1);
    if (random.fraction() < (isWeekend ? 0.9 : 0.05)) continue;
    let atMs = dayMs - zoneMs + begins + random.between(0, HOUR_MS);
    const stopsMs = atMs + random.between(7, 9.5) * HOUR_MS;
    while (atMs < stopsMs) {
      const restsMs = Math.min(stopsMs, atMs + random.between(20, 90) * MINUTE_MS);
      // Of eight hours about five are worked with it, a request every four minutes.
      expenses.push(...requests(random, atMs, restsMs, 4 * MINUTE_MS, today / 75));
      atMs = restsMs + random.between(5, 60) * MINUTE_MS;
    }
  }
  return within(expenses, startMs, endMs);
}

/** An agent that is sent off now and then, at any hour when its owner is awake, and works through quickly. */
function bursty(random: SeededRandom, startMs: number, endMs: number, dayMicros: number): Expense[] {
  const zoneMs = Math.floor(random.between(-8, 10)) * HOUR_MS;
  const perDay = random.between(1, 4);
  const expenses: Expense[] = [];
  let atMs = startMs;
  while (atMs < endMs) {
    atMs += exponential(random, DAY_MS / perDay);
    const hour = (((atMs + zoneMs) % DAY_MS) + DAY_MS) % DAY_MS;
    if (hour < 8 * HOUR_MS) atMs += 8 * HOUR_MS - hour;
    const lastsMs = logNormal(random, 15, 0.8) * MINUTE_MS;
    const cost = (dayMicros / perDay) * logNormal(random, 0.8, 0.6);
    const count = Math.max(1, Math.round(lastsMs / 30_000));
    expenses.push(...requests(random, atMs, atMs + lastsMs, 30_000, cost / count));
    atMs += lastsMs;
  }
  return within(expenses, startMs, endMs);
}

/** Hardly used: a few requests, and then nothing for days or weeks. */
function idle(random: SeededRandom, startMs: number, endMs: number, dayMicros: number): Expense[] {
  const expenses: Expense[] = [];
  let atMs = startMs;
  while (atMs < endMs) {
    atMs += exponential(random, 6 * DAY_MS);
    expenses.push(...requests(random, atMs, atMs + 10 * MINUTE_MS, 2 * MINUTE_MS, dayMicros / 50));
  }
  return within(expenses, startMs, endMs);
}

function requests(
  random: SeededRandom,
  startMs: number,
  endMs: number,
  gapMs: number,
  micros: number,
): Expense[] {
  const expenses: Expense[] = [];
  let atMs = startMs + exponential(random, gapMs);
  while (atMs < endMs) {
    // The mean of a log-normal is above its median by this factor.
    const cost = Math.round(logNormal(random, micros / Math.exp(0.32), 0.8));
    expenses.push({ atMs: Math.floor(atMs), micros: Math.max(1, cost) });
    atMs += exponential(random, gapMs);
  }
  return expenses;
}

function within(expenses: readonly Expense[], startMs: number, endMs: number): Expense[] {
  return expenses
    .filter(({ atMs }) => atMs >= startMs && atMs < endMs)
    .sort((one, other) => one.atMs - other.atMs);
}

function exponential(random: SeededRandom, mean: number): number {
  return -mean * Math.log(1 - random.fraction());
}

export function logNormal(random: SeededRandom, median: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
  return median * Math.exp(spread * normal);
}
