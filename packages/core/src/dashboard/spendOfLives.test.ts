import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { type Life, lifeKinds, liveLife } from '../testing/lives/life.ts';
import { bucketsOf, shownRange } from './shownRange.ts';
import { spendChart } from './spendChart.ts';
import { spendFacts } from './spendFacts.ts';
import type { SpendBucket } from './state.ts';

/** Counters that begin anew, corrections and slips are history's: here it is whether buckets and sums are right. */
const KINDS = lifeKinds.filter((kind) => !['corrections', 'counterResets', 'keyReplaced'].includes(kind));

function chartOf(life: Life) {
  const nowMs = life.samples.at(-1)?.atMs ?? life.endMs;
  const range = shownRange({ name: 'all' }, nowMs, life.startMs);
  const facts = spendFacts(life.samples, 'key', undefined, 'USD', nowMs);
  return { range, nowMs, chart: spendChart(facts, range, 'model', '') };
}

describe.each(KINDS)('the days of a life of the kind %s', (kind) => {
  test('are what the ledger says where they are claimed to be known, and so is their sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const life = liveLife(kind, seed, 12);
        if (life.key !== 'ordinary') return;
        const { chart, nowMs } = chartOf(life);
        const until = (atMs: number): number =>
          life.ledger.spentUntil('key', atMs >= nowMs ? (life.asOfMs.get(nowMs) ?? nowMs) : atMs - 1);
        const truth = (fromMs: number, toMs: number): number => until(toMs) - until(fromMs);
        const isKnown = ({ spent }: SpendBucket): boolean =>
          spent?.isPartial === false && spent.basis === 'reported';
        const known = chart.buckets.filter(isKnown);
        for (const { startMs, endMs, spent } of known)
          expect([startMs, spent?.micros]).toEqual([startMs, truth(startMs, endMs)]);
        if (kind !== 'missingDays') expect(known.length).toBeGreaterThan(10);
        // From the first midnight on: before it nobody looked.
        const whole = chart.buckets.slice(1);
        if (!whole.every(isKnown)) return;
        const sum = whole.reduce((total, { spent }) => total + (spent?.micros ?? 0), 0);
        expect(sum).toBe(truth(whole[0]?.startMs ?? NaN, nowMs));
      }),
      { numRuns: 4 },
    );
  });
});

test('a machine that was off leaves gaps, and the sum tells what went meanwhile', () => {
  const life = liveLife('missingDays', 3, 20);
  const { chart, range } = chartOf(life);
  const gaps = chart.buckets.filter(({ spent }) => spent === null);
  expect(gaps.length).toBeGreaterThan(1);
  const sum = chart.buckets.reduce((total, { spent }) => total + (spent?.micros ?? 0), 0);
  expect(chart.total?.micros).toBeGreaterThanOrEqual(sum);
  expect(bucketsOf(range).every(({ startMs, endMs }) => endMs - startMs === DAY_MS)).toBe(true);
});
