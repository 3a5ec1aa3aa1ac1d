import type { DashboardState } from './state.ts';

/** What a file of a tab is called: the tab and its days, and nobody's names. `opencredits-models-2026-11-01-2026-11-26.csv` */
export function exportName({ view, account, nowMs }: DashboardState, format: 'csv' | 'json'): string {
  const tab = account ? view.tab : 'accounts';
  const isOfRange = account !== undefined && tab !== 'accounts';
  const days = isOfRange ? [account.range.fromMs, account.range.toMs - 1] : [nowMs];
  return `opencredits-${[tab, ...days.map(dayOf)].join('-')}.${format}`;
}

/** What a file of a chart is called, by the letters of its title: `opencredits-spend-per-day.svg`. @param title untrusted */
export function chartName(title: string): string {
  const letters = title.toLowerCase().match(/[a-z]+/g) ?? ['chart'];
  return `opencredits-${letters.join('-').slice(0, 40)}.svg`;
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
