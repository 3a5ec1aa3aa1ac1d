import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moneyScale } from './scale.ts';

const DOLLAR = 1_000_000;

it('has round ticks from nothing, and the most at the top', () => {
  const { ticks, y } = moneyScale([3.2 * DOLLAR, 10.5 * DOLLAR], { top: 0, bottom: 200 });
  expect(ticks).toEqual([0, 5, 10].map((dollars) => dollars * DOLLAR));
  expect(y(0)).toBe(200);
  expect(y(10.5 * DOLLAR)).toBeCloseTo(0);
});

it('goes below nothing where the account is overdrawn', () => {
  expect(moneyScale([-2 * DOLLAR, 7 * DOLLAR], { top: 0, bottom: 200 }).ticks[0]).toBeLessThanOrEqual(
    -2 * DOLLAR,
  );
});

it('holds every amount, with few ticks of whole cents, however small or large they are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e12, max: 1e15 }), { maxLength: 20 }), (values) => {
      const { ticks, y } = moneyScale(values, { top: 0, bottom: 200 });
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(9);
      expect(ticks.every((tick) => tick % 10_000 === 0)).toBe(true);
      for (const value of [...values, ...ticks]) {
        expect(y(value)).toBeGreaterThan(-0.001);
        expect(y(value)).toBeLessThan(200.001);
      }
    }),
  );
});
