import { describe, expect, test } from 'vitest';
import type { Sample } from '../history/sample.ts';
import { at, counters, micros, sampleAt } from '../testing/namedSamples.ts';
import { DAY_MS } from '../model/periods.ts';
import { type Runway, runwayOf } from './runway.ts';

const HOUR_MS = 3_600_000;
const NOW = at('23 12:00');
const NEVER = { kind: 'never' } as const;

/** So many dollars a day, evenly, for so many days until a Monday noon; `over` says what else the last sample shows. */
function steady(perDay: number, days: number, left: number, over: Partial<Sample> = {}): readonly Sample[] {
  return Array.from({ length: days * 24 + 1 }, (_, hour) => {
    const spent = (perDay * hour) / 24;
    const leftThen = left + (perDay * (days * 24 - hour)) / 24;
    return {
      atMs: NOW - (days * 24 - hour) * HOUR_MS,
      series: 'a',
      currency: 'USD',
      balance: micros(leftThen.toFixed(6)),
      usage: micros((100 + spent).toFixed(6)),
      ...over,
    };
  });
}

function daysOf(runway: Runway): readonly (number | undefined)[] {
  expect(runway.kind).toBe('range');
  if (runway.kind !== 'range') return [];
  return [runway.earliestMs, runway.medianMs, runway.latestMs].map((ms) => ms && (ms - NOW) / DAY_MS);
}

describe('of a balance', () => {
  test('is a range around what is left by what a day costs', () => {
    const [earliest = 0, median = 0, latest = 0] = daysOf(runwayOf(steady(2, 7, 20), NEVER, NOW));
    expect(earliest).toBeGreaterThan(7.5);
    expect(earliest).toBeLessThan(9.5);
    expect(Math.abs(median - 10)).toBeLessThan(0.5);
    expect(latest).toBeGreaterThan(10.5);
    expect(latest).toBeLessThan(13);
  });

  test('is the same whenever it is asked for', () => {
    expect(runwayOf(steady(2, 7, 20), NEVER, NOW)).toEqual(runwayOf(steady(2, 7, 20), NEVER, NOW));
  });

  test('a top-up is not spend, and no reason to think that less is spent', () => {
    const samples = steady(2, 7, 20).map((sample) =>
      sample.atMs > NOW - 2 * DAY_MS ? sample : { ...sample, balance: (sample.balance ?? 0n) - micros('15') },
    );
    expect(runwayOf(samples, NEVER, NOW)).toEqual(runwayOf(steady(2, 7, 20), NEVER, NOW));
  });

  test('is asked of the balance’s own falls where no counter is', () => {
    const samples = steady(2, 7, 20).map((sample) => ({ ...sample, usage: undefined }));
    expect(Math.abs((daysOf(runwayOf(samples, NEVER, NOW))[1] ?? 0) - 10)).toBeLessThan(0.5);
  });

  test.each([-8, 0, 9])('weekends and nights are kept free by who keeps them free, at UTC %i', (zone) => {
    // Two weeks, a dollar an hour on weekdays from nine to five; 12 are left on a Friday at noon.
    const local = (text: string): number => at(text) - zone * HOUR_MS;
    let spent = 0;
    const samples: Sample[] = [];
    for (let atMs = local('06 12:00'); atMs <= local('20 12:00'); atMs += HOUR_MS) {
      const there = new Date(atMs + (zone - 1) * HOUR_MS);
      if (there.getUTCDay() % 6 !== 0 && there.getUTCHours() >= 9 && there.getUTCHours() < 17) spent += 1;
      const usage = micros(`${100 + spent}`);
      samples.push({ atMs, series: 'a', currency: 'USD', balance: micros('12'), usage });
    }
    const runway = runwayOf(samples, NEVER, local('20 12:00'));
    expect(runway).toMatchObject({ kind: 'range', cap: 'balance' });
    if (runway.kind !== 'range') return;
    expect(runway.earliestMs).toBeGreaterThan(local('23 09:00'));
    expect(runway.medianMs).toBeLessThan(local('23 17:00'));
    expect(runway.latestMs).toBeLessThan(local('24 17:00'));
  });
});

describe('is not told', () => {
  test.each<[string, readonly Sample[], Runway['kind']]>([
    ['of no samples', [], 'uncapped'],
    ['without a cap', [sampleAt('23 12:00', { key: counters('5') })], 'uncapped'],
    ['before three days', steady(2, 2, 20), 'collecting'],
    ['where nothing is spent', steady(0, 7, 20), 'idle'],
    ['where nothing is left', steady(2, 7, 0), 'ranOut'],
    ['beyond a year', steady(0.01, 7, 20), 'beyond'],
  ])('%s', (_what, samples, kind) => {
    expect(runwayOf(samples, NEVER, NOW).kind).toBe(kind);
  });

  test('when the newest figure is older than three days', () => {
    expect(runwayOf(steady(2, 7, 20), NEVER, NOW + 3 * DAY_MS).kind).toBe('range');
    expect(runwayOf(steady(2, 7, 20), NEVER, NOW + 3 * DAY_MS + 1).kind).toBe('collecting');
  });

  test('of what another key had left, once it has been replaced', () => {
    const key = { key: counters('5'), series: 'b' };
    const limited = steady(2, 7, 20).map((sample) => ({
      ...sample,
      key: { lifetime: sample.usage ?? 0n },
      limitLeft: 0n,
    }));
    const managed = { ...steady(2, 7, 20).at(-1), atMs: NOW + 1, series: 'b', currency: 'USD' };
    for (const left of [20, 0])
      expect(runwayOf([...steady(2, 7, left), sampleAt('23 12:05', key)], NEVER, NOW).kind).toBe('uncapped');
    expect(runwayOf([...limited, managed], NEVER, NOW + 1).kind).toBe('collecting');
  });

  test('for a time that is over', () => {
    const runway = runwayOf(steady(2, 7, 1), NEVER, NOW + 2 * DAY_MS);
    expect(runway).toMatchObject({ kind: 'range', earliestMs: NOW + 2 * DAY_MS, latestMs: NOW + 2 * DAY_MS });
  });
});

describe('of a key’s limit', () => {
  /** Two dollars a day of the key's, with so much left of its limit, and of the balance. */
  const limited = (left: string, balance: number): readonly Sample[] =>
    steady(2, 7, balance).map((sample) => ({
      ...sample,
      key: { lifetime: sample.usage ?? 0n },
      limit: micros('30'),
      limitLeft: micros(left),
    }));

  test('whichever is reached first counts', () => {
    expect(runwayOf(limited('10', 20), NEVER, NOW)).toMatchObject({ kind: 'range', cap: 'keyLimit' });
    expect(runwayOf(limited('10', 4), NEVER, NOW)).toMatchObject({ kind: 'range', cap: 'balance' });
    expect(runwayOf(limited('0', 20), NEVER, NOW)).toEqual({ kind: 'ranOut', cap: 'keyLimit' });
  });

  test('a limit that begins anew before is not reached', () => {
    const keyOnly = limited('16', 0).map((sample) => ({ ...sample, balance: undefined, usage: undefined }));
    expect(runwayOf(keyOnly, { kind: 'weekly' }, NOW)).toEqual({
      kind: 'resetsFirst',
      resetsAtMs: at('30 00:00'),
    });
    expect(runwayOf(limited('16', 20), { kind: 'weekly' }, NOW)).toMatchObject({
      kind: 'range',
      cap: 'balance',
    });
    // In the seven and a half days of the month that are left, 15 dollars go.
    expect(runwayOf(limited('16', 2000), { kind: 'monthly' }, NOW).kind).toBe('resetsFirst');
  });

  test('nobody knows what is left of one that has begun anew since the newest figure', () => {
    const keyOnly = (left: string) =>
      limited(left, 0).map((sample) => ({ ...sample, balance: undefined, usage: undefined }));
    for (const left of ['16', '0.5', '0'])
      expect(runwayOf(keyOnly(left), { kind: 'daily' }, at('24 00:00')).kind).toBe('collecting');
    expect(runwayOf(keyOnly('0'), { kind: 'daily' }, at('23 23:59')).kind).toBe('ranOut');
  });

  test('one that may last until then has no latest end', () => {
    const runway = runwayOf(limited('12', 2000), { kind: 'weekly' }, NOW);
    expect(runway).toMatchObject({ kind: 'range', cap: 'keyLimit', latestMs: undefined });
  });
});
