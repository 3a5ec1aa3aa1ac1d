import { type AccountRow, DEFAULT_VIEW } from '@opencredits/core';
import { expect, it } from 'vitest';
import { isAnswered } from './isAnswered.ts';
import { states } from './testing/states.ts';

const { accounts } = states.manyAccounts;
const view = { ...DEFAULT_VIEW, accountId: 'a1' };
const custom = { name: 'custom' as const, fromDay: '2026-11-01', toDay: '2026-11-02' };

it.each([
  ['nothing has changed', {}, true],
  ['another tab', { tab: 'keys' as const }, false],
  ['another range', { range: { name: '7d' as const } }, false],
  ['days of its own', { range: custom }, false],
  ['another account', { accountId: 'a2' }, false],
  ['an account that is gone', { accountId: 'gone' }, true],
  ['no comparison', { compares: false }, false],
  ['bars by key', { stackBy: 'key' as const }, false],
])('%s', (_name, change, answered) => {
  expect(isAnswered({ ...view, ...change }, { view, accounts })).toBe(answered);
});

it('tells two ranges of own days apart', () => {
  const none: readonly AccountRow[] = [];
  const asked = { ...view, range: custom };
  expect(isAnswered(asked, { view: asked, accounts: none })).toBe(true);
  expect(
    isAnswered(asked, { view: { ...view, range: { ...custom, toDay: '2026-11-03' } }, accounts: none }),
  ).toBe(false);
});
