import { expect, it } from 'vitest';
import { labelledBars, partTotals, stackOf } from './stack.ts';

const bucket = {
  startMs: 0,
  endMs: 1,
  spent: { micros: 90, basis: 'reported' as const, isPartial: false },
  byPart: [60, 0, 30],
};
const y = (micros: number): number => 100 - micros;

it('puts the parts on each other from the foot, without those that are nothing', () => {
  expect(stackOf(bucket, y)).toEqual([
    { part: 0, y: 40, height: 60 },
    { part: 2, y: 10, height: 30 },
  ]);
});

it('is one piece where the parts are not known, and none where nothing is', () => {
  expect(stackOf({ ...bucket, byPart: [] }, y)).toEqual([{ part: -1, y: 10, height: 90 }]);
  expect(stackOf({ ...bucket, spent: null, byPart: [] }, y)).toEqual([]);
  expect(stackOf({ ...bucket, byPart: [-5] }, y)).toEqual([]);
});

it('adds up the parts over those buckets that have them', () => {
  expect(partTotals([bucket, { ...bucket, byPart: [] }, bucket], 3)).toEqual([120, 0, 60]);
});

it('labels the newest bar, and as many before it as fit', () => {
  expect(labelledBars(7, 3)).toEqual([0, 3, 6]);
  expect(labelledBars(2, 9)).toEqual([0, 1]);
  expect(labelledBars(0, 9)).toEqual([]);
});
