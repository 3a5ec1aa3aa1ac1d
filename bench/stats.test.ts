import { expect, test } from 'vitest';
import { compare, spreadOf } from './stats.ts';

test('quartiles lie between neighbours, as NumPy has them', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({
    count: 4,
    min: 1,
    lowerQuartile: 1.75,
    median: 2.5,
    upperQuartile: 3.25,
    max: 4,
    mean: 2.5,
  });
  expect(spreadOf([7])).toMatchObject({ min: 7, lowerQuartile: 7, median: 7, upperQuartile: 7, max: 7 });
});

test('differences are taken pair by pair: what both have in common drops out', () => {
  const pairs = [
    { ours: 12, baseline: 10 },
    { ours: 103, baseline: 100 },
    { ours: 54, baseline: 50 },
  ];
  expect(compare('ms', pairs)).toMatchObject({
    difference: { min: 2, median: 3, max: 4 },
    ratio: 54 / 50,
  });
});

test('nothing, and what is not a number, is no measurement', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
  expect(() => spreadOf([1, Number.NaN])).toThrow(RangeError);
});
