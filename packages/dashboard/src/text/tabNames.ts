import type { DashboardTab, RangeName, StackBy } from '@opencredits/core';

export const TAB_NAMES: Readonly<Record<DashboardTab, string>> = {
  overview: 'Overview',
  models: 'Models',
  keys: 'Keys',
  accounts: 'Accounts',
  events: 'Events',
};

export const RANGE_NAMES: Readonly<Record<RangeName, { readonly short: string; readonly full: string }>> = {
  '24h': { short: '24 h', full: 'Last 24 hours' },
  '7d': { short: '7 d', full: 'Last 7 days' },
  '30d': { short: '30 d', full: 'Last 30 days' },
  '90d': { short: '90 d', full: 'Last 90 days' },
  '1y': { short: 'Year', full: 'Last year' },
  all: { short: 'All', full: 'All that is known' },
};

export const STACK_NAMES: Readonly<Record<StackBy, string>> = {
  model: 'Model',
  provider: 'Provider',
  key: 'Key',
};
