import { describe, expect, test } from 'vitest';
import type { Sample } from '../history/sample.ts';
import { insightOf } from '../insight/insight.ts';
import { DAY_MS } from '../model/periods.ts';
import { thin } from '../history/thin.ts';
import { liveLife } from '../testing/lives/life.ts';
import { aBalance, usd } from '../testing/readings.ts';
import { aSample } from '../testing/samples.ts';
import { NOW_MS, read, trouble, watching } from '../testing/watches.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { AlertFacts } from './alertFacts.ts';
import { factsOf } from './factsOf.ts';

const WISHES = { thresholds: { low: 5, critical: 1, runwayDays: 3 }, budgets: { day: 2 } };
const NEVER = { kind: 'never' } as const;
const HOUR_MS = 3_600_000;

function facts(watch: Watching, samples: readonly Sample[], nowMs = NOW_MS): Omit<AlertFacts, 'nowMs'> {
  return factsOf(watch, { samples, insight: insightOf(samples, NEVER, nowMs) }, WISHES, nowMs);
}

/** An hour of a sample every five minutes, a cent each, the last of them now. */
const HOUR = Array.from({ length: 13 }, (_, at) =>
  aSample(NOW_MS - (12 - at) * 300_000, BigInt(at) * 10_000n),
);
const management = { keyKind: 'management', balance: aBalance('5.20') } as const;

describe('of a good answer', () => {
  test('all that it says, and what was seen of the account', () => {
    const told = facts(watching(read(management)), HOUR);
    expect(told).toMatchObject({
      asOfMs: NOW_MS,
      currency: 'USD',
      balance: usd('5.20'),
      keyRejected: false,
      spend: { day: usd('0.12') },
      budgets: { day: usd('2') },
    });
    expect(told.recent).toHaveLength(13);
    expect(told.habit).toBe('unknown');
  });

  test('an account’s own budgets go before those of the settings, and 0 is none', () => {
    const account = { ...watching(read(management)).account, budgets: { day: 0, week: 7.5 } };
    expect(facts(watching(read(management), { account }), HOUR).budgets).toEqual({ week: usd('7.5') });
  });

  test('half an answer is one, as far as it goes', () => {
    const half = { ...read({ keyKind: 'ordinary' }), trouble: trouble({ kind: 'timeout' }) };
    expect(facts(watching(half), HOUR)).toMatchObject({ keyRejected: false, balance: 'unknown' });
  });
});

describe('after an attempt that failed', () => {
  const failed = (failure: Parameters<typeof trouble>[0]): Omit<AlertFacts, 'nowMs'> =>
    facts(watching({ ...read(management, HOUR_MS), trouble: trouble(failure) }), HOUR);

  test('nothing is known: the figure before neither fires a rule nor counts as recovery', () => {
    expect(failed({ kind: 'timeout' })).toMatchObject({
      asOfMs: NOW_MS,
      balance: 'unknown',
      spend: { day: 'unknown', week: 'unknown', month: 'unknown' },
      runwayDays: 'unknown',
      recent: [],
      keyRejected: 'unknown',
    });
  });

  test('but that the key was rejected, where it was', () => {
    expect(failed({ kind: 'invalidKey', slot: 'management' }).keyRejected).toBe(true);
  });
});

describe('the habit', () => {
  /** The same life as it is kept: in full for two days, before that an hour apart. */
  const kept = (samples: readonly Sample[], endMs: number): readonly Sample[] => {
    const from = endMs - 2 * DAY_MS;
    return [
      ...thin(
        samples.filter(({ atMs }) => atMs < from),
        HOUR_MS,
      ),
      ...samples.filter(({ atMs }) => atMs >= from),
    ];
  };

  test.each(['steady', 'officeHours', 'bursty'] as const)(
    'of a life of the kind %s is the same whether all of it is kept or only what the history keeps',
    (kind) => {
      for (const seed of [1, 2, 3]) {
        const { samples, endMs } = liveLife(kind, seed, 21);
        const of = (some: readonly Sample[]) =>
          facts(watching(read(management, NOW_MS - endMs)), some, endMs).habit;
        const [full, less] = [of(samples), of(kept(samples, endMs))];
        if (full === 'unknown' || less === 'unknown') throw new Error('three weeks make a habit');
        expect(less.usualPerHour / full.usualPerHour).toBeGreaterThan(0.7);
        expect(less.usualPerHour / full.usualPerHour).toBeLessThan(1.4);
        expect(less.busyHour / full.busyHour).toBeGreaterThan(0.7);
        expect(less.busyHour / full.busyHour).toBeLessThan(1.4);
      }
    },
  );
});
