import {
  type AccountDetail,
  type AccountRow,
  type DashboardState,
  DEFAULT_VIEW,
  type EventRow,
  type HeadlineText,
} from '@opencredits/core';
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

const row: AccountRow = {
  id: 'a1',
  name: 'Acme Research',
  provider: 'OpenRouter',
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

const missingTables = {
  rows: [],
  missing: 'Which models were used only a management key may see. Add one to this account to have it here.',
  asOfMs: null,
  fromMs: null,
  toMs: null,
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

const ordinary: Partial<AccountDetail> = {
  name: 'OpenRouter',
  headline: {
    figure: '$12.40 of $50',
    meaning: "left of this key's limit",
    spoken: "$12.40 of $50 left of this key's limit",
    severity: 'warning',
  },
  caps: detail.caps.slice(1, 2),
  notes: ['A management key for this account would add its balance, and what each model and key uses.'],
  today: { micros: 6_240_000, basis: 'observed', isPartial: true },
  periods: [
    {
      period: 'day',
      spent: { micros: 6_240_000, basis: 'observed', isPartial: true },
      detail: 'seen since 07:10 UTC',
      budget: null,
    },
    {
      period: 'week',
      spent: { micros: 24_815_000, basis: 'observed', isPartial: false },
      detail: '',
      budget: null,
    },
    { period: 'month', spent: null, detail: '', budget: null },
  ],
  balance: { ...detail.balance, of: 'keyLimit', cone: { ...cone, latestMs: null }, topUps: [] },
  spend: {
    ...detail.spend,
    total: { micros: 120_000_000, basis: 'observed', isPartial: true },
    before: null,
    buckets: detail.spend.buckets.map((bucket) => ({ ...bucket, byPart: [] })),
    parts: [],
    missing: 'What it was spent on only a management key may see.',
  },
  models: missingTables,
  keys: { ...missingTables, missing: 'The keys of the account only a management key may see.' },
};

const noBalance: AccountDetail['balance'] = { of: 'none', lines: [], thresholds: [], topUps: [], cone: null };

const nothingYet: Partial<AccountDetail> = {
  asOfMs: null,
  headline: null,
  caps: [],
  today: null,
  week: null,
  month: null,
  currency: null,
  runway: 'not known',
  runwayDetail: '',
  paceMicrosPerHour: null,
  periods: (['day', 'week', 'month'] as const).map((period) => ({
    period,
    spent: null,
    detail: '',
    budget: null,
  })),
  balance: noBalance,
  spend: {
    total: null,
    before: null,
    buckets: detail.spend.buckets.map((bucket) => ({ ...bucket, spent: null, byPart: [] })),
    parts: [],
    missing: '',
  },
  hours: { cells: hourCells.map((day) => day.map(() => null)), days: 0 },
  models: missingTables,
  keys: missingTables,
  events: [],
};

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

/** Every state that the page can be in, by name. */
export const states = {
  loading: { ...base, accounts: [], account: undefined, isStarting: true },
  noAccount: { ...base, accounts: [], account: undefined },
  firstDay: withAccount({
    ...nothingYet,
    asOfMs: NOW_MS - 60_000,
    currency: 'USD',
    headline: row.headline,
    runway: 'collecting',
    runwayDetail: 'It needs a day of figures.',
    balance: {
      ...noBalance,
      of: 'balance',
      lines: [[{ atMs: NOW_MS - 60_000, micros: 63_180_000 }]],
    },
  }),
  firstFigures: withAccount(nothingYet),
  ordinaryKey: withAccount(ordinary),
  managementKey: base,
  failed: withAccount({
    ...nothingYet,
    trouble: { what: 'OpenRouter rejected the key.', todo: 'Enter another one: it may have been deleted.' },
  }),
  stale: withAccount({
    asOfMs: NOW_MS - 3 * HOUR_MS,
    trouble: { what: 'OpenRouter cannot be reached.', todo: 'It is tried again in 5 minutes.' },
    notes: ['The figures of models and keys lag by up to an hour.'],
  }),
  overdrawn: withAccount({
    headline: {
      figure: '-$2.41',
      meaning: 'account balance, overdrawn',
      spoken: '-$2.41 account balance, overdrawn',
      severity: 'error',
    },
    caps: [
      {
        kind: 'balance',
        label: 'Account balance',
        left: -2_410_000,
        of: null,
        resetsAtMs: null,
        binds: true,
      },
    ],
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
  hidden: withAccount(
    {
      headline: {
        figure: '•••',
        meaning: 'account balance',
        spoken: 'hidden amount account balance',
        severity: 'none',
      },
    },
    { hideAmounts: true },
  ),
  manyAccounts: { ...base, accounts: manyAccounts() },
  hours: withAccount(
    {
      range: { fromMs: NOW_MS - DAY_MS, toMs: NOW_MS, bucket: 'hour', before: null },
      balance: { ...balanceOf(1, 120), topUps: [] },
      spend: {
        ...detail.spend,
        before: null,
        buckets: bucketsOf(24, HOUR_MS, 0.002).map((bucket) => ({
          ...bucket,
          startMs: bucket.startMs + 14 * HOUR_MS,
          endMs: bucket.endMs + 14 * HOUR_MS,
        })),
      },
    },
    { view: { ...base.view, range: { name: '24h' } } },
  ),
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
  ninetyDays: withAccount(
    {
      range: { ...detail.range, fromMs: TODAY_MS - 89 * DAY_MS },
      balance: balanceOf(90, 300),
      spend: { ...detail.spend, buckets: bucketsOf(90, DAY_MS) },
    },
    { view: { ...base.view, range: { name: '90d' } } },
  ),
  rightToLeft: { ...base, locale: 'ar-EG', timeZone: 'Africa/Cairo' },
  hostile: withAccount(hostileDetail),
} satisfies Record<string, DashboardState>;
