import { expect, test } from 'vitest';
import { dayMs, hourMs, periodStartMs } from '../account/periods.ts';
import { hostileNames, longHostileNames } from '../hostileText.ts';
import type { LedgerRow } from '../ledger/ledgerRow.ts';
import { personaNames, personas } from '../personas.ts';
import { createApi, type Api, type Fields } from '../testing/api.ts';

// Whatever an account is asked, the answers are of one ledger: here they are held against it, to the micro-dollar.

// A Tuesday, in the middle of an hour.
const nowMs = Date.parse('2026-11-24T12:34:56Z');
const todayMs = periodStartMs('daily', nowMs);
const managers = personaNames.filter((persona) => personas[persona].kind === 'management');
const companies = ['organisation', 'manyModels', 'hostileOrganisation'] as const;

const micros = (usd: unknown): number => Math.round(Number(usd) * 1e6);
const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

/** Sums by the name that `of` gives a row; what comes to nothing is left out. */
function sums<Row>(
  rows: readonly Row[],
  of: (row: Row) => string,
  amount: (row: Row) => number,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) found.set(of(row), (found.get(of(row)) ?? 0) + amount(row));
  return new Map([...found].filter(([, sum]) => sum !== 0));
}

/** As toEqual would, but with ten thousand names in no time. */
function expectSame(shown: ReadonlyMap<string, number>, meant: ReadonlyMap<string, number>): void {
  const names = [...new Set([...shown.keys(), ...meant.keys()])];
  const different = names.filter((name) => shown.get(name) !== meant.get(name));
  expect(different.map((name) => [name.slice(0, 200), shown.get(name), meant.get(name)])).toEqual([]);
}

/** Every key of every workspace, page by page, as a client has to ask for them. */
function everyKey({ data }: Api, as: (typeof managers)[number]): Fields[] {
  return data('/workspaces', as).flatMap(({ id }) => {
    const keys: Fields[] = [];
    for (;;) {
      const page = data(`/keys?include_disabled=true&workspace_id=${String(id)}&offset=${keys.length}`, as);
      keys.push(...page);
      if (page.length === 0) return keys;
    }
  });
}

function expectAgreement(api: Api, as: (typeof managers)[number]): void {
  const { control, data } = api;
  const all = control.ledger(as);
  const since = (fromMs: number): LedgerRow[] => all.filter(({ atMs }) => atMs >= fromMs);
  const credits = (rows: readonly LedgerRow[]): number => sumOf(rows, (row) => row.creditsMicros);
  expect(micros(data('/credits', as)['total_usage'])).toBe(credits(all));

  const keys = everyKey(api, as);
  expect(keys.length).toBe(control.ledgerKeys(as).length);
  const windows = [
    ['', 0],
    ['_daily', todayMs],
    ['_weekly', periodStartMs('weekly', nowMs)],
    ['_monthly', periodStartMs('monthly', nowMs)],
  ] as const;
  for (const [window, fromMs] of windows) {
    const rows = since(fromMs);
    const shown = (field: string): Map<string, number> =>
      sums(
        keys,
        (key) => String(key['hash']),
        (key) => micros(key[field]),
      );
    const meant = (amount: (row: LedgerRow) => number): Map<string, number> =>
      sums(rows, (row) => row.keyHash, amount);
    expectSame(
      shown(`usage${window}`),
      meant((row) => row.creditsMicros),
    );
    expectSame(
      shown(`byok_usage${window}`),
      meant((row) => row.byokMicros),
    );
    expect(sumOf(keys, (key) => micros(key[`usage${window}`]))).toBe(credits(rows));
  }

  const month = control.ledger(as, { fromMs: todayMs - 30 * dayMs, toMs: todayMs });
  const byDayAndModel = (row: LedgerRow): string =>
    `${new Date(row.atMs).toISOString().slice(0, 10)} ${row.model} ${row.provider}`;
  const activity = data('/activity', as);
  const shown = (field: string, to: (value: unknown) => number = Number): Map<string, number> =>
    sums(
      activity,
      (row) => `${String(row['date']).slice(0, 10)} ${String(row['model'])} ${String(row['provider_name'])}`,
      (row) => to(row[field]),
    );
  expectSame(
    shown('usage', micros),
    sums(month, byDayAndModel, (row) => row.creditsMicros),
  );
  expectSame(
    shown('byok_usage_inference', micros),
    sums(month, byDayAndModel, (row) => row.byokMicros),
  );
  expectSame(
    shown('requests'),
    sums(month, byDayAndModel, (row) => row.requests),
  );
  expectSame(
    shown('prompt_tokens'),
    sums(month, byDayAndModel, (row) => row.promptTokens),
  );
  expectSame(
    shown('completion_tokens'),
    sums(month, byDayAndModel, (row) => row.completionTokens),
  );
  expectSame(
    shown('reasoning_tokens'),
    sums(month, byDayAndModel, (row) => row.reasoningTokens),
  );

  const metrics = ['credits_usage', 'total_usage', 'request_count', 'tokens_total'];
  const hours = api.query(as, { metrics, granularity: 'hour' });
  const week = since(Math.ceil((nowMs - 7 * dayMs) / hourMs) * hourMs);
  const byHour = (row: LedgerRow): string => new Date(row.atMs).toISOString();
  const ofHour = (row: Fields): string => String(row['created_at__hour']);
  expect(hours.metadata['truncated']).toBe(false);
  expectSame(
    sums(hours.data, ofHour, (row) => micros(row['credits_usage'])),
    sums(week, byHour, (row) => row.creditsMicros),
  );
  expectSame(
    sums(hours.data, ofHour, (row) => micros(row['total_usage'])),
    sums(week, byHour, (row) => row.creditsMicros + row.byokMicros),
  );
  expectSame(
    sums(hours.data, ofHour, (row) => Number(row['request_count'])),
    sums(week, byHour, (row) => row.requests),
  );
  const names = api.query(as, { metrics, dimensions: ['api_key_id', 'workspace'], limit: 10_000 });
  const byName = (name: unknown, workspace: unknown): string => JSON.stringify([name, workspace]);
  expectSame(
    sums(
      names.data,
      (row) => byName(row['api_key_id'], row['workspace']),
      (row) => micros(row['credits_usage']),
    ),
    sums(
      week,
      (row) => byName(row.key, row.workspace),
      (row) => row.creditsMicros,
    ),
  );
}

test.each(managers)(
  'credits, keys, activity and analytics of %s agree with its ledger',
  { timeout: 600_000 },
  (persona) => {
    const api = createApi(nowMs);
    expectAgreement(api, persona);
    if (persona === 'managementEmpty') return;
    api.control.spend(persona, 0.123456);
    api.control.spendByok(persona, 1.5);
    const [row] = api.control.ledger(persona, { fromMs: nowMs - (nowMs % hourMs) });
    expect(row).toMatchObject({ creditsMicros: 123_456, byokMicros: 1_500_000, requests: 2 });
    expectAgreement(api, persona);
  },
);

test.each(companies)(
  '%s: the same seed has the same past, another seed another one',
  { timeout: 600_000 },
  (persona) => {
    const told = (seed: number): string => JSON.stringify(createApi(nowMs, seed).control.ledger(persona));
    const first = told(1);
    expect(told(1) === first).toBe(true);
    expect(told(2) === first).toBe(false);
  },
);

test('a past is the same whenever somebody first looks at it; only its windows end', () => {
  const [early, late] = [createApi(nowMs), createApi(nowMs)];
  early.control.ledger('organisation');
  for (const { control } of [early, late]) control.advance(7 * dayMs);
  expect(late.control.ledgerKeys('organisation')).toEqual(early.control.ledgerKeys('organisation'));
  const [key] = late.control.ledgerKeys('organisation').filter(({ usage }) => usage.total > 0);
  expect(key?.usage).toMatchObject({ daily: 0, weekly: 0, monthly: 0 });
});

test('the company has what a dashboard has to cope with', () => {
  const { control, data } = createApi(nowMs);
  const rows = control.ledger('organisation');
  const distinct = (of: (row: LedgerRow) => unknown): number => new Set(rows.map(of)).size;
  expect(Math.round((todayMs - (rows[0]?.atMs ?? 0)) / dayMs)).toBe(400);
  expect([
    distinct((row) => row.model),
    distinct((row) => row.provider),
    distinct((row) => row.workspace),
  ]).toEqual([12, 6, 3]);
  expect(rows.some((row) => row.creditsMicros === 0 && row.requests > 0)).toBe(true);
  expect(rows.some((row) => row.byokMicros > 0)).toBe(true);
  expect(rows.every((row) => row.creditsMicros >= 0 && row.promptTokens >= 0)).toBe(true);
  const perDay = sums(
    rows,
    (row) => String(Math.floor(row.atMs / dayMs)),
    (row) => row.creditsMicros,
  );
  const onWeekend = (day: string): boolean => [0, 6].includes(new Date(Number(day) * dayMs).getUTCDay());
  const mean = (days: [string, number][]): number => sumOf(days, ([, spent]) => spent) / days.length;
  const days = [...perDay];
  expect(mean(days.filter(([day]) => onWeekend(day)))).toBeLessThan(
    mean(days.filter(([day]) => !onWeekend(day))) / 2,
  );
  const keys = control.ledgerKeys('organisation');
  expect(keys.length).toBe(140);
  expect(keys.filter(({ workspace }) => workspace === 'Platform').length).toBeGreaterThan(100);
  expect(data('/keys', 'organisation').length).toBe(100);
  expect(keys.filter(({ disabled }) => disabled).length).toBeGreaterThan(3);
  expect(
    new Set(keys.map(({ limitReset, limitMicros }) => (limitMicros === null ? 'none' : limitReset))),
  ).toEqual(new Set(['none', 'daily', 'weekly', 'monthly', null]));
  expect(new Set(keys.map(({ name }) => name)).size).toBeLessThan(keys.length);
});

test('three hundred models are in use within 30 days, and 10,000 keys are listed; no answer is beyond a megabyte', () => {
  const { ask, control, data } = createApi(nowMs);
  expect(new Set(data('/activity', 'manyModels').map((row) => row['model'])).size).toBe(300);
  expect(control.ledgerKeys('hostileOrganisation').length).toBe(10_000);
  for (const persona of companies) {
    const queries = (['model', 'api_key_id', 'workspace', 'provider'] as const).map((dimension) =>
      ask(
        '/analytics/query',
        persona,
        'POST',
        JSON.stringify({ metrics: ['credits_usage'], dimensions: [dimension], granularity: 'day' }),
      ),
    );
    for (const { status, body } of [ask('/activity', persona), ask('/keys', persona), ...queries]) {
      expect(status).toBe(200);
      expect(Buffer.byteLength(body)).toBeLessThan(1024 * 1024);
    }
  }
});

test('hostile names of models, providers, keys and workspaces arrive as they were meant', () => {
  const { ask, control, data } = createApi(nowMs);
  const names = new Set(control.ledgerKeys('hostileOrganisation').map(({ name }) => name));
  const rows = data('/activity', 'hostileOrganisation');
  const models = new Set(rows.map((row) => row['model']));
  // Not toContain: it would print them all.
  const lost = [...hostileNames, ...longHostileNames].filter((name) => !names.has(name) || !models.has(name));
  expect(lost.map((name) => name.slice(0, 80))).toEqual([]);
  expect(new Set(rows.map((row) => row['provider_name'])).has('<img src=x onerror=alert(1)>')).toBe(true);
  expect(ask('/workspaces', 'hostileOrganisation').body).toContain('](command:');
});
