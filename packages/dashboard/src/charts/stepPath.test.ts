import { expect, it } from 'vitest';
import { stepArea, stepPath } from './stepPath.ts';

const points = [
  { atMs: 0, micros: 5 },
  { atMs: 10, micros: 3.25 },
];
const x = (atMs: number): number => atMs;
const y = (micros: number): number => 10 - micros;

it('stays as it was until the next point', () => {
  expect(stepPath(points, x, y)).toBe('M0 5H10V6.8');
  expect(stepArea(points, x, y)).toBe('M0 5H10V6.8H10V10H0Z');
  expect([stepPath([], x, y), stepArea([], x, y)]).toEqual(['', '']);
});
