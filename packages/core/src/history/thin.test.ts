import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { anySample, aSample, type Life, lifeBetween, NOON_MS, seenAt } from '../testing/samples.ts';
import { mergeSamples } from './mergeSamples.ts';
import { counterOf, type Meter } from './meter.ts';
import type { Sample } from './sample.ts';
import { thin } from './thin.ts';

const HOUR_MS = 3_600_000;
const END_MS = NOON_MS + 3 * DAY_MS;
const minutes = (...at: readonly number[]): readonly number[] => at.map((one) => NOON_MS + one * 60_000);

/** Spend by plain difference of the counter, series by series, from the last sample before to the last one in it. */
function spendOf(samples: readonly Sample[], meter: Meter, fromMs: number, toMs: number): bigint {
  let spent = 0n;
  const before = new Map<string, bigint>();
  for (const sample of samples) {
    const counter = counterOf(sample, meter);
    if (counter === undefined || sample.atMs >= toMs) continue;
    const last = before.get(sample.series);
    // A counter that fell was corrected: no spend.
    if (sample.atMs >= fromMs && last !== undefined && counter > last) spent += counter - last;
    before.set(sample.series, counter);
  }
  return spent;
}

/** For providers that say no more than what is left. */
function dropsOf(samples: readonly Sample[], fromMs: number, toMs: number): bigint {
  const balances = samples.map((sample) =>
    sample.balance === undefined ? sample : { ...sample, usage: -sample.balance },
  );
  return spendOf(balances, 'account', fromMs, toMs);
}

const times = fc.array(fc.integer({ min: NOON_MS, max: END_MS }), { maxLength: 120 });
const lives: fc.Arbitrary<readonly [Life, readonly number[]]> = fc.tuple(lifeBetween(NOON_MS, END_MS), times);
/** Nothing in it makes sense. */
const noise = fc.array(
  fc
    .tuple(anySample, fc.integer({ min: NOON_MS, max: NOON_MS + DAY_MS }))
    .map(([sample, atMs]) => ({ ...sample, atMs })),
  { maxLength: 40 },
);
const anySamples = fc.oneof(
  noise,
  lives.map(([life, at]) => at.map((atMs) => seenAt(life, atMs))),
);
const bucket = fc.constantFrom(HOUR_MS, DAY_MS);

test('of an hour of spending the first and the last sample are kept', () => {
  const all = minutes(0, 5, 10, 15, 55, 60, 65).map((atMs, at) => aSample(atMs, BigInt(at)));
  expect(thin(all, HOUR_MS)).toEqual([all[0], all[4], all[5], all[6]]);
});

describe('both samples around what is not spending are kept', () => {
  const [first, second, third, fourth] = minutes(0, 5, 10, 15) as [number, number, number, number];
  const around = (over: Partial<Sample>): readonly Sample[] => [
    aSample(first, 1n),
    aSample(second - 1, 2n),
    aSample(second, 3n),
    aSample(third, 4n, over),
    aSample(third + 1, 5n, over),
    aSample(fourth, 6n, over),
  ];
  test.each<[string, Partial<Sample>]>([
    ['a top-up', { credits: 2n * 10n ** 9n }],
    ['a refund', { credits: 10n ** 8n }],
    ['another series', { series: 'b' }],
    ['a balance that rose', { balance: 2n * 10n ** 9n }],
  ])('%s', (_what, over) => {
    const all = around(over);
    expect(thin(all, HOUR_MS)).toEqual([all[0], all[2], all[3], all[5]]);
  });

  test.each([
    ['in the same hour', 15],
    ['in another hour', 60],
  ])('a counter that fell %s: and the next sample, which tells whether that was a slip', (_what, minute) => {
    const at = minutes(0, 5, minute, minute + 5, minute + 10, minute + 15);
    const all = [1n, 60n, 10n, 70n, 80n, 90n].map((usage, index) => aSample(at[index] ?? NaN, usage));
    const [kept, left] = [[0, 1, 2, 3, 5], 4];
    expect(thin(all, HOUR_MS)).toEqual(kept.map((index) => all[index]));
    expect(thin(all, HOUR_MS)).not.toContain(all[left]);
  });

  test.each([
    [1, 2],
    [2, 1],
  ])('another limit: %d, then %d', (before, after) => {
    const all = [before, before, before, after, after, after].map((limit, at) =>
      aSample(first + at * 60_000, BigInt(at), { limit: BigInt(limit) }),
    );
    expect(thin(all, HOUR_MS)).toEqual([all[0], all[2], all[3], all[5]]);
  });

  test('a balance that could not be read at the end of an hour: the last one that could', () => {
    const [a, b, c, d] = [first, second, third, fourth].map((atMs, at) => aSample(atMs, BigInt(at)));
    const blind = aSample(fourth, 3n, {
      balance: undefined,
      credits: undefined,
      usage: undefined,
      limit: 1n,
    });
    if (!a || !b || !c || !d) throw new Error('four');
    expect(thin([a, b, c, blind], HOUR_MS)).toEqual([a, c, blind]);
  });
});

test('spend between any two buckets is what it was, to the micro', () => {
  fc.assert(
    fc.property(anySamples, bucket, fc.nat({ max: 80 }), fc.nat({ max: 80 }), (samples, bucketMs, a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const range = [from, to].map((at) => Math.floor(NOON_MS / bucketMs) * bucketMs + at * bucketMs);
      const [fromMs = 0, toMs = 0] = range;
      const all = mergeSamples(samples);
      const few = thin(all, bucketMs);
      for (const meter of ['account', 'key', 'ownKeys'] as const)
        expect(spendOf(few, meter, fromMs, toMs)).toBe(spendOf(all, meter, fromMs, toMs));
      expect(dropsOf(few, fromMs, toMs)).toBe(dropsOf(all, fromMs, toMs));
    }),
    { numRuns: 1000 },
  );
});

test('thinning twice is thinning once, and by day after by hour is by day', () => {
  fc.assert(
    fc.property(anySamples, (samples) => {
      const hourly = thin(samples, HOUR_MS);
      expect(thin(hourly, HOUR_MS)).toEqual(hourly);
      expect(thin(hourly, DAY_MS)).toEqual(thin(samples, DAY_MS));
    }),
    { numRuns: 300 },
  );
});

test('whatever the order and however often: the same', () => {
  const shuffled = anySamples.chain((samples) =>
    fc.tuple(
      fc.constant(samples),
      fc.shuffledSubarray([...samples, ...samples], { minLength: 2 * samples.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([samples, others]) => {
      expect(mergeSamples(others)).toEqual(mergeSamples(samples));
      expect(thin(others, HOUR_MS)).toEqual(thin(samples, HOUR_MS));
      expect(mergeSamples(others)).toHaveLength(new Set(samples.map(textOf)).size);
    }),
    { numRuns: 200 },
  );
});

test('what was thinned before and comes again changes nothing', () => {
  fc.assert(
    fc.property(lives, fc.nat({ max: 120 }), ([life, at], cut) => {
      const all = at.map((atMs) => seenAt(life, atMs));
      const once = [...thin(all.slice(0, cut), HOUR_MS), ...all.slice(cut)];
      expect(thin(once, HOUR_MS)).toEqual(thin(all, HOUR_MS));
    }),
    { numRuns: 200 },
  );
});

function textOf(sample: Sample): string {
  return JSON.stringify(sample, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}
