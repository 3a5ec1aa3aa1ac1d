import { expect, test } from 'vitest';
import { dayMs, hourMs } from '../../account/periods.ts';
import { createApi, type Api, type Fields } from '../../testing/api.ts';

// A Tuesday, in the middle of an hour.
const nowMs = Date.parse('2026-11-24T12:34:56Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const rangeOf = (fromMs: number, toMs: number): Fields => ({ start: iso(fromMs), end: iso(toMs) });

const ask = (api: Api, query: unknown): { status: number; error: string } => {
  const { status, body } = api.ask('/analytics/query', 'organisation', 'POST', JSON.stringify(query));
  const { error } = JSON.parse(body) as { error?: { message: string } };
  return { status, error: error?.message ?? '' };
};

test('counts come as strings, costs as numbers, and what was not used as null', () => {
  const metrics = [
    ...['credits_usage', 'total_usage', 'request_count', 'tokens_prompt'],
    ...['tokens_completion', 'tokens_total', 'reasoning_tokens'],
  ];
  const { data } = createApi(nowMs).query('organisation', { metrics, dimensions: ['model'] });
  const reasoning = data.find((row) => row['model'] === 'openai/gpt-5');
  expect(reasoning).toEqual({
    model: 'openai/gpt-5',
    credits_usage: expect.any(Number) as number,
    total_usage: expect.any(Number) as number,
    request_count: expect.stringMatching(/^\d+$/) as string,
    tokens_prompt: expect.stringMatching(/^\d+$/) as string,
    tokens_completion: expect.stringMatching(/^\d+$/) as string,
    tokens_total: String(Number(reasoning?.['tokens_prompt']) + Number(reasoning?.['tokens_completion'])),
    reasoning_tokens: expect.stringMatching(/^\d+$/) as string,
  });
  const plain = data.find((row) => row['model'] === 'openai/gpt-4.1-mini');
  expect(plain?.['reasoning_tokens']).toBeNull();
  const free = data.find((row) => row['model'] === 'qwen/qwen3-coder:free');
  expect(free).toMatchObject({ credits_usage: 0, total_usage: 0 });
  expect(Number(free?.['request_count'])).toBeGreaterThan(0);
});

test('time stands in created_at__hour with an instant, or in date__day with a date; a week begins on a Sunday', () => {
  const api = createApi(nowMs);
  const first = (query: Fields): Fields =>
    api.query('organisation', { metrics: ['credits_usage'], ...query }).data[0] ?? {};
  expect(first({ granularity: 'hour' })['created_at__hour']).toBe('2026-11-24T11:00:00.000Z');
  expect(first({ granularity: 'day' })['date__day']).toBe('2026-11-24');
  expect(first({ granularity: 'week' })['date__week']).toBe('2026-11-22');
  expect(first({ granularity: 'month' })['date__month']).toBe('2026-11-01');
  expect(first({ granularity: 'day', dimensions: ['provider'] })['created_at__day']).toBe(
    '2026-11-24T00:00:00.000Z',
  );
  expect(Object.keys(first({}))).toEqual(['credits_usage']);
});

test('without a range it is the last seven days, with the hour that is running; newest first', () => {
  const api = createApi(nowMs);
  api.control.spend('organisation', 0.25);
  const { data } = api.query('organisation', { metrics: ['credits_usage'], granularity: 'hour' });
  expect(data[0]).toEqual({ created_at__hour: '2026-11-24T12:00:00.000Z', credits_usage: 0.25 });
  const times = data.map((row) => Date.parse(String(row['created_at__hour'])));
  expect(times).toEqual([...times].sort((one, other) => other - one));
  expect(times.at(-1)).toBeGreaterThan(nowMs - 7 * dayMs - hourMs);
});

test('keys and workspaces are named, but filtered by hash and id; a hash that nobody has is warned of', () => {
  const api = createApi(nowMs);
  const key = api.control.ledgerKeys('organisation').find(({ usage }) => usage.daily > 0);
  const query = (field: string, operator: string, value: unknown): ReturnType<Api['query']> =>
    api.query('organisation', {
      metrics: ['credits_usage'],
      dimensions: ['api_key_id'],
      filters: [{ field, operator, value }],
    });
  expect(query('api_key_id', 'eq', key?.hash).data.map((row) => row['api_key_id'])).toEqual([key?.name]);
  const byName = query('api_key_id', 'in', [key?.name]);
  expect(byName.data).toEqual([]);
  expect(byName.warnings).toEqual([`Could not resolve api_key_id ${key?.name}`]);
  expect(query('workspace', 'eq', 'Research').data).toEqual([]);
  const [research] = api.data('/workspaces', 'organisation').filter(({ name }) => name === 'Research');
  const names = api.control
    .ledgerKeys('organisation')
    .filter(({ workspace }) => workspace === 'Research')
    .map(({ name }) => name);
  const shown = query('workspace', 'eq', research?.['id']).data.map((row) => row['api_key_id']);
  expect(shown.length).toBeGreaterThan(3);
  expect(names).toEqual(expect.arrayContaining(shown));
  expect(query('model', 'not_in', ['openai/gpt-5', 'openai/gpt-5-2026-01-01']).data.length).toBeGreaterThan(
    3,
  );
});

test('more rows than the limit are cut off and said to be', () => {
  const api = createApi(nowMs);
  const query = {
    metrics: ['credits_usage'],
    dimensions: ['api_key_id', 'model'],
    granularity: 'day',
    time_range: rangeOf(nowMs - 90 * dayMs, nowMs),
  };
  const usual = api.query('organisation', query);
  expect(usual.metadata).toMatchObject({ row_count: 1000, truncated: true });
  expect(usual.data.length).toBe(1000);
  expect(usual.cachedAt).toBe(nowMs);
  const two = api.query('organisation', { ...query, granularity: undefined, limit: 2 });
  expect(two.metadata).toMatchObject({ row_count: 2, truncated: true });
  const one = api.query('organisation', { ...query, dimensions: ['model'], group_limit: 1 });
  expect(new Set(one.data.map((row) => row['model'])).size).toBe(one.data.length);
  expect(one.metadata['truncated']).toBe(true);
});

test('order_by orders by a metric, a dimension or the date', () => {
  const api = createApi(nowMs);
  const models = (field: string, direction: string): string[] =>
    api
      .query('organisation', {
        metrics: ['credits_usage'],
        dimensions: ['model'],
        order_by: { field, direction },
      })
      .data.map((row) => String(row['model']));
  const byName = models('model', 'asc');
  expect(byName).toEqual([...byName].sort((one, other) => (one < other ? -1 : 1)));
  expect(models('credits_usage', 'asc')).toEqual(models('credits_usage', 'desc').reverse());
  expect(models('request_count', 'desc').length).toBe(byName.length);
});

test.each<[unknown, string]>([
  [{}, 'metrics: Too small'],
  [{ metrics: [] }, 'metrics: Too small'],
  [{ metrics: 'credits_usage' }, 'metrics: Invalid input'],
  [{ metrics: ['cost'] }, 'Unknown metric: cost'],
  [{ metrics: ['constructor'] }, 'Unknown metric: constructor'],
  [
    { dimensions: ['model', 'provider', 'workspace'] },
    'dimensions: Too big: expected array to have <=2 items',
  ],
  [{ dimensions: ['mood'] }, 'Unknown dimension: mood'],
  [{ granularity: 'year' }, 'Unknown granularity'],
  [{ time_range: { start: '2026-11-20T00:00Z', end: '2026-11-24T00:00Z' } }, 'time_range.start: Invalid'],
  [{ time_range: { start: '2026-11-20T00:00:00+01:00', end: iso(nowMs) } }, 'time_range.start: Invalid'],
  [{ time_range: { start: '2026-11-20T00:00:00Z' } }, 'time_range.end: Invalid'],
  [{ time_range: rangeOf(nowMs, nowMs - 1) }, 'start must be before end'],
  [{ time_range: rangeOf(nowMs - 366 * dayMs, nowMs) }, 'must not exceed 365 days'],
  [
    { dimensions: ['provider'], time_range: rangeOf(nowMs - 32 * dayMs, nowMs) },
    'limited to the last 31 days',
  ],
  [
    {
      filters: [{ field: 'provider', operator: 'eq', value: 'OpenAI' }],
      time_range: rangeOf(nowMs - 60 * dayMs, nowMs - 50 * dayMs),
    },
    'limited to the last 31 days',
  ],
  [{ granularity: 'minute' }, 'limited to 3 hours'],
  [{ limit: 10_001 }, 'limit: expected an integer'],
  [{ limit: 0 }, 'limit: expected an integer'],
  [{ filters: [{ field: 'cost', operator: 'eq', value: 1 }] }, 'filters: Unknown field'],
  [{ filters: [{ field: 'model', operator: 'like', value: 'x' }] }, 'filters: Unknown operator'],
  [{ filters: [{ field: 'model', operator: 'in', value: 'x' }] }, 'filters: in expects array'],
  [{ filters: Array.from({ length: 21 }, () => ({})) }, 'filters: Too big'],
  [{ order_by: { field: 'provider', direction: 'asc' } }, 'order_by: Unknown field'],
  [{ order_by: { field: 'date', direction: 'up' } }, 'order_by: Unknown direction'],
  [{ classifier_filters: {} }, 'No active classifier'],
  [[], 'Invalid input'],
])('%j is refused', (query, reason) => {
  const whole =
    typeof query === 'object' && query !== null && Object.keys(query).length > 0 && !('metrics' in query);
  const asked = whole && !Array.isArray(query) ? { metrics: ['credits_usage'], ...query } : query;
  const { status, error } = ask(createApi(nowMs), asked);
  expect([status, error]).toEqual([400, expect.stringContaining(reason) as string]);
});

test('a body that is no JSON is refused, an ordinary key too; a whole year and three hours by the minute are not', () => {
  const api = createApi(nowMs);
  expect(api.ask('/analytics/query', 'organisation', 'POST', '{').status).toBe(400);
  expect(api.ask('/analytics/query', 'organisation', 'POST').status).toBe(400);
  expect(api.ask('/analytics/query', 'organisation').status).toBe(405);
  expect(api.ask('/analytics/query', 'ordinary403', 'POST', '{}').status).toBe(403);
  expect(api.ask('/analytics/meta', 'ordinary403').status).toBe(403);
  expect(api.ask('/analytics/query', undefined, 'POST', '{}').status).toBe(401);
  const metrics = ['credits_usage'];
  expect(ask(api, { metrics, time_range: rangeOf(nowMs - 365 * dayMs, nowMs) }).status).toBe(200);
  const recent = rangeOf(nowMs - 3 * hourMs, nowMs);
  expect(ask(api, { metrics, granularity: 'minute', time_range: recent }).status).toBe(200);
});

test('the 65th request of a minute is refused until the next one; what is asked of others does not count', () => {
  const api = createApi(nowMs);
  const statuses = Array.from({ length: 66 }, () => ask(api, { metrics: ['request_count'] }).status);
  expect(statuses.indexOf(429)).toBe(64);
  const refused = api.ask('/analytics/meta', 'organisation');
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '4' } });
  expect(JSON.parse(refused.body)).toMatchObject({
    error: { code: 429, metadata: { retry_after_seconds: 4 } },
  });
  expect(api.ask('/analytics/meta', 'management').status).toBe(200);
  expect(api.ask('/credits', 'organisation').status).toBe(200);
  api.control.advance(4000);
  expect(ask(api, { metrics: ['request_count'] }).status).toBe(200);
});

test('meta tells what a query may ask for, and each of it can be asked for', () => {
  const api = createApi(nowMs);
  const meta = api.data('/analytics/meta', 'organisation') as unknown as Record<string, { name: string }[]>;
  const names = (of: string): string[] => (meta[of] ?? []).map(({ name }) => name);
  expect(names('metrics')).toContain('reasoning_tokens');
  for (const dimension of names('dimensions')) {
    for (const granularity of names('granularities').filter((name) => name !== 'minute')) {
      const query = { metrics: names('metrics'), dimensions: [dimension], granularity };
      expect(ask(api, query).status).toBe(200);
    }
  }
});
