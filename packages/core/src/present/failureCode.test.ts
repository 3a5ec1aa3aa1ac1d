import { expect, test } from 'vitest';
import type { Failure } from '../model/failure.ts';
import { failures } from '../testing/watches.ts';
import { failureCode } from './failureCode.ts';

test.each(failures)('[trust 20] $kind in codes and numbers', (failure) => {
  expect(failureCode(failure)).toMatch(new RegExp(`^${failure.kind}(?: [a-zA-Z]+)?(?: \\d+)*$`));
});

test.each(failures)('[trust 20] $kind with more in it than belongs there', (failure) => {
  const evil = { path: '/home/evil', message: 'evil', cause: { key: 'evil' } };
  expect(failureCode({ ...evil, ...failure })).toBe(failureCode(failure));
});

test('[trust 20] a field that belongs to another kind is not told', () => {
  expect(failureCode({ kind: 'timeout', reason: 'evil', slot: 'evil', status: 'evil' } as Failure)).toBe(
    'timeout',
  );
});
