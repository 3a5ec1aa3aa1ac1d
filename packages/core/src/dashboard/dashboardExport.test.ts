import { describe, expect, test } from 'vitest';
import { dashboardNamed } from '../testing/dashboards.ts';
import { dashboardCsv } from './dashboardCsv.ts';
import { dashboardJson } from './dashboardJson.ts';
import { chartName, exportName } from './exportNames.ts';
import type { DashboardState } from './state.ts';
import { DASHBOARD_TABS } from './view.ts';

const lines = (state: DashboardState): readonly string[] => dashboardCsv(state).split('\r\n');

/** The sum of a column of amounts, in millionths. */
function sumOf(state: DashboardState, column: RegExp): number {
  const [header = '', ...rows] = lines(state).slice(0, -1);
  const at = header.split(',').findIndex((name) => column.test(name));
  return rows.reduce((sum, row) => sum + Math.round(Number(row.split(',')[at]) * 1e6), 0);
}

describe('as CSV', () => {
  test('the overview is its bars, with what they are made up of', () => {
    const state = dashboardNamed('managementKey', { range: { name: '7d' } });
    const [header, first, ...others] = lines(state);
    expect(header).toBe(
      [
        '"from (UTC)","to (UTC)","spent (USD)","spentBasis","spentIsPartial"',
        ...(state.account?.spend.parts.slice(0, 7) ?? []).map(({ name }) => `"part: ${name} (USD)"`),
        '"other: Other (USD)"',
      ].join(),
    );
    expect(first).toMatch(
      /^2026-11-18T00:00:00.000Z,2026-11-19T00:00:00.000Z,\d+\.\d{6},"reported",false(,\d+\.\d{6}){8}$/,
    );
    expect(others).toHaveLength(7);
    expect(sumOf(state, /^"spent \(/)).toBe(state.account?.spend.total?.micros);
  });

  test('models, keys, accounts and events have a line each', () => {
    const count = (tab: DashboardState['view']['tab']) =>
      lines(dashboardNamed('managementKey', { tab })).length - 2;
    const { account } = dashboardNamed('managementKey');
    expect(count('models')).toBe(account?.models.rows.length);
    expect(count('keys')).toBe(account?.keys.rows.length);
    expect(count('events')).toBe(account?.events.length);
    expect(lines(dashboardNamed('twentyAccounts', { tab: 'accounts' }))).toHaveLength(22);
    const models = dashboardNamed('managementKey', { tab: 'models' });
    expect(sumOf(models, /^"spent \(USD\)"/)).toBe(models.account?.spend.total?.micros);
  });

  test('what is not known is empty, and no unit is claimed that there is not', () => {
    const [header, row] = lines(dashboardNamed('failed', { tab: 'accounts' }));
    expect(header).toContain('"today (units of currency)"');
    expect(row).toContain('"OpenRouter","OpenRouter","","","",,"",,,"",,,"",,"–"');
    expect(lines(dashboardNamed('empty'))).toHaveLength(2);
  });

  test('[trust 59] a name that a spreadsheet would run has an apostrophe before it, in headers too', () => {
    for (const tab of DASHBOARD_TABS) {
      const cells = dashboardCsv(dashboardNamed('hostileNames', { tab })).match(/"(?:[^"]|"")*"/g) ?? [];
      expect(cells.length).toBeGreaterThan(4);
      for (const cell of cells) expect(cell).not.toMatch(/^"\s*[=+@-]/);
    }
  });
});

test('as JSON, amounts are whole millionths and what is not known is null', () => {
  const state = dashboardNamed('managementKey', { tab: 'models' });
  const { rows, ...head } = JSON.parse(dashboardJson(state)) as { rows: readonly Record<string, unknown>[] };
  expect(head).toEqual({
    version: 1,
    unit: 'millionths of the currency',
    tab: 'models',
    account: 'Work',
    currency: 'USD',
    from: '2026-10-26T00:00:00.000Z',
    to: '2026-11-25T00:00:00.000Z',
  });
  const [first] = state.account?.models.rows ?? [];
  expect(rows[0]).toEqual({ ...first, providers: first?.providers.join('; ') });
  expect(JSON.parse(dashboardJson(dashboardNamed('failed', { tab: 'accounts' })))).toMatchObject({
    rows: [{ account: 'OpenRouter', today: null, asOf: null }],
  });
});

test('[trust 60] a file is called after the tab and its days, and nobody', () => {
  const name = (...of: Parameters<typeof dashboardNamed>) => exportName(dashboardNamed(...of), 'csv');
  expect(name('hostileNames', { tab: 'models' })).toBe('opencredits-models-2026-10-26-2026-11-24.csv');
  expect(name('hostileNames', { tab: 'accounts' })).toBe('opencredits-accounts-2026-11-24.csv');
  expect(name('empty')).toBe('opencredits-accounts-2026-11-24.csv');
  expect(chartName('Spend per day')).toBe('opencredits-spend-per-day.svg');
  expect(chartName('../..\\Spend per day.exe')).toBe('opencredits-spend-per-day-exe.svg');
  expect(chartName('支出')).toBe('opencredits-chart.svg');
  expect(chartName('a'.repeat(5000))).toHaveLength(56);
});
