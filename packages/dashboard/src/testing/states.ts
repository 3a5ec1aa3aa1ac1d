import {
  type AccountDetail,
  type AccountRow,
  type DashboardState,
  DEFAULT_VIEW,
  type EventRow,
  type HeadlineText,
} from '@opencredits/core';
import { type DashboardName, dashboardNamed } from '../../../core/src/testing/dashboards.ts';
import {
  bucketsOf,
  DAY_MS,
  DOLLAR,
  HOUR_MS,
  hourCells,
  keyRows,
  linesOf,
  MODELS,
  modelRows,
  NOW_MS,
  TODAY_MS,
} from './figures.ts';

const events: readonly EventRow[] = [
  { atMs: NOW_MS - 5 * HOUR_MS, kind: 'alert', words: 'Credit was low', amount: 20 * DOLLAR },
  { atMs: NOW_MS - 4 * DAY_MS, kind: 'topUp', words: 'Topped up', amount: 100 * DOLLAR },
  {
    atMs: NOW_MS - 6 * DAY_MS,
    kind: 'reset',
    words: 'The key limit began anew: $50.00 may be spent',
    amount: 50 * DOLLAR,
  },
  {
    atMs: NOW_MS - 11 * DAY_MS,
    kind: 'correction',
    words: 'The provider corrected the spend',
    amount: -420_000,
  },
  { atMs: NOW_MS - 17 * DAY_MS, kind: 'topUp', words: 'Topped up', amount: 100 * DOLLAR },
];

const headline: HeadlineText = {
  figure: '$63.18',
  meaning: 'account balance',
  spoken: '$63.18 account balance',
  severity: 'none',
};

const whose = { id: 'a1', name: 'Acme Research', provider: 'OpenRouter' };

const row: AccountRow = {
  ...whose,
  currency: 'USD',
  asOfMs: NOW_MS - 3 * 60_000,
  nextAtMs: NOW_MS + 2 * 60_000,
  isRefreshing: false,
  headline,
  trouble: null,
  today: { micros: 6_240_000, basis: 'reported', isPartial: false },
  week: { micros: 24_815_000, basis: 'reported', isPartial: false },
  month: { micros: 178_402_113, basis: 'reported', isPartial: false },
  runway: '6–9 days',
};

const cone = {
  from: { atMs: NOW_MS, micros: 63_180_000 },
  earliestMs: NOW_MS + 6 * DAY_MS,
  medianMs: NOW_MS + 7.4 * DAY_MS,
  latestMs: NOW_MS + 9 * DAY_MS,
};

const spendParts = [
  ...MODELS.map((name) => ({ name, kind: 'named' as const })),
  { name: '', kind: 'other' as const },
];

function balanceOf(days: number, points: number): AccountDetail['balance'] {
  const { lines, topUps } = linesOf(days, points, 90 * DOLLAR);
  const last = lines.at(-1)?.at(-1);
  return {
    of: 'balance',
    lines,
    topUps,
    thresholds: [
      { kind: 'low', micros: 20 * DOLLAR },
      { kind: 'critical', micros: 5 * DOLLAR },
    ],
    cone: last ? { ...cone, from: last } : null,
  };
}

const breakdown = {
  missing: '',
  asOfMs: NOW_MS - 22 * 60_000,
  fromMs: TODAY_MS - 29 * DAY_MS,
  toMs: TODAY_MS + DAY_MS,
};

/** A management key, thirty days of a lively organisation. */
export const detail: AccountDetail = {
  ...row,
  caps: [
    { kind: 'balance', label: 'Account balance', left: 63_180_000, of: null, resetsAtMs: null, binds: false },
    {
      kind: 'keyLimit',
      label: "This key's limit",
      left: 12_400_000,
      of: 50 * DOLLAR,
      resetsAtMs: TODAY_MS + DAY_MS,
      binds: true,
    },
    {
      kind: 'budget',
      label: 'Budget of the month',
      left: 71_597_887,
      of: 250 * DOLLAR,
      resetsAtMs: Date.UTC(2026, 11, 1),
      binds: false,
    },
  ],
  keyExpiresAtMs: null,
  notes: [],
  range: {
    fromMs: TODAY_MS - 29 * DAY_MS,
    toMs: TODAY_MS + DAY_MS,
    bucket: 'day',
    before: { fromMs: TODAY_MS - 59 * DAY_MS, toMs: TODAY_MS - 29 * DAY_MS },
  },
  periods: [
    { period: 'day', spent: row.today, detail: '', budget: 10 * DOLLAR },
    { period: 'week', spent: row.week, detail: '', budget: 30 * DOLLAR },
    { period: 'month', spent: row.month, detail: '', budget: 150 * DOLLAR },
  ],
  paceMicrosPerHour: 412_000,
  runwayDetail: '1–4 Dec',
  balance: balanceOf(30, 280),
  spend: {
    total: { micros: 201_402_113, basis: 'reported', isPartial: true },
    before: { micros: 176_120_000, basis: 'reported', isPartial: false },
    buckets: bucketsOf(30, DAY_MS),
    parts: spendParts,
    missing: '',
  },
  hours: { cells: hourCells, days: 30 },
  models: { ...breakdown, rows: modelRows(24) },
  keys: { ...breakdown, rows: keyRows(12) },
  events,
};

const base: DashboardState = {
  nowMs: NOW_MS,
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  hideAmounts: false,
  view: { ...DEFAULT_VIEW, accountId: 'a1' },
  isStarting: false,
  accounts: [row],
  account: detail,
};

function withAccount(change: Partial<AccountDetail>, state: Partial<DashboardState> = {}): DashboardState {
  const account = { ...detail, ...change };
  return { ...base, accounts: [account], account, ...state };
}

/** Nineteen more, some with a currency, a trouble or a name of their own. */
function manyAccounts(): readonly AccountRow[] {
  const names = ['Personal', 'عميل الرياض', 'A very long name of an account that somebody gave', 'Client β'];
  return Array.from({ length: 20 }, (_, at) =>
    at === 0
      ? row
      : {
          ...row,
          id: `a${at + 1}`,
          name: names[at - 1] ?? `Client ${at}`,
          currency: at === 4 ? 'EUR' : 'USD',
          headline: at === 5 ? null : { ...headline, figure: `$${(at * 17.31).toFixed(2)}` },
          trouble: at === 5 ? { what: 'The key was rejected.', todo: 'Enter another one.' } : null,
          today: at === 5 ? null : row.today,
        },
  );
}

const hostile = [
  '<script>alert(1)</script>',
  '"onload="alert(1)',
  "javascript:alert('x')",
  '</table></svg><img src=https://tracker.example/x.png onerror=alert(1)>',
  '![](https://t.example)[Top up](command:workbench.action.terminal.sendSequence)',
  '=HYPERLINK("https://t.example")',
  'x'.repeat(200),
  '😀'.repeat(60),
];

const hostileDetail: Partial<AccountDetail> = {
  name: hostile[0] ?? '',
  notes: hostile,
  models: {
    ...detail.models,
    rows: modelRows(8).map((each, at) => ({ ...each, model: hostile[at] ?? '', providers: hostile })),
  },
  keys: {
    ...detail.keys,
    rows: keyRows(8).map((each, at) => ({
      ...each,
      name: hostile[at] ?? '',
      label: hostile[7 - at] ?? '',
      workspace: hostile[0] ?? '',
      resets: hostile[1] ?? '',
    })),
  },
  events: events.map((event, at) => ({ ...event, words: hostile[at] ?? '' })),
  spend: {
    ...detail.spend,
    parts: spendParts.map((part, at) => ({ ...part, name: hostile[at] ?? '' })),
  },
};

/** Those that are what the core makes of an account, samples and usage. */
export const MADE = [
  'starting',
  'empty',
  'firstDay',
  'ordinaryKey',
  'failed',
  'stale',
  'hiddenAmounts',
] as const satisfies readonly DashboardName[];
const made = Object.fromEntries(MADE.map((name) => [name, dashboardNamed(name)])) as Readonly<
  Record<(typeof MADE)[number], DashboardState>
>;

/** Every state that the page can be in, by name: as the core makes them, and by hand what it seldom or never does. */
export const states = {
  ...made,
  firstFigures: withAccount({ ...made.failed.account, ...whose, trouble: null }),
  managementKey: base,
  neverEmpty: withAccount({
    balance: { ...detail.balance, of: 'keyLimit', cone: { ...cone, latestMs: null }, topUps: [] },
  }),
  overdrawn: withAccount({
    headline: {
      figure: '-$2.41',
      meaning: 'account balance, overdrawn',
      spoken: '-$2.41 account balance, overdrawn',
      severity: 'error',
    },
    notes: [
      'The account is overdrawn: requests are refused until it is topped up, those to free models too.',
    ],
    balance: {
      ...detail.balance,
      lines: detail.balance.lines.map((line) =>
        line.map(({ atMs, micros }) => ({ atMs, micros: micros - 30 * DOLLAR })),
      ),
      cone: null,
    },
  }),
  manyAccounts: { ...base, accounts: manyAccounts() },
  hours: dashboardNamed('managementKey', { range: { name: '24h' } }),
  ninetyDays: dashboardNamed('managementKey', { range: { name: '90d' } }),
  huge: withAccount(
    {
      range: { fromMs: TODAY_MS - 1825 * DAY_MS, toMs: TODAY_MS + DAY_MS, bucket: 'month', before: null },
      balance: balanceOf(1825, 300),
      spend: { ...detail.spend, buckets: bucketsOf(61, 30 * DAY_MS, 30) },
      models: { ...detail.models, rows: modelRows(300) },
      keys: { ...detail.keys, rows: keyRows(10_000) },
    },
    { view: { ...base.view, range: { name: 'all' } } },
  ),
  rightToLeft: { ...base, locale: 'ar-EG', timeZone: 'Africa/Cairo' },
  hostile: withAccount(hostileDetail),
} satisfies Record<string, DashboardState>;
