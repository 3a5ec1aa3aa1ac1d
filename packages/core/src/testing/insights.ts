import type { RangeSpend } from '../history/spend.ts';
import type { DaySpend } from '../history/spendSummary.ts';
import type { Insight } from '../insight/insight.ts';
import { DAY_MS, periodStartMs } from '../model/periods.ts';
import { usd } from './readings.ts';
import { NOW_MS } from './watches.ts';

/** What was spent so far in a period that began at `fromMs`, worked out; tests say what differs. */
export function seen(amount: string, fromMs: number, over: Partial<RangeSpend> = {}): RangeSpend {
  return {
    amount: usd(amount),
    leastMicros: usd(amount).amountMicros,
    basis: 'observed',
    coveredFromMs: fromMs,
    coveredToMs: NOW_MS,
    isPartial: false,
    uncertainMicros: 0n,
    ...over,
  };
}

/** Days until today, in dollars; undefined is a day of which nothing is known. */
export function daysOf(...amounts: readonly (string | undefined)[]): readonly DaySpend[] {
  const todayMs = periodStartMs('day', NOW_MS);
  return amounts.map((amount, at) => {
    const startMs = todayMs - (amounts.length - 1 - at) * DAY_MS;
    const coveredToMs = Math.min(NOW_MS, startMs + DAY_MS);
    return { startMs, spend: amount === undefined ? 'unknown' : seen(amount, startMs, { coveredToMs }) };
  });
}

/** Of a whole account that was watched for weeks; tests say what differs. */
export function anInsight(over: Partial<Insight> = {}): Insight {
  return {
    meter: 'account',
    spend: {
      today: seen('0.40', periodStartMs('day', NOW_MS)),
      yesterday: 'unknown',
      week: seen('3.50', periodStartMs('week', NOW_MS)),
      month: seen('21.05', periodStartMs('month', NOW_MS)),
    },
    pace: { kind: 'known', perHour: usd('0.42') },
    runway: {
      kind: 'range',
      cap: 'balance',
      earliestMs: NOW_MS + 5.2 * DAY_MS,
      medianMs: NOW_MS + 7 * DAY_MS,
      latestMs: NOW_MS + 8.9 * DAY_MS,
    },
    days: daysOf(
      '1',
      '1.20',
      '0.90',
      '1.10',
      '0',
      '1',
      '1.30',
      '1.40',
      '1',
      '1',
      '3.10',
      '0.70',
      '1',
      '0.40',
    ),
    ...over,
  };
}

/** The same days, but the first was known otherwise. */
export function firstDay(days: readonly DaySpend[], over: Partial<RangeSpend>): readonly DaySpend[] {
  return days.map((day, at) =>
    at > 0 || day.spend === 'unknown' ? day : { ...day, spend: { ...day.spend, ...over } },
  );
}
