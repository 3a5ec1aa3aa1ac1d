import { expect, it } from 'vitest';
import { changeOf, changeOfSpent, growthOf } from './changeWords.ts';
import { wordsOf } from './words.ts';

const words = wordsOf({ locale: 'en', timeZone: 'UTC', hideAmounts: true, currency: 'USD', year: 2026 });

it.each([
  [120, 100, '▲ 20%', '20% more'],
  [98, 100, '▼ 2.0%', '2.0% less'],
  [100, 100, '= same', 'the same'],
  [5, 0, '▲ new', 'nothing before'],
  [5, null, ' –', 'not known'],
  [null, 5, ' –', 'not known'],
])('of %s after %s says %s: in words %s', (now, before, seen, heard) => {
  const change = changeOf(now, before, words);
  expect(`${change.arrow} ${change.short}`).toBe(seen);
  expect(change.words).toBe(heard);
});

it.each([
  [120, false, 100, false, '▲ 20% more'],
  [120, true, 100, false, '▲ at least 20% more'],
  [80, true, 100, false, ' at most 20% less'],
  [120, false, 100, true, ' at most 20% more'],
  [80, false, 100, true, '▼ at least 20% less'],
  [120, true, 100, true, 'nothing'],
  [100, true, 100, false, 'nothing'],
  [5, false, 0, true, 'nothing'],
])('of %s (in part: %s) after %s (in part: %s) says %s', (now, isPartial, before, isPartialBefore, said) => {
  const change = changeOfSpent(
    { micros: now, isPartial, basis: 'observed' },
    { micros: before, isPartial: isPartialBefore, basis: 'observed' },
    words,
  );
  expect(change ? `${change.arrow} ${change.words}` : 'nothing').toBe(said);
});

it('sorts what is new above all that has grown, and keeps what is not known apart', () => {
  expect([growthOf(5, 0), growthOf(300, 100), growthOf(0, 0), growthOf(50, 100)]).toEqual([
    Number.MAX_VALUE,
    2,
    0,
    -0.5,
  ]);
  expect([growthOf(5, null), growthOf(null, 5)]).toEqual([null, null]);
});
