import { expect, it } from 'vitest';
import { pointReached } from './chartPoint.ts';

it('goes along a row and stays at its ends', () => {
  const to = (key: string, at: number): number | undefined => pointReached(key, at, 5);
  expect([to('ArrowRight', 1), to('ArrowLeft', 1), to('Home', 3), to('End', 1)]).toEqual([2, 0, 0, 4]);
  expect([to('ArrowRight', 4), to('ArrowLeft', 0), to('ArrowDown', 2), to('a', 2)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('goes from row to row where there are some', () => {
  expect(pointReached('ArrowDown', 30, 168, 24)).toBe(54);
  expect(pointReached('ArrowUp', 30, 168, 24)).toBe(6);
  expect(pointReached('ArrowUp', 6, 168, 24)).toBeUndefined();
});
