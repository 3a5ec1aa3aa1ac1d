import { expect, it } from 'vitest';
import { wordsOf } from '../text/words.ts';
import { drawSpend, pieceStyle } from './spendDrawing.tsx';

it('gives each part its own look, and a bar that is not broken down among others none of theirs', () => {
  const parts = [
    { name: 'a', kind: 'named' },
    { name: 'b', kind: 'named' },
    { name: 'Not broken down', kind: 'rest' },
  ] as const;
  expect([0, 1, 2, -1].map((part) => pieceStyle(part, parts))).toEqual([
    'part-0',
    'part-1',
    'part-rest',
    'part-rest',
  ]);
  expect(pieceStyle(-1, []), 'where none is, there is nothing to be taken for').toBe('part-0');
});

it('says of the bar whose time still runs that it is so far, and of no other', () => {
  const days = [23, 24].map((day) => Date.UTC(2026, 10, day));
  const buckets = days.map((startMs, at) => ({
    startMs,
    endMs: startMs + 86_400_000,
    spent: { micros: 2_500_000, basis: 'reported' as const, isPartial: at === 1 },
    byPart: [],
  }));
  const { points } = drawSpend({
    spend: { total: null, before: null, buckets, parts: [], missing: '' },
    range: { fromMs: days[0] ?? 0, toMs: (days[1] ?? 0) + 86_400_000, bucket: 'day', before: null },
    budget: null,
    width: 400,
    words: wordsOf({ locale: 'en', timeZone: 'UTC', hideAmounts: false, currency: 'USD', year: 2026 }),
    nowMs: (days[1] ?? 0) + 1,
  });
  expect(points.map(({ short, words }) => [short, words])).toEqual([
    ['$2.50', '$2.50'],
    ['at least $2.50 so far (seen in part)', 'at least $2.50 so far (seen in part)'],
  ]);
});
