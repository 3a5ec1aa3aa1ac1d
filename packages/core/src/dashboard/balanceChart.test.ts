import { describe, expect, test } from 'vitest';
import type { Runway } from '../forecast/runway.ts';
import { eventsOf } from '../history/events.ts';
import type { Sample } from '../history/sample.ts';
import { DAY_MS } from '../model/periods.ts';
import { at, micros, sampleAt } from '../testing/namedSamples.ts';
import { MINUTE_MS } from '../testing/watches.ts';
import { balanceChart } from './balanceChart.ts';
import { shownRange } from './shownRange.ts';
import { thinLines } from './thinLines.ts';
import type { RangeChoice } from './view.ts';

const NOW_MS = at('24 12:00');

function balances(...seen: readonly (readonly [when: string, balance: string])[]): readonly Sample[] {
  return seen.map(([when, balance]) => sampleAt(when, { balance: micros(balance) }));
}

function chart(samples: readonly Sample[], runway?: Runway, choice: RangeChoice = { name: '24h' }) {
  return balanceChart(
    {
      nowMs: NOW_MS,
      currency: 'USD',
      thresholds: { low: 5, critical: 0 },
      intervalMs: 5 * MINUTE_MS,
      samples,
      events: eventsOf(samples),
      runway,
    },
    shownRange(choice, NOW_MS),
  );
}

const times = (lines: ReturnType<typeof chart>['lines']) =>
  lines.map((line) => line.map(({ atMs }) => new Date(atMs).toISOString().slice(8, 16).replace('T', ' ')));

describe('the line of a balance', () => {
  test('begins as it stood before the range, and breaks where a figure changed unseen', () => {
    const { lines, of } = chart(
      balances(
        ['23 12:30', '9'],
        ['23 13:30', '9'],
        ['23 14:30', '8'],
        ['24 06:00', '7'],
        ['24 07:00', '6'],
        // Off as well, but nothing went meanwhile.
        ['24 11:30', '6'],
      ),
    );
    expect(of).toBe('balance');
    expect(times(lines)).toEqual([
      ['23 13:00', '23 13:30', '23 14:30'],
      ['24 06:00', '24 07:00', '24 11:30'],
    ]);
    expect(lines[0]?.[0]?.micros).toBe(9_000_000);
  });

  test('of old days has samples further apart, and is no worse for it', () => {
    const samples = balances(['10 00:10', '9'], ['10 02:00', '8'], ['10 05:00', '7']);
    const choice: RangeChoice = { name: 'custom', fromDay: '2026-11-09', toDay: '2026-11-12' };
    expect(times(chart(samples, undefined, choice).lines)).toEqual([['10 00:10', '10 02:00'], ['10 05:00']]);
  });

  test('breaks where another key came, and does not hold what no number holds exactly', () => {
    const [one, other, huge] = [
      sampleAt('24 10:00', { balance: 5n }),
      sampleAt('24 10:05', { balance: 5n, series: 'b' }),
      sampleAt('24 10:10', { balance: 10n ** 18n, series: 'b' }),
    ];
    expect(times(chart([one, other, huge]).lines)).toEqual([['24 10:00'], ['24 10:05']]);
  });

  test('is of the key’s limit where no balance is known, without the balance’s thresholds', () => {
    const samples = [sampleAt('24 10:00', { limitLeft: 7n }), sampleAt('24 11:00', { limitLeft: 5n })];
    expect(chart(samples)).toMatchObject({ of: 'keyLimit', thresholds: [], topUps: [] });
    expect(chart(samples).lines).toHaveLength(1);
    expect(chart([])).toEqual({ of: 'none', lines: [], thresholds: [], topUps: [], cone: null });
  });

  test('is of what the key of now knows, not of a balance that another key saw', () => {
    const samples = [
      sampleAt('24 09:00', { balance: micros('5.20'), usage: 1n }),
      sampleAt('24 10:00', { limitLeft: micros('7'), series: 'b' }),
      sampleAt('24 11:00', { limitLeft: micros('6'), series: 'b' }),
    ];
    expect(chart(samples)).toMatchObject({ of: 'keyLimit' });
    expect(times(chart(samples).lines)).toEqual([['24 10:00', '24 11:00']]);
    const blind = sampleAt('24 10:00', { key: { lifetime: 1n }, series: 'b' });
    expect(chart([...samples.slice(0, 1), blind])).toMatchObject({ of: 'balance', cone: null });
  });

  test('has its top-ups and the thresholds that are switched on', () => {
    const { topUps, thresholds } = chart(balances(['24 09:00', '1'], ['24 09:05', '51']));
    expect(topUps).toEqual([{ atMs: at('24 09:05'), micros: 50_000_000 }]);
    expect(thresholds).toEqual([{ kind: 'low', micros: 5_000_000 }]);
  });
});

describe('where it goes', () => {
  const range = (cap: 'balance' | 'keyLimit', latestMs?: number): Runway => ({
    kind: 'range',
    cap,
    earliestMs: NOW_MS + DAY_MS,
    medianMs: NOW_MS + 2 * DAY_MS,
    latestMs,
  });
  const samples = balances(['24 10:00', '9'], ['24 11:00', '8']);

  test('begins with the newest figure of the line', () => {
    expect(chart(samples, range('balance')).cone).toEqual({
      from: { atMs: at('24 11:00'), micros: 8_000_000 },
      earliestMs: NOW_MS + DAY_MS,
      medianMs: NOW_MS + 2 * DAY_MS,
      latestMs: null,
    });
  });

  test('is not drawn of another figure, without an end, or from the past', () => {
    expect(chart(samples, range('keyLimit')).cone).toBeNull();
    expect(chart(samples, { kind: 'idle' }).cone).toBeNull();
    const past: RangeChoice = { name: 'custom', fromDay: '2026-11-22', toDay: '2026-11-23' };
    expect(chart(balances(['23 10:00', '9']), range('balance'), past).cone).toBeNull();
  });
});

describe('a long line', () => {
  const long = Array.from({ length: 5000 }, (_, minute) => ({
    atMs: minute * MINUTE_MS,
    micros: 1_000_000 - (minute % 997) * 1000 + (minute === 2345 ? -7_000_000 : 0),
  }));

  test('keeps its ends, its extremes and its rises, and makes nothing up', () => {
    const [line = []] = thinLines([long]);
    expect(line.length).toBeLessThanOrEqual(300);
    expect(line.length).toBeGreaterThan(150);
    expect([line[0], line.at(-1)]).toEqual([long[0], long.at(-1)]);
    expect(line).toContain(long[2345]);
    for (const rise of [997, 1994, 2991, 3988, 4985]) {
      expect(line).toContain(long[rise - 1]);
      expect(line).toContain(long[rise]);
    }
    expect(line.every((point) => long.includes(point))).toBe(true);
  });

  test('keeps both ends of a rise that is no extreme, and an extreme that is no rise’s end', () => {
    const raised = long.map(({ atMs }, minute) => ({
      atMs,
      micros: 10_000_000 - minute * 1000 + (minute >= 3030 ? 30_000 : 0),
    }));
    const [line = []] = thinLines([raised]);
    expect(line).toContain(raised[3029]);
    expect(line).toContain(raised[3030]);
    const valley = long.map(({ atMs }, minute) => ({
      atMs,
      micros: minute < 2345 ? 2345 - minute : (minute - 2345) ** 2,
    }));
    expect(thinLines([valley])[0]).toContain(valley[2345]);
  });

  test('in more pieces than there may be points stays within them', () => {
    const lines = thinLines(long.map((point) => [point]));
    expect(lines.flat().length).toBeLessThanOrEqual(300);
    expect(lines.every((line) => line.length === 1)).toBe(true);
  });

  test('that stays where it is needs its ends only', () => {
    const flat = long.map(({ atMs }) => ({ atMs, micros: 5 }));
    expect(thinLines([flat])).toEqual([[flat[0], flat.at(-1)]]);
  });
});
