import { expect, it } from 'vitest';
import { pieceStyle } from './spendDrawing.tsx';

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
