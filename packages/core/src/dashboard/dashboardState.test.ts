import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sample } from '../history/sample.ts';
import { summarize } from '../present/summary.ts';
import { anyUsage } from '../testing/anyUsage.ts';
import { dashboardInputs, dashboardNamed, dashboardNames } from '../testing/dashboards.ts';
import { DAY_MS } from '../model/periods.ts';
import { aBalance } from '../testing/readings.ts';
import { anySample } from '../testing/samples.ts';
import { NOW_MS, read, trouble } from '../testing/watches.ts';
import type { Usage } from '../usage/usage.ts';
import { dashboardState } from './dashboardState.ts';
import type { AccountDetail, DashboardState } from './state.ts';
import { type DashboardView, DEFAULT_VIEW, RANGES, STACKS } from './view.ts';

/** What holds of every state, whatever it was made from. */
function assertSound(state: DashboardState): void {
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  const { account } = state;
  if (!account) return;
  const { spend, range, balance, hours, models, keys, events } = account;
  let atMs = range.fromMs;
  for (const { startMs, endMs, spent, byPart } of spend.buckets) {
    expect(startMs).toBe(atMs);
    atMs = endMs;
    if (spent) expect(spent.micros).toBeGreaterThanOrEqual(0);
    if (byPart.length === 0) continue;
    expect(byPart).toHaveLength(spend.parts.length);
    expect(Math.min(...byPart)).toBeGreaterThanOrEqual(0);
    expect(byPart.reduce((sum, part) => sum + part, 0)).toBe(spent?.micros);
  }
  expect(atMs).toBe(range.toMs);
  expect(spend.parts.length === 0).toBe(spend.missing !== '');
  expect(spend.parts.length).toBeLessThanOrEqual(9);
  const points = balance.lines.flat();
  expect(points.length).toBeLessThanOrEqual(300);
  expect(points.map((point) => point.atMs)).toEqual(points.map((point) => point.atMs).sort((a, b) => a - b));
  expect(hours.cells.map((cells) => cells.length)).toEqual(Array.from({ length: 7 }, () => 24));
  for (const micros of [
    ...hours.cells.flat(),
    ...models.rows.flatMap((row) => [row.spent, row.ownKeys, row.before, row.perMillionTokens]),
    ...keys.rows.map((row) => row.spent),
  ])
    expect(micros ?? 0).toBeGreaterThanOrEqual(0);
  expect(new Set(keys.rows.map(({ id }) => id)).size).toBe(keys.rows.length);
  expect(events.length).toBeLessThanOrEqual(500);
}

describe.each(dashboardNames)('the dashboard called %s', (name) => {
  test('is sound in every range', () => {
    const inputs = dashboardInputs(name);
    const ranges = name === 'tenThousandKeys' ? (['30d'] as const) : RANGES;
    for (const [at, range] of ranges.entries())
      assertSound(
        dashboardState(inputs, {
          ...DEFAULT_VIEW,
          range: { name: range },
          stackBy: STACKS[at % 3] ?? 'model',
        }),
      );
  });
});

const nearSample: fc.Arbitrary<Sample> = fc
  .tuple(anySample, fc.nat({ max: 400 * 24 }))
  .map(([sample, hours]) => ({ ...sample, atMs: NOW_MS - hours * 3_600_000 }));
const views: fc.Arbitrary<DashboardView> = fc.record({
  tab: fc.constant('overview' as const),
  range: fc.oneof(
    fc.constantFrom(...RANGES).map((name) => ({ name })),
    fc.constant({ name: 'custom' as const, fromDay: '2026-11-20', toDay: '2026-11-24' }),
  ),
  compares: fc.boolean(),
  stackBy: fc.constantFrom(...STACKS),
});

test('whatever samples and usage say, a dashboard is sound', () => {
  const inputs = dashboardInputs('managementKey');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(nearSample, anySample), { maxLength: 60 }),
      fc.option(anyUsage, { nil: undefined }),
      views,
      (unsorted, usage, view) => {
        const samples = [...unsorted].sort((a, b) => a.atMs - b.atMs);
        assertSound(dashboardState({ ...inputs, samples, usage }, view));
      },
    ),
    { numRuns: 150 },
  );
});

describe('where a part of what a management key may see is refused', () => {
  const inputs = dashboardInputs('managementKey');
  const refused = { kind: 'wrongKeyKind' } as const;
  const FORBIDDEN = 'OpenRouter does not show this to the management key (403).';
  const shownWith = (usage: Partial<Usage>): AccountDetail => {
    if (!inputs.usage) throw new Error('there is no usage');
    const { account } = dashboardState({ ...inputs, usage: { ...inputs.usage, ...usage } }, DEFAULT_VIEW);
    if (!account) throw new Error('there is no account');
    return account;
  };

  test('a week of which the provider has not told every day says so', () => {
    if (!inputs.usage) throw new Error('there is no usage');
    const { days, keyDays } = inputs.usage;
    const isOver = ({ startMs }: { readonly startMs: number }): boolean => startMs + DAY_MS <= NOW_MS;
    const usage = { ...inputs.usage, days: days.filter(isOver), keyDays: keyDays.filter(isOver), hours: [] };
    if (inputs.watch.kind !== 'watching') throw new Error('nothing is watched');
    const [watching] = inputs.watch.accounts;
    const managed = { ...watching, state: read({ keyKind: 'management', balance: aBalance('5') }) };
    const watch = { kind: 'watching', accounts: [managed] } as const;
    const first = { ...inputs, watch, usage, samples: [], insightOf: () => undefined };
    const [today, week, month] = dashboardState(first, DEFAULT_VIEW).account?.periods ?? [];
    expect(today?.spent).toBeNull();
    for (const period of [week, month])
      expect(period).toMatchObject({ spent: { isPartial: true }, detail: 'seen in part' });
  });

  test('what was answered is shown, with its own age', () => {
    const account = shownWith({
      days: [],
      keyDays: [],
      hours: [],
      askedAtMs: { keys: NOW_MS },
      failures: { days: refused, keyDays: refused, hours: refused },
    });
    expect(account.keys.asOfMs).toBe(NOW_MS);
    expect(account.keys.rows.find(({ name }) => name === 'Laptop')).toMatchObject({
      spent: null,
      today: expect.any(Number),
      month: expect.any(Number),
      limitLeft: 60_000_000,
    });
    expect(account.keys.missing).toContain(`Spend of keys: ${FORBIDDEN}`);
    expect(account.models).toMatchObject({ rows: [], asOfMs: null });
    expect(account.models.missing).toBe(`30 of 30 days are not known. ${FORBIDDEN}`);
    expect(account.notes).toContain(`Models, Spend of keys, Hours: ${FORBIDDEN}`);
  });

  test('it is said on the tab that it concerns and on no other', () => {
    const account = shownWith({ failures: { days: { kind: 'timeout' } } });
    expect(account.models.missing).toBe(
      'OpenRouter did not answer within 15 seconds. It is tried again by itself.',
    );
    expect(account.keys.missing).toBe('');
  });

  test('a rejected management key is the trouble of every tab that it tells', () => {
    if (inputs.watch.kind !== 'watching') throw new Error('nothing is watched');
    const [watching] = inputs.watch.accounts;
    const state = { ...watching.state, trouble: trouble({ kind: 'invalidKey', slot: 'management' }) };
    const { account } = dashboardState(
      { ...inputs, watch: { kind: 'watching', accounts: [{ ...watching, state }] } },
      DEFAULT_VIEW,
    );
    for (const { missing } of [account?.models, account?.keys].filter((one) => one !== undefined))
      expect(missing).toContain('OpenRouter rejected the management key (401)');
  });
});

describe('the page says what the tooltip says', () => {
  test.each(['managementKey', 'ordinaryKey', 'keyLimitOnly', 'stale', 'hiddenAmounts', 'freeTier'] as const)(
    '%s',
    (name) => {
      const inputs = dashboardInputs(name);
      const { account } = dashboardNamed(name);
      if (inputs.watch.kind !== 'watching' || !account) throw new Error('nothing is watched');
      const [watching] = inputs.watch.accounts;
      const style = { ...inputs, locale: 'en-US' };
      const summary = summarize(watching, style, [], inputs.insightOf(watching));
      const row = (label: string) => summary.rows.find((one) => one.label === label);
      expect(account.headline).toMatchObject({
        figure: summary.headline?.figure,
        meaning: summary.headline?.meaning,
      });
      const runway = row('Runway');
      if (runway) expect([account.runway, account.runwayDetail]).toEqual([runway.value, runway.detail]);
      else expect(account.runway).toBe('–');
      for (const [label, spent] of [
        ['Today', account.today],
        ['This week', account.week],
        ['This month', account.month],
      ] as const) {
        const shown = row(label)?.value ?? '–';
        if (inputs.hideAmounts) expect(shown).toBe('•••');
        else expect(spent ? `$${(spent.micros / 1e6).toFixed(2)}` : '–').toBe(shown);
      }
      const details = ['Today', 'This week', 'This month'].map((label) => row(label)?.detail ?? '');
      for (const [at, { detail }] of account.periods.entries()) expect(details[at]).toContain(detail);
    },
  );
});

test('what was spent says whose it is, where there are two that it could be, and how much of it may be of before', () => {
  const details = (name: (typeof dashboardNames)[number]) =>
    dashboardNamed(name).account?.periods.map(({ detail }) => detail);
  expect(details('managementKey')).toEqual(['whole account', 'whole account', 'whole account · ±$0.02']);
  expect(details('hiddenAmounts')).toEqual(['whole account', 'whole account', 'whole account']);
  expect(details('firstDay')).toEqual(['this key', 'this key', 'this key']);
  expect(details('keyLimitOnly')).toEqual(['', '', '']);
  // Nothing is said of what is not known.
  expect(details('stale')).toEqual(['', '', 'whole account · ±$0.02']);
});

describe('what is said where little is known', () => {
  test('no account, and one whose key was rejected', () => {
    expect(dashboardNamed('starting')).toMatchObject({ isStarting: true, accounts: [] });
    expect(dashboardNamed('empty')).toMatchObject({ isStarting: false, accounts: [] });
    expect(dashboardNamed('failed').account).toMatchObject({
      headline: null,
      currency: null,
      today: null,
      trouble: { what: 'OpenRouter rejected the API key (401): wrong, disabled or expired.' },
      spend: { total: null, parts: [] },
      balance: { of: 'none', lines: [], thresholds: [], cone: null },
      hours: { days: 0 },
    });
  });

  test('an ordinary key: what a management key would add, once and calmly', () => {
    const { account } = dashboardNamed('ordinaryKey');
    expect(account?.notes).toEqual([
      'This key expires in 9 days.',
      'A management key would show the account balance, and which models and keys it was spent on.',
    ]);
    for (const { missing } of [account?.spend, account?.models, account?.keys].flatMap((one) => one ?? []))
      expect(missing).toBe('A management key would show which models and keys this was spent on.');
  });

  test('an answer that was cut off and is old says so', () => {
    const { account } = dashboardNamed('stale');
    expect(account?.notes).toContain('OpenRouter cut off its answer: some of the breakdown is missing.');
    expect(account?.models.missing).toBe(
      '2 of 30 days are not known. The provider cut off its answer: some of it is missing. OpenRouter could not be reached. Check the network. It is tried again by itself.',
    );
    expect(account?.spend.buckets.slice(-2).map(({ spent }) => spent)).toEqual([null, null]);
    expect(account?.spend.total?.isPartial).toBe(true);
  });

  test('hidden amounts are in no words', () => {
    const words = JSON.stringify(dashboardNamed('hiddenAmounts').account, (name, value: unknown) =>
      name === 'events' ? [] : value,
    );
    expect(words).not.toMatch(/\$\d/);
  });
});

test.each([undefined, 'Etc/Unknown', 'Mars/Olympus'])(
  'a machine that calls its time zone %s is in UTC',
  (timeZone) => {
    const state = dashboardState({ ...dashboardInputs('managementKey'), timeZone }, DEFAULT_VIEW);
    expect(state.timeZone).toBe('UTC');
    expect(state.account?.hours.days).toBeGreaterThan(0);
  },
);

test('the account that was asked for is looked at, else the first', () => {
  const inputs = dashboardInputs('twentyAccounts');
  const id = '2'.padStart(32, '0');
  expect(dashboardState(inputs, { ...DEFAULT_VIEW, accountId: id }).account?.id).toBe(id);
  const state = dashboardState(inputs, { ...DEFAULT_VIEW, accountId: 'gone' });
  expect(state.account?.name).toBe('Work');
  expect(state.view.accountId).toBe(state.account?.id);
  expect(state.accounts).toHaveLength(20);
});

test('[trust 56] names come through as one plain line each', () => {
  const state = dashboardNamed('hostileNames', { range: { name: '90d' } });
  const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;
  const { account } = state;
  const shown = [
    ...(account?.spend.parts.map(({ name }) => name) ?? []),
    ...(account?.models.rows.flatMap(({ model, providers }) => [model, ...providers]) ?? []),
    ...(account?.keys.rows.map(({ name }) => name) ?? []),
    ...(account?.events.map(({ words }) => words) ?? []),
    account?.name ?? '',
  ];
  expect(shown.length).toBeGreaterThan(30);
  for (const name of shown) {
    expect(name).not.toMatch(unseen);
    expect([...name].length).toBeLessThanOrEqual(200);
  }
  expect(account?.models.rows.map(({ model }) => model)).toContain('(no name)');
});

test('a figure that came after the last kept sample ends the line', () => {
  const inputs = dashboardInputs('managementKey');
  if (inputs.watch.kind !== 'watching') throw new Error('nothing is watched');
  const [watching] = inputs.watch.accounts;
  const samples = inputs.samples.slice(0, -3);
  const { account } = dashboardState({ ...inputs, samples }, DEFAULT_VIEW);
  const { lastGood } = watching.state;
  const balance = lastGood?.reading.balance;
  expect(account?.balance.lines.at(-1)?.at(-1)).toEqual({
    atMs: lastGood?.atMs,
    micros: balance?.kind === 'known' ? Number(balance.amount.amountMicros) : 'unknown',
  });
  expect(read().lastGood?.atMs).toBe(NOW_MS);
});
