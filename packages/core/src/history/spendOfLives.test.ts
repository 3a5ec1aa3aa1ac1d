import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, periodEndMs, periodStartMs } from '../model/periods.ts';
import { type Life, lifeKinds, liveLife } from '../testing/lives/life.ts';
import { beganBefore, spendError, spendTruth } from '../testing/lives/spendError.ts';
import type { Meter } from './meter.ts';
import { piecesOf } from './pieces.ts';
import type { Sample } from './sample.ts';
import { type RangeSpend, spendOfPieces } from './spend.ts';
import { spendSummary } from './spendSummary.ts';
import { thin } from './thin.ts';

const HOUR_MS = 3_600_000;
const METERS: readonly Meter[] = ['account', 'key', 'ownKeys'];

type Range = readonly [fromMs: number, toMs: number];

/** Every day, week and month that a life touches. */
function periodsOf(life: Life): readonly Range[] {
  return (['day', 'week', 'month'] as const).flatMap((period) => {
    const ranges: Range[] = [];
    for (let atMs = periodStartMs(period, life.startMs); atMs < life.endMs; atMs = periodEndMs(period, atMs))
      ranges.push([atMs, periodEndMs(period, atMs)]);
    return ranges;
  });
}

/** @returns how many of the ranges were claimed to be known for certain */
function assertTrue(life: Life, samples: readonly Sample[], ranges: readonly Range[]): number {
  let certain = 0;
  for (const meter of METERS) {
    const pieces = piecesOf(samples, meter);
    const newestMs = pieces.at(-1)?.newest.atMs ?? 0;
    for (const [fromMs, toMs] of ranges) {
      const spend = spendOfPieces(pieces, fromMs, Math.min(toMs, newestMs));
      const error = spendError(life, meter, spend);
      if (error !== undefined) certain += 1;
      // What is certain holds where the amount claims nothing, too; but a correction takes back what was once seen.
      if (spend !== 'unknown' && life.kind !== 'corrections')
        expect(spend.leastMicros <= spendTruth(life, meter, spend), `${meter} at least`).toBe(true);
      expect(error ?? 0n, `${meter} ${new Date(fromMs).toISOString()} ${new Date(toMs).toISOString()}`).toBe(
        0n,
      );
    }
  }
  return certain;
}

describe.each(lifeKinds)('the spend of a life of the kind %s', (kind) => {
  test('is what the ledger says, wherever it is claimed to be known: in periods, and between any two moments', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.array(
          fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
          {
            minLength: 5,
            maxLength: 20,
          },
        ),
        (seed, shares) => {
          const life = liveLife(kind, seed, 9);
          const moment = (share: number): number =>
            Math.floor(life.startMs + share * (life.endMs - life.startMs));
          const ranges = shares.map(([one, other]): Range => [
            moment(Math.min(one, other)),
            moment(Math.max(one, other)),
          ]);
          const certain = assertTrue(life, life.samples, [...periodsOf(life), ...ranges]);
          if (life.key === 'ordinary') expect(certain).toBeGreaterThan(4);
        },
      ),
      { numRuns: 3 },
    );
  });

  test('is the same from the first and the last sample of each hour or day, for ranges of whole ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(HOUR_MS, DAY_MS), (seed, bucketMs) => {
        const life = liveLife(kind, seed, 9);
        const samples = thin(life.samples, bucketMs);
        assertTrue(life, samples, periodsOf(life));
        for (const meter of METERS) {
          const [all, few] = [piecesOf(life.samples, meter), piecesOf(samples, meter)];
          for (const [fromMs, toMs] of periodsOf(life))
            expect(figures(spendOfPieces(few, fromMs, toMs))).toEqual(
              figures(spendOfPieces(all, fromMs, toMs)),
            );
        }
      }),
      // Once a counter began anew and rose past where it had been before the next sample that was kept.
      { numRuns: 3, examples: kind === 'counterResets' ? [[858_648, HOUR_MS]] : [] },
    );
  });

  test('of today, yesterday, this week and this month is what the ledger says, at any time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (seed, share) => {
          const life = liveLife(kind, seed, 9);
          const nowMs = Math.floor(life.startMs + share * (life.endMs - life.startMs));
          const samples = life.samples.filter(({ atMs }) => atMs <= nowMs);
          const summary = spendSummary(samples, nowMs);
          const beganMs = beganBefore(life, samples.at(-1)?.atMs);
          for (const meter of ['key', 'ownKeys'] as const) {
            for (const [name, spend] of Object.entries(summary[meter])) {
              const sinceMs = name === 'yesterday' ? -Infinity : beganMs;
              expect(spendError(life, meter, spend as RangeSpend, sinceMs) ?? 0n, `${meter} ${name}`).toBe(
                0n,
              );
            }
          }
          for (const [name, spend] of Object.entries(summary.account))
            expect(spendError(life, 'account', spend as RangeSpend) ?? 0n, `account ${name}`).toBe(0n);
        },
      ),
      { numRuns: 4 },
    );
  });
});

/** What must not depend on how many samples were kept: all but how far coverage reaches, and what is uncertain. */
function figures(spend: ReturnType<typeof spendOfPieces>) {
  return spend === 'unknown' ? spend : [spend.amount, spend.basis, spend.isPartial];
}
