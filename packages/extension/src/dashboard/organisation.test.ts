import type { DashboardState, DashboardView, RangeChoice } from '@opencredits/core';
import { DEFAULT_VIEW } from '@opencredits/core';
import type { LedgerRow } from '@opencredits/simulator';
import { expect, test } from 'vitest';
import type { FakePanel } from '../testing/fakePanel.ts';
import { journey } from '../testing/journey.ts';
import { openDashboardWithKeys } from '../testing/openDashboard.ts';
import { quiet, until } from '../testing/waiting.ts';

// An organisation of 140 keys and a dozen models, with a management key: what the page is told is the simulator's own ledger.
const at = journey();
const DAY_MS = 86_400_000;

type Detail = NonNullable<DashboardState['account']>;

const credits = (row: LedgerRow): number => row.creditsMicros;

async function openOrganisation(): Promise<FakePanel> {
  await at().open();
  await at().addKey('organisation');
  return openDashboardWithKeys(at());
}

async function look(panel: FakePanel, change: Partial<DashboardView>): Promise<Detail> {
  const view = { ...DEFAULT_VIEW, ...change };
  panel.say({ kind: 'view', view });
  await until(
    'that view',
    () =>
      JSON.stringify({ ...panel.shown?.view, accountId: undefined }) ===
      JSON.stringify({ ...view, accountId: undefined }),
  );
  const account = panel.shown?.account;
  if (!account) throw new Error('no account');
  return account;
}

function truth(fromMs: number, toMs: number): readonly LedgerRow[] {
  return at().simulator.control.ledger('organisation', { fromMs, toMs });
}

function sum(rows: readonly LedgerRow[], of: (row: LedgerRow) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

function sumBy(rows: readonly LedgerRow[], name: (row: LedgerRow) => string, of: (row: LedgerRow) => number) {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[name(row)] = (sums[name(row)] ?? 0) + of(row);
  return sums;
}

const RANGES: readonly RangeChoice[] = [
  { name: '7d' },
  { name: '30d' },
  { name: '90d' },
  { name: '1y' },
  { name: 'custom', fromDay: '2026-10-05', toDay: '2026-10-20' },
];
/** A year of an organisation is made, asked about and read: some seconds. */
const TIMEOUT_MS = 60_000;

test(
  'total, bars, parts, models, keys, tokens and hours are those of the ledger',
  async () => {
    const panel = await openOrganisation();
    for (const range of RANGES) {
      const account = await look(panel, { range });
      const { fromMs, toMs } = account.range;
      const rows = truth(fromMs, toMs);
      const whole = { micros: sum(rows, credits), basis: 'reported', isPartial: false };
      expect([range.name, account.spend.total]).toEqual([range.name, whole]);
      expect(account.spend.buckets.map(({ startMs, spent }) => [startMs, spent?.micros])).toEqual(
        account.spend.buckets.map(({ startMs, endMs }) => [startMs, sum(truth(startMs, endMs), credits)]),
      );
      expect(Object.fromEntries(account.models.rows.map((row) => [row.model, row.spent]))).toEqual(
        sumBy(rows, (row) => row.model, credits),
      );
      for (const stackBy of ['model', 'provider', 'key'] as const) {
        const { spend } = await look(panel, { range, stackBy });
        for (const { spent, byPart } of spend.buckets)
          if (byPart.length > 0) expect(byPart.reduce((a, b) => a + b, 0)).toBe(spent?.micros);
      }
    }
    expectPeriods(await look(panel, { range: { name: '24h' } }));
    expectTokens(await look(panel, { range: { name: '30d' } }));
    expectKeys(await look(panel, { range: { name: '30d' }, tab: 'keys' }));
    const { spend } = await look(panel, { range: { name: '24h' } });
    expect(spend.buckets).toHaveLength(24);
    for (const { startMs, endMs, spent } of spend.buckets)
      expect(spent?.micros).toBe(sum(truth(startMs, endMs), credits));
  },
  TIMEOUT_MS,
);

/** On the first day nothing has been watched yet: it is the provider who has told of the days before. */
function expectPeriods({ periods }: Detail): void {
  const from = { day: '2026-11-24', week: '2026-11-23', month: '2026-11-01' };
  for (const { period, spent } of periods)
    expect(spent).toEqual({
      micros: sum(truth(Date.parse(from[period]), Infinity), credits),
      basis: 'reported',
      isPartial: false,
    });
}

function expectTokens({ models, range: { fromMs, toMs } }: Detail): void {
  const rows = truth(fromMs, toMs);
  expect(models.rows.length).toBeGreaterThan(5);
  for (const model of models.rows) {
    const of = rows.filter((row) => row.model === model.model);
    const tokens = sum(of, (row) => row.promptTokens + row.completionTokens);
    expect(model).toMatchObject({
      requests: sum(of, (row) => row.requests),
      promptTokens: sum(of, (row) => row.promptTokens),
      completionTokens: sum(of, (row) => row.completionTokens),
      reasoningTokens: sum(of, (row) => row.reasoningTokens),
      ownKeys: sum(of, (row) => row.byokMicros),
      perMillionTokens: Math.round((sum(of, credits) * 1e6) / tokens),
    });
  }
}

function expectKeys({ keys, range: { fromMs, toMs } }: Detail): void {
  const listed = at().simulator.control.ledgerKeys('organisation');
  expect(keys.rows.map(({ name, workspace }) => `${workspace} ${name}`).sort()).toEqual(
    listed.map(({ name, workspace }) => `${workspace} ${name}`).sort(),
  );
  const byName = sumBy(truth(fromMs, toMs), (row) => row.key, credits);
  expect(keys.rows.filter(({ spent }) => spent !== null).length).toBeGreaterThan(50);
  for (const { name, spent } of keys.rows)
    if (spent !== null) expect([name, spent]).toEqual([name, byName[name] ?? 0]);
}

test(
  'what is asked is asked once an hour, and a second dashboard, window or start asks nothing',
  async () => {
    const panel = await openOrganisation();
    const isUsage = (path: string): boolean => !['/key', '/credits'].includes(path);
    const asked = (): number => at().paths.filter(isUsage).length;
    const first = asked();
    expect(at().paths.filter((path) => path === '/activity')).toHaveLength(1);
    for (const name of ['24h', '7d', '90d', '1y', 'all'] as const) await look(panel, { range: { name } });
    panel.dispose();
    await at().run('opencredits.openDashboard');
    at().host.panels.at(-1)?.say({ kind: 'ready' });
    await at().pass(30 * 60_000);
    at().close();
    await at().open();
    await at().pass(10_000);
    await at().run('opencredits.openDashboard');
    const again = at().host.panels.at(-1);
    again?.say({ kind: 'ready' });
    await until('the keys', () => (again?.shown?.account?.keys.rows.length ?? 0) > 0);
    expect(asked(), 'nothing more within the hour').toBe(first);
    await at().pass(45 * 60_000);
    expect(asked(), 'and again after it').toBeGreaterThan(first);
    expect(
      at().paths.filter((path) => path === '/activity'),
      'but not for days that are kept',
    ).toHaveLength(1);
  },
  TIMEOUT_MS,
);

test(
  'days that the provider no longer offers stay',
  async () => {
    const panel = await openOrganisation();
    const { fromMs } = (await look(panel, { range: { name: '30d' } })).range;
    const then = sum(truth(fromMs, fromMs + DAY_MS), (row) => row.creditsMicros);
    at().close();
    at().simulator.control.advance(40 * DAY_MS);
    await quiet();
    expect(then).toBeGreaterThan(0);
    const kept = Object.keys(at().files).filter((name) => /^usage\..*\.2026-10\.json$/.test(name));
    expect(kept).toHaveLength(1);
  },
  TIMEOUT_MS,
);
