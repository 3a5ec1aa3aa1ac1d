import { DAY_MS } from '../model/periods.ts';
import { HOUR_MS } from '../monitor/times.ts';
import { dateFormat } from '../present/dates.ts';
import { divideHalfAwayFromZero } from '../model/money.ts';
import { microsOf } from './microsOf.ts';
import { spentBetween, type SpendFacts } from './spendFacts.ts';
import type { HourMap, ShownRange } from './state.ts';

/** What was long ago is no habit any more, and of old days no hours are kept. */
const MOST_DAYS = 90;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * The mean of each hour of the week over the last 90 days of a range, of the hours that are over and known whole. Hours are
 * those of UTC, as the provider counts: in a zone with half hours a cell is of the hour that begins in it.
 */
export function hourMap(facts: SpendFacts, range: ShownRange, timeZone: string): HourMap {
  const toMs = Math.min(range.toMs, Math.floor(facts.nowMs / HOUR_MS) * HOUR_MS);
  const fromMs = Math.max(range.fromMs, Math.ceil(toMs / DAY_MS - MOST_DAYS) * DAY_MS);
  const sums = new Map<string, { micros: bigint; hours: bigint }>();
  const days = new Set<number>();
  const cellOf = cellNames(timeZone);
  for (let atMs = fromMs; atMs < toMs; atMs += HOUR_MS) {
    const spent = spentBetween(facts, atMs, atMs + HOUR_MS);
    if (!spent || spent.isPartial) continue;
    days.add(Math.floor(atMs / DAY_MS));
    const cell = cellOf(atMs);
    const { micros, hours } = sums.get(cell) ?? { micros: 0n, hours: 0n };
    sums.set(cell, { micros: micros + spent.micros, hours: hours + 1n });
  }
  const cells = WEEKDAYS.map((weekday) =>
    Array.from({ length: 24 }, (_, hour) => {
      const sum = sums.get(`${weekday} ${hour}`);
      return microsOf(sum && divideHalfAwayFromZero(sum.micros, sum.hours));
    }),
  );
  return { cells, days: days.size };
}

/** "Mon 14": the weekday and the hour that a moment is of, there. */
function cellNames(timeZone: string): (atMs: number) => string {
  const format = dateFormat('en-US', { weekday: 'short', hour: 'numeric', hourCycle: 'h23', timeZone });
  return (atMs) => {
    const parts = format.formatToParts(atMs);
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
    return `${part('weekday')} ${Number(part('hour'))}`;
  };
}
