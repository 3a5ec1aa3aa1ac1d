import type { DashboardState, DashboardView, RangeChoice } from '@opencredits/core';

/** Whether what is drawn is what was asked for. An account that is gone is answered with another. */
export function isAnswered(
  asked: DashboardView,
  { view, accounts }: Pick<DashboardState, 'view' | 'accounts'>,
): boolean {
  const isThere = accounts.some(({ id }) => id === asked.accountId);
  return (
    (!isThere || asked.accountId === view.accountId) &&
    asked.tab === view.tab &&
    asked.compares === view.compares &&
    asked.stackBy === view.stackBy &&
    isSameRange(asked.range, view.range)
  );
}

function isSameRange(a: RangeChoice, b: RangeChoice): boolean {
  if (a.name !== 'custom' || b.name !== 'custom') return a.name === b.name;
  return a.fromDay === b.fromDay && a.toDay === b.toDay;
}
