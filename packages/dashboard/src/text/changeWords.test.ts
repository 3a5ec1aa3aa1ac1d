import { expect, it } from 'vitest';
import { changeOf } from './changeWords.ts';
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
