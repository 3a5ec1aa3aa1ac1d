import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { ALERT_NOW_MS, aFacts } from '../testing/alertFacts.ts';
import type { AlertNotice, SpendPoint } from './alertFacts.ts';
import { type AlertState, EMPTY_STATE } from './alertState.ts';
import { habitOf } from './habit.ts';
import { judge } from './judge.ts';
import { burnOf, type Peaks, peaksWith } from './runaway.ts';

const MINUTE_MS = 60_000;
/** Usually $0.60 an hour. */
const HABIT = habitOf(Array.from({ length: 40 }, () => 600_000n));

/** Readings that are so many minutes before now, each with what the counter showed, in dollars. */
function readings(
  ...seen: readonly (readonly [minutesAgo: number, dollars: number])[]
): readonly SpendPoint[] {
  return seen.map(([minutesAgo, dollars]) => ({
    atMs: ALERT_NOW_MS - minutesAgo * MINUTE_MS,
    micros: BigInt(Math.round((1000 + dollars) * 1e6)),
  }));
}

/** An hour of the usual pace, then a loop at `perMinute` dollars that is `minutes` old. */
function loop(perMinute: number, minutes: number): readonly SpendPoint[] {
  const usual = Array.from({ length: 60 }, (_, i) => [minutes + 60 - i, 0.01 * i] as const);
  const fast = Array.from({ length: minutes + 1 }, (_, i) => [minutes - i, 0.6 + perMinute * i] as const);
  return readings(...usual, ...fast);
}

const isRunaway = (recent: readonly SpendPoint[], habit = HABIT, peaks: Peaks = {}): boolean | undefined =>
  burnOf(aFacts({ recent, habit }), peaks)?.isRunaway;

/** Peaks of the last days, in dollars in ten minutes; the first is yesterday's. */
function peaksOf(...dollars: readonly number[]): Peaks {
  return dollars.reduce<Peaks>(
    (peaks, amount, i) => peaksWith(peaks, amount * 1e6, ALERT_NOW_MS - (i + 1) * DAY_MS),
    {},
  );
}

describe('what is a runaway', () => {
  test('ten times the usual pace, within ten minutes', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(minutes.find((minute) => isRunaway(loop(0.1, minute)))).toBeLessThanOrEqual(8);
  });

  test('not one of which nothing has been heard for a quarter of an hour', () => {
    const later = (minutes: number) =>
      burnOf(aFacts({ recent: loop(0.1, 10), habit: HABIT, nowMs: ALERT_NOW_MS + minutes * MINUTE_MS }), {});
    expect(later(15)?.isRunaway).toBe(true);
    expect(later(16)).toBeUndefined();
  });

  test('not the usual pace, nor twice of it', () => {
    expect(isRunaway(loop(0.01, 30))).toBe(false);
    expect(isRunaway(loop(0.02, 30))).toBe(false);
  });

  test('not what is little money, whatever the habit', () => {
    const modest = habitOf(Array.from({ length: 40 }, () => 1_000n));
    expect(isRunaway(loop(0.04, 10), modest)).toBe(false);
    expect(isRunaway(loop(0.06, 10), modest)).toBe(true);
  });

  test('not one lump, nor two', () => {
    expect(isRunaway(readings([30, 0], [5, 0], [4, 0], [3, 9], [2, 9], [1, 9], [0, 9]))).toBe(false);
    expect(isRunaway(readings([30, 0], [5, 0], [4, 0], [3, 9], [2, 9], [1, 18], [0, 18]))).toBe(false);
    expect(isRunaway(readings([30, 0], [5, 0], [4, 0], [3, 9], [2, 9], [1, 18], [0, 27]))).toBe(true);
  });

  test('not what was spent in the hours in which nobody looked', () => {
    expect(isRunaway(readings([600, 0], [2, 5], [1, 5.01], [0, 5.02]))).toBe(false);
  });

  test('not a counter that comes back to where it was', () => {
    expect(isRunaway(readings([30, 9], [4, 9.01], [3, 2], [2, 9.02], [1, 2], [0, 9.03]))).toBe(false);
  });

  test('without a habit only what is much by any standard', () => {
    expect(isRunaway(loop(0.5, 10), 'unknown')).toBe(false);
    expect(isRunaway(loop(2, 10), 'unknown')).toBe(true);
  });

  test('not where the same has been seen on two of the last days; one may have been a loop', () => {
    const days = [0.1, 0.1, 0.1, 0.1];
    const habit = habitOf([...Array.from({ length: 40 }, () => 600_000n), 3_000_000n, 3_000_000n]);
    expect(isRunaway(loop(0.2, 10), habit, peaksOf(...days, 2))).toBe(true);
    expect(isRunaway(loop(0.2, 10), habit, peaksOf(...days, 2, 2))).toBe(false);
  });

  test('within the hour, what is less sudden but more than any other hour', () => {
    const days = peaksOf(2, 2, 2, 2, 2);
    expect(isRunaway(loop(0.1, 12), HABIT, days)).toBe(false);
    expect(isRunaway(loop(0.1, 40), HABIT, days)).toBe(true);
  });

  test('nothing is known from a single reading', () => {
    expect(isRunaway(readings([0, 9]))).toBeUndefined();
  });
});

describe('what is told of it', () => {
  function told(recent: readonly SpendPoint[]): AlertNotice | undefined {
    const before = judge(EMPTY_STATE, aFacts({ recent: loop(0.01, 0), habit: HABIT }, ALERT_NOW_MS - DAY_MS));
    return judge(before.state, aFacts({ recent, habit: HABIT })).due[0]?.notice;
  }

  test('what was spent since it began, and what is usual', () => {
    expect(told(readings([60, 0], [7, 0], [6, 0], [4, 1], [2, 2], [0, 3]))).toEqual({
      rule: 'runaway',
      level: 1,
      spent: { amountMicros: 3_000_000n, currency: 'USD' },
      spanMs: 6 * MINUTE_MS,
      usually: { amountMicros: 600_000n, currency: 'USD' },
    });
  });

  test('once while it lasts, and again only after an hour as usual', () => {
    let state: AlertState = EMPTY_STATE;
    let micros = 0;
    const points: SpendPoint[] = [];
    const shown: number[] = [];
    for (let minute = 0; minute < 360; minute += 1) {
      const inLoop = [60, 90, 300].some((from) => minute >= from && minute < from + 4);
      micros += inLoop ? 300_000 : 10_000;
      const atMs = ALERT_NOW_MS + minute * MINUTE_MS;
      points.push({ atMs, micros: BigInt(micros) });
      const judged = judge(state, aFacts({ recent: points.slice(-75), habit: HABIT }, atMs));
      if (judged.due.length > 0) shown.push(minute);
      const rules = Object.entries(judged.state.rules).map(([rule, is]) => [
        rule,
        { ...is, told: is.episode },
      ]);
      state = { ...judged.state, rules: Object.fromEntries(rules) as AlertState['rules'] };
    }
    expect(shown).toHaveLength(2);
    expect(shown[0]).toBeLessThan(70);
    expect(shown[1]).toBeGreaterThanOrEqual(300);
  });
});

test('peaks: the highest of each day, of the last thirty, and written seldom', () => {
  let peaks: Peaks = {};
  const versions = new Set<Peaks>();
  for (let minute = 0; minute < 60 * 24 * 60; minute += 60) {
    peaks = peaksWith(peaks, 1e6 * (1 + (minute % 700) / 700), ALERT_NOW_MS + minute * MINUTE_MS);
    versions.add(peaks);
  }
  expect(Object.keys(peaks)).toHaveLength(30);
  expect(versions.size).toBeLessThan(60 * 10);
  expect(peaksWith(peaks, 1000, ALERT_NOW_MS + 59 * DAY_MS)).toBe(peaks);
});
