import type { AlertFacts } from '../alerts/alertFacts.ts';
import { usd } from './readings.ts';

/** A Wednesday, far from the ends of its day, week and month. */
export const ALERT_NOW_MS = Date.parse('2026-11-18T12:00:00Z');

/** An account of which nothing is known; tests say what is. */
export function aFacts(over: Partial<AlertFacts> = {}, atMs = ALERT_NOW_MS): AlertFacts {
  return {
    nowMs: atMs,
    asOfMs: atMs,
    series: 'a',
    currency: 'USD',
    balance: 'unknown',
    credits: 'unknown',
    keyLimit: { kind: 'unknown' },
    spend: { day: 'unknown', week: 'unknown', month: 'unknown' },
    budgets: {},
    thresholds: { low: 5, critical: 1, runwayDays: 3 },
    runwayDays: 'unknown',
    recent: [],
    habit: 'unknown',
    keyExpiresAtMs: 'unknown',
    keyRejected: 'unknown',
    ...over,
  };
}

/** The same with this balance. */
export function withBalance(amount: string, over: Partial<AlertFacts> = {}): Partial<AlertFacts> {
  return { balance: usd(amount), ...over };
}
