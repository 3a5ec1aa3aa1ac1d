import { expect, it } from 'vitest';
import { hourName, sideOf } from './hoursDrawing.tsx';

it('names the hour up to midnight', () => {
  expect([hourName(0), hourName(23)]).toEqual(['00:00–01:00', '23:00–00:00']);
});

it('has nothing for nothing, something to see for the least, and the most room for the most', () => {
  expect([sideOf(0, 10), sideOf(-1, 10), sideOf(0, 0)]).toEqual([0, 0, 0]);
  expect(sideOf(1, 1e9)).toBeGreaterThan(0.3);
  expect(sideOf(10, 10)).toBeCloseTo(0.9);
});
