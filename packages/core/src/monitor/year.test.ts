import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimulatedLife } from '../testing/year/simulatedLife.ts';

/**
 * What must hold at every moment is checked by the life itself: never a request more than the plan allows, over all
 * windows; never a figure of another account or key; never an old figure that looks fresh; a fresh one within an interval
 * after whatever was wrong has ended.
 */

const YEAR_DAYS = 365;

test(
  '[trust 17, 34–37, 40, 41] a year of windows opening and dying, faults, naps, clocks set, keys replaced',
  { timeout: 600_000 },
  async () => {
    const life = new SimulatedLife(1);
    await life.live(YEAR_DAYS);
    const { counts } = life;
    // A life in which little happened would prove little.
    expect(counts.requests).toBeGreaterThan(20_000);
    expect(Math.min(counts.killed, counts.faults, counts.jumps, counts.sleeps)).toBeGreaterThan(50);
    expect(counts.keys).toBeGreaterThan(5);
  },
);

test('[trust 17, 34–37, 40, 41] any few days at all', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 2 ** 31 }), async (seed) => new SimulatedLife(seed).live(3)),
    { numRuns: 20 },
  );
});
