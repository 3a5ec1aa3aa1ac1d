import { expect, it } from 'vitest';
import { sortRows, type SortValue } from './sortRows.ts';

const sorted = (values: readonly SortValue[], descends: boolean): readonly SortValue[] =>
  sortRows(
    values.map((value) => ({ value })),
    [{ id: 'value', sortBy: ({ value }: { readonly value: SortValue }) => value }],
    { id: 'value', descends },
  ).map(({ value }) => value);

it('puts what is not known last, whichever way', () => {
  expect(sorted([3, null, 10, 2], false)).toEqual([2, 3, 10, null]);
  expect(sorted([3, null, 10, 2], true)).toEqual([10, 3, 2, null]);
});

it('sorts names as people count', () => {
  expect(sorted(['key-10', 'Key-9', 'apple'], false)).toEqual(['apple', 'Key-9', 'key-10']);
});

it('leaves the rows as they come while no column is chosen', () => {
  const rows = [{ id: 2 }, { id: 1 }];
  expect(sortRows(rows, [], undefined)).toBe(rows);
});
