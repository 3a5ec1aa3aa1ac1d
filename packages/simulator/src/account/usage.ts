import { toMicros } from '../money.ts';
import { periodStartMs, type Period } from './periods.ts';

/** What was spent, USD: lifetime and in the current UTC day, week and month. */
export interface UsageUsd {
  total: number;
  daily: number;
  weekly: number;
  monthly: number;
}

/** The same in millionths of a dollar. */
export type UsageMicros = UsageUsd;

export const noUsage: UsageUsd = { total: 0, daily: 0, weekly: 0, monthly: 0 };

export const usageMicros = (usage: Partial<UsageUsd>, before: UsageMicros = noUsage): UsageMicros => ({
  total: usage.total === undefined ? before.total : toMicros(usage.total),
  daily: usage.daily === undefined ? before.daily : toMicros(usage.daily),
  weekly: usage.weekly === undefined ? before.weekly : toMicros(usage.weekly),
  monthly: usage.monthly === undefined ? before.monthly : toMicros(usage.monthly),
});

export const addUsage = (usage: UsageMicros, amountMicros: number): UsageMicros => ({
  total: usage.total + amountMicros,
  daily: usage.daily + amountMicros,
  weekly: usage.weekly + amountMicros,
  monthly: usage.monthly + amountMicros,
});

const periods: readonly Period[] = ['daily', 'weekly', 'monthly'];

/** The windows that ended between two instants. */
export const endedPeriods = (fromMs: number, toMs: number): readonly Period[] =>
  periods.filter((period) => periodStartMs(period, fromMs) !== periodStartMs(period, toMs));

/** The counters with those of the ended windows back at zero. */
export function resetUsage(usage: UsageMicros, ended: readonly Period[]): UsageMicros {
  const next = { ...usage };
  for (const period of ended) next[period] = 0;
  return next;
}

/** The same for both counters of a key. */
export function resetKey(key: { usage: UsageMicros; byok: UsageMicros }, ended: readonly Period[]): void {
  key.usage = resetUsage(key.usage, ended);
  key.byok = resetUsage(key.byok, ended);
}
