import { csvAmount, csvLine, csvText } from '../util/csvLine.ts';
import { exportTable, type ExportValue } from './exportTable.ts';
import type { DashboardState } from './state.ts';

/**
 * What the tab shows as CSV (RFC 4180): a header with units, times in ISO 8601 and UTC, amounts as decimals with six
 * places; what is not known is empty. Safe to open in a spreadsheet.
 */
export function dashboardCsv(state: DashboardState): string {
  const { columns, rows } = exportTable(state);
  const amounts = (state.view.tab !== 'accounts' && state.account?.currency) || 'units of currency';
  const header = columns.map(({ name, kind, unit }) => {
    const of = kind === 'amount' ? amounts : unit;
    return csvText(of ? `${name} (${of})` : name);
  });
  return [header, ...rows.map((row) => row.map(cell))].map(csvLine).join('');
}

function cell(value: ExportValue): string {
  switch (value.kind) {
    case 'text':
      return csvText(value.text);
    case 'time':
      return value.atMs === null ? '' : isoTime(value.atMs);
    case 'amount':
      return value.micros === null ? '' : csvAmount(BigInt(value.micros));
    case 'number':
    case 'truth':
      return value.value === null ? '' : String(value.value);
  }
}

/** ISO 8601, UTC; '' for a time that a calendar does not reach. */
export function isoTime(atMs: number): string {
  return Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : '';
}
