import { isoTime } from './dashboardCsv.ts';
import { exportTable, type ExportValue } from './exportTable.ts';
import type { DashboardState } from './state.ts';

/**
 * What the tab shows as JSON: `{version, unit, tab, account, currency, from, to, rows}`. Amounts are whole millionths, of
 * which none is larger than a number holds exactly; what is not known is null.
 */
export function dashboardJson(state: DashboardState): string {
  const { columns, rows } = exportTable(state);
  const { view, account } = state;
  const tab = account ? view.tab : 'accounts';
  const ofAccount = tab === 'accounts' ? undefined : account;
  const head = {
    version: 1,
    unit: 'millionths of the currency',
    tab,
    ...(ofAccount && {
      account: ofAccount.name,
      currency: ofAccount.currency,
      from: isoTime(ofAccount.range.fromMs),
      to: isoTime(ofAccount.range.toMs),
    }),
  };
  const records = rows.map((row) =>
    JSON.stringify(Object.fromEntries(row.map((value, at) => [columns[at]?.name, plain(value)]))),
  );
  return `${JSON.stringify(head).slice(0, -1)},"rows":[\n${records.join(',\n')}\n]}\n`;
}

function plain(value: ExportValue): string | number | boolean | null {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'time':
      return value.atMs === null ? null : isoTime(value.atMs);
    case 'amount':
      return value.micros;
    case 'number':
    case 'truth':
      return value.value;
  }
}
