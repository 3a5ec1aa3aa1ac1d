import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createClock } from '../clock.ts';
import { keyFor } from '../keyFor.ts';
import { personaNames, personas } from '../personas.ts';
import { createApi, type Api } from '../testing/api.ts';
import { accountOf, createWorld } from '../world.ts';

// A Tuesday.
const startMs = Date.parse('2026-11-24T12:00:00Z');
const dayMs = 86_400_000;

const api = (): Api => createApi(startMs);

const balance = (totals: Record<string, unknown>): number =>
  Number((Number(totals['total_credits']) - Number(totals['total_usage'])).toFixed(6));

test.each([
  ['management', 5.2],
  ['ordinaryRealTotals', 5.2],
  ['limitAndBalance', 5.2],
  ['budgeted', 40],
  ['overdrawn', -0.4],
  ['belowCent', 0.004],
  ['wealthy', 1_234_567_890.12],
  ['managementEmpty', 0],
  ['hostileManagement', 5.2],
  ['lively', 25],
] as const)('%s sees a balance of %d', (persona, wanted) => {
  expect(balance(api().data('/credits', persona))).toBe(wanted);
});

test.each([
  ['limitDaily', 10, 3.1, 'daily'],
  ['limitWeekly', 10, 3.1, 'weekly'],
  ['limitMonthly', 10, 3.1, 'monthly'],
  ['limitNever', 10, 3.1, null],
  ['limitOverspent', 10, -0.05, 'daily'],
  ['limitAndBalance', 50, 45, 'monthly'],
  ['budgeted', 100, 60, 'monthly'],
  ['byok', 25, 4.12, 'monthly'],
  ['future', 10, 3.1, 'quarterly'],
  ['management', null, null, null],
  ['ordinary403', null, null, null],
] as const)('%s has limit %s with %s left, reset %s', (persona, limit, remaining, reset) => {
  const key = api().data('/key', persona);
  expect([key['limit'], key['limit_remaining'], key['limit_reset']]).toEqual([limit, remaining, reset]);
});

test('the answer of /key has the fields, and their order, of the one recorded live', () => {
  expect(Object.keys(api().data('/key', 'ordinaryRealTotals'))).toEqual([
    ...['label', 'is_management_key', 'is_provisioning_key', 'limit', 'limit_reset', 'limit_remaining'],
    ...['include_byok_in_limit', 'usage', 'usage_daily', 'usage_weekly', 'usage_monthly'],
    ...[
      'byok_usage',
      'byok_usage_daily',
      'byok_usage_weekly',
      'byok_usage_monthly',
      'is_free_tier',
      'expires_at',
    ],
    ...['creator_user_id', 'organization_id', 'workspace_id', 'allowed_data_regions'],
    ...['free_model_daily_requests', 'rate_limit'],
  ]);
  expect(api().data('/key', 'ordinary403')).toMatchObject({
    label: 'sk-or-v1-sim...403',
    is_management_key: false,
    usage_daily: 0.42,
    is_free_tier: false,
    effective_budget: null,
    free_model_daily_requests: { used: 2, limit: 1000, remaining: 998 },
    rate_limit: { requests: -1, interval: '10s', note: 'This field is deprecated and safe to ignore.' },
  });
});

test('the personas with something special in /key have it', () => {
  const { data } = api();
  expect(data('/key', 'management')).toMatchObject({
    is_management_key: true,
    is_provisioning_key: true,
    usage: 0,
  });
  expect(data('/key', 'freeTier')).toMatchObject({
    is_free_tier: true,
    free_model_daily_requests: { limit: 50, used: 2, remaining: 48 },
  });
  expect(data('/key', 'freeTierNoCount')).toMatchObject({ is_free_tier: true });
  expect(data('/key', 'freeTierNoCount')).not.toHaveProperty('free_model_daily_requests');
  expect(data('/key', 'expiring')).toMatchObject({ expires_at: '2026-11-27T12:00:00.000Z' });
  expect(data('/key', 'byok')).toMatchObject({ byok_usage_monthly: 17.38, include_byok_in_limit: true });
  expect(data('/key', 'budgeted')).toMatchObject({
    effective_budget: {
      scope: 'member',
      limit_usd: 5,
      remaining_usd: 2.5,
      spend_usd: 2.5,
      reset_interval: 'weekly',
      resets_at: '2026-11-30T00:00:00.000Z',
    },
  });
  expect(Object.keys(data('/key', 'sparse'))).toEqual(['label', 'usage', 'usage_daily', 'is_free_tier']);
  expect(data('/key', 'future')).not.toHaveProperty('rate_limit');
});

test('hostile strings arrive as they were meant, `__proto__` as a field of its own', () => {
  const { ask, data } = api();
  const { body } = ask('/key', 'hostileStrings');
  for (const part of [
    'command:workbench',
    '$(sync~spin)',
    'www.elsewhere.example',
    '\u202E',
    '\u200B',
    '| `x` |',
    '\\n',
  ]) {
    expect(body).toContain(part);
  }
  expect(body).toContain('"__proto__":{"polluted":true}');
  expect(data('/key', 'hostileStrings')['limit_reset']).toContain('](command:');
  expect(ask('/keys', 'hostileManagement').body).toContain('"__proto__":{"polluted":true}');
  expect(data('/activity', 'hostileManagement').map((row) => row['model'])).toContain('__proto__');
  expect({}).not.toHaveProperty('polluted');
});

test('a disabled, expired, revoked, unknown or missing key gets 401 in the live words', () => {
  const { ask, control } = api();
  const error = (message: string, code: number): string => JSON.stringify({ error: { message, code } });
  expect(ask('/key')).toMatchObject({ status: 401, body: error('No cookie auth credentials found', 401) });
  expect(ask('/key', 'nobody')).toMatchObject({ status: 401, body: error('User not found.', 401) });
  expect(ask('/credits', 'disabled').status).toBe(401);
  control.keyRevoked('management', true);
  expect(ask('/credits', 'management')).toMatchObject({ status: 401, body: error('User not found.', 401) });
  control.keyRevoked('management', false);
  expect(ask('/credits', 'management').status).toBe(200);
  control.advance(3 * dayMs - 1);
  expect(ask('/key', 'expiring').status).toBe(200);
  control.advance(1);
  expect(ask('/key', 'expiring').status).toBe(401);
});

test('an ordinary key gets 403 from what is for management keys; of /credits it depends', () => {
  const { ask } = api();
  const forbidden = '{"error":{"message":"Only management keys can perform this operation","code":403}}';
  for (const path of ['/keys', '/activity', '/credits']) {
    expect(ask(path, 'ordinary403')).toMatchObject({ status: 403, body: forbidden });
  }
  expect(ask('/credits', 'ordinaryZero')).toMatchObject({
    status: 200,
    body: '{"data":{"total_credits":0,"total_usage":0}}',
  });
  expect(ask('/keys', 'ordinaryRealTotals').status).toBe(403);
});

test('what is not served is 404, other methods are 405, in the envelope', () => {
  const { ask, control } = api();
  for (const path of ['/', '/keyz', '/key/', '/models', '/__proto__', '/constructor']) {
    expect(ask(path, 'management'), `of ${path}`).toMatchObject({
      status: 404,
      body: '{"error":{"message":"Resource not found","code":404}}',
    });
  }
  for (const method of ['POST', 'HEAD', 'DELETE', 'PATCH'])
    expect(ask('/key', 'management', method).status).toBe(405);
  expect(ask('/auth/key', 'management').body).toBe(ask('/key', 'management').body);
  control.oldKeyNameOnly(true);
  expect(ask('/key', 'management').status).toBe(404);
  expect(ask('/auth/key', 'management').status).toBe(200);
});

test('a preflight needs no key and allows what was measured live; answers are never cached', () => {
  const { ask } = api();
  const preflight = ask('/key', undefined, 'OPTIONS');
  expect(preflight).toMatchObject({ status: 204, body: '' });
  for (const { headers } of [preflight, ask('/key', 'management'), ask('/key'), ask('/nothing')]) {
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-headers']).toMatch(/^Authorization,.*X-Openrouter-Title/);
    expect(headers['access-control-expose-headers']).toBe(
      'X-Generation-Id,X-Provider-Name,request-id,cf-ray',
    );
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(headers).not.toHaveProperty('access-control-max-age');
  }
  expect(ask('/key', 'management').headers['cache-control']).toBe('private, no-store');
});

test('/keys pages by offset: the default workspace, newest first, without the disabled', () => {
  const { ask, data } = api();
  const pages = [0, 100, 200, 250].map((offset) => data(`/keys?offset=${offset}`, 'manyKeys'));
  expect(pages.map((page) => page.length)).toEqual([100, 100, 50, 0]);
  const created = pages.flat().map((row) => String(row['created_at']));
  expect(created).toEqual([...created].sort().reverse());
  expect(created[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
  expect(new Set(pages.flat().map((row) => row['hash'])).size).toBe(250);
  expect(pages.flat().some((row) => row['disabled'])).toBe(false);
  expect(data('/keys?offset=200&include_disabled=true', 'manyKeys').length).toBe(51);
  expect(data('/keys?workspace_id=11111111-1111-4111-8111-111111111111', 'manyKeys').length).toBe(1);
  for (const query of ['offset=-1', 'offset=x', 'workspace_id=default']) {
    const refused = ask(`/keys?${query}`, 'manyKeys');
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.body)).toMatchObject({ success: false, error: { name: 'ZodError' } });
  }
});

test('the keys of an account never add up to more than it used', { timeout: 600_000 }, () => {
  const { data } = api();
  const managers = personaNames.filter((persona) => personas[persona].kind === 'management');
  expect(managers.length).toBeGreaterThan(5);
  for (const persona of managers) {
    const sum = data('/keys?include_disabled=true', persona).reduce(
      (total, row) => total + Number(row['usage']),
      0,
    );
    expect(sum).toBeLessThanOrEqual(Number(data('/credits', persona)['total_usage']));
  }
});

test('/activity has the 30 completed days, newest first, in the live shape; today is refused', () => {
  const { ask, data } = api();
  const rows = data('/activity', 'management');
  const dates = [...new Set(rows.map((row) => String(row['date'])))];
  expect(dates[0]).toBe('2026-11-23 00:00:00');
  expect(dates.at(-1)).toBe('2026-10-25 00:00:00');
  expect(dates.length).toBeLessThanOrEqual(30);
  expect(rows[0]).toHaveProperty('byok_requests');
  expect(rows[0]).not.toHaveProperty('workspace_id');
  const one = data('/activity?date=2026-11-20', 'management');
  expect(new Set(one.map((row) => row['date']))).toEqual(new Set(['2026-11-20 00:00:00']));
  for (const date of ['2026-11-24', '2026-10-24', '2026-11-25', 'yesterday', '']) {
    expect(ask(`/activity?date=${date}`, 'management')).toMatchObject({
      status: 400,
      body: '{"error":{"message":"Date must be within the last 30 (completed) UTC days","code":400}}',
    });
  }
  expect(ask('/activity?group_by=model', 'management').status).toBe(400);
  expect(ask('/activity?user_id=x', 'management').status).toBe(404);
  expect(data('/activity?group_by=workspace', 'management')[0]).toHaveProperty('workspace_id');
  expect(data('/activity', 'managementEmpty')).toEqual([]);
});

test('what is spent today is in /activity tomorrow, under the key that spent it', () => {
  const { control, data } = api();
  const [key] = data('/keys', 'management');
  control.spend('management', 0.25);
  control.spend('management', 0.5);
  control.advance(dayMs);
  const path = `/activity?date=2026-11-24&api_key_hash=${String(key?.['hash'])}`;
  expect(data(path, 'management')).toMatchObject([{ usage: 0.75, requests: 2, date: '2026-11-24 00:00:00' }]);
  expect(data('/activity?date=2026-11-24&api_key_hash=0', 'management')).toEqual([]);
});

test('a key’s hash is the SHA-256 that OpenRouter documents', () => {
  const world = createWorld(1, createClock(startMs));
  const hash = createHash('sha256').update(keyFor('management')).digest('hex');
  expect(accountOf(world, 'management').key.hash).toBe(hash);
});
