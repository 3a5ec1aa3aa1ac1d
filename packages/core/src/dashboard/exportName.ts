import type { DashboardState } from './state.ts';

/** What a file of this is called: the tab and its days, and nobody's names. `opencredits-models-2026-11-01-2026-11-26.csv` */
export function exportName({ view, account, nowMs }: DashboardState, format: 'csv' | 'json' | 'svg'): string {
  const tab = account ? view.tab : 'accounts';
  const isOfRange = account !== undefined && tab !== 'accounts';
  const days = isOfRange ? [account.range.fromMs, account.range.toMs - 1] : [nowMs];
  return `opencredits-${[tab, ...days.map(dayOf)].join('-')}.${format}`;
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
