import type { Counters, Sample } from '../history/sample.ts';
import { usd } from './readings.ts';

/** Millionths from a text, for tests that name amounts as people do. */
export function micros(amount: string): bigint {
  return usd(amount).amountMicros;
}

/** A moment of November 2026 in UTC: `at('24 09:30')`. The 23rd is a Monday, the 1st a Sunday. */
export function at(text: string): number {
  return Date.parse(`2026-11-${text.replace(' ', 'T')}Z`);
}

/** What a key's counters say: ever, on this day, in this week and month; as few as are given. */
export function counters(lifetime: string, day?: string, week?: string, month?: string): Counters {
  const of = (amount: string | undefined): bigint | undefined =>
    amount === undefined ? undefined : micros(amount);
  return { lifetime: micros(lifetime), day: of(day), week: of(week), month: of(month) };
}

/** A sample at a moment of November 2026; tests say what it shows. */
export function sampleAt(when: string, over: Partial<Sample>): Sample {
  return { atMs: at(when), series: 'a', currency: 'USD', ...over };
}

/** The account's counter at some moments. */
export function usages(...seen: readonly (readonly [when: string, usage: string])[]): readonly Sample[] {
  return seen.map(([when, usage]) => sampleAt(when, { usage: micros(usage) }));
}
