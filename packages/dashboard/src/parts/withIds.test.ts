import { expect, it } from 'vitest';
import { withIds } from './withIds.ts';

it('tells two events of the same time and words apart, and what comes on top changes no id', () => {
  const alert = { atMs: 1, words: 'Alert: credit was low' };
  const idsOf = (rows: readonly object[]) => withIds(rows).map(({ id }) => id);
  expect(idsOf([alert, alert])).toEqual([2, 1]);
  expect(idsOf([{ ...alert, atMs: 2 }, alert, alert])).toEqual([3, 2, 1]);
});
