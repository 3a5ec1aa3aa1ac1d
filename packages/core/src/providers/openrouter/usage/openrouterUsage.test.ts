import { describe, expect, test } from 'vitest';
import { fixture } from '../../../testing/fixture.ts';
import type { UsageRequest } from '../../usageSource.ts';
import { openrouterUsage as source } from './openrouterUsage.ts';

const MONDAY_MS = Date.parse('2026-11-23');
const at = (iso: string): number => Date.parse(iso);
const RANGE = { fromMs: MONDAY_MS, toMs: at('2026-11-25') };

function mapped<T>(request: UsageRequest<T>, name: string): T {
  const value = request.map(JSON.parse(fixture(`${name}.json`)));
  if (value === undefined) throw new Error(`${name} is not understood`);
  return value;
}

const unknown = 'unknown';

describe('/activity', () => {
  test('one row for each model and provider of a day, over its endpoints', () => {
    const { rows, isCut } = mapped(source.recent(), 'activity.documented');
    expect([...rows]).toEqual([
      [
        MONDAY_MS,
        [
          {
            model: 'openai/gpt-4.1',
            provider: 'OpenAI',
            spentMicros: 115_000n,
            ownKeysMicros: 12_000n,
            requests: 6,
            promptTokens: 60,
            completionTokens: 145,
            reasoningTokens: 25,
          },
        ],
      ],
      [at('2026-11-22'), [expect.objectContaining({ provider: 'Azure', spentMicros: 200_000n })]],
    ]);
    expect(isCut).toBe(false);
  });

  test('dates with a time, texts for numbers, fields more and less; a row without an amount is left out', () => {
    const { rows } = mapped(source.recent(), 'activity.recorded');
    expect([...rows]).toEqual([
      [
        MONDAY_MS,
        [
          {
            model: 'anthropic/claude-sonnet-4.5',
            provider: 'Anthropic',
            spentMicros: 12_500n,
            ownKeysMicros: 0n,
            requests: 3,
            promptTokens: 5_000_000_000,
            completionTokens: unknown,
            reasoningTokens: unknown,
          },
        ],
      ],
      [
        at('2026-11-21'),
        [expect.objectContaining({ provider: unknown, spentMicros: 500_000n, requests: unknown })],
      ],
    ]);
  });

  test('an empty list is an answer without a day', () => {
    expect(source.recent().map({ data: [] })?.rows.size).toBe(0);
  });
});

test.each([
  ['nothing', null],
  ['no list', { data: {} }],
  ['rows of which none can be read', { data: [{ date: '2026-11-23', model: 'a', spent: 1 }, 5, null] }],
])('%s is not the documented shape', (_what, json) => {
  expect(source.recent().map(json)).toBeUndefined();
  expect(source.byHour(RANGE).map({ data: json })).toBeUndefined();
});

describe('/analytics/query', () => {
  test('is asked with seconds in its times, and for as many rows as there may be', () => {
    expect(JSON.parse(source.byProvider(RANGE).body ?? '')).toEqual({
      metrics: [
        'credits_usage',
        'total_usage',
        'request_count',
        'tokens_prompt',
        'tokens_completion',
        'reasoning_tokens',
      ],
      dimensions: ['model', 'provider'],
      granularity: 'day',
      time_range: { start: '2026-11-23T00:00:00Z', end: '2026-11-25T00:00:00Z' },
      limit: 10_000,
    });
    expect(JSON.parse(source.byModel(RANGE).body ?? '')).toMatchObject({ dimensions: ['model'] });
    expect(JSON.parse(source.byKey(RANGE).body ?? '')).toMatchObject({ dimensions: ['api_key_id'] });
    const hours = JSON.parse(source.byHour(RANGE).body ?? '') as object;
    expect(hours).toMatchObject({ metrics: ['credits_usage', 'request_count'], granularity: 'hour' });
    expect(hours).not.toHaveProperty('dimensions');
  });

  test('by model: what went through one’s own keys is the difference; a row without a model is left out', () => {
    const { rows, isCut } = mapped(source.byProvider(RANGE), 'analytics.models');
    expect([...rows]).toEqual([
      [
        at('2026-11-24'),
        [
          {
            model: 'openai/gpt-4.1',
            provider: 'OpenAI',
            spentMicros: 300_000n,
            ownKeysMicros: 120_000n,
            requests: 12,
            promptTokens: 1000,
            completionTokens: 250,
            reasoningTokens: 0,
          },
          {
            model: 'z-ai/glm-4.6',
            provider: unknown,
            spentMicros: 1_000_000n,
            ownKeysMicros: 0n,
            requests: 1,
            promptTokens: 10,
            completionTokens: 20,
            reasoningTokens: 5,
          },
        ],
      ],
    ]);
    expect(isCut).toBe(false);
  });

  test('by key: two of one name are one; how many requests is not known when one of them does not say; cut off', () => {
    const { rows, isCut } = mapped(source.byKey(RANGE), 'analytics.keys');
    expect([...rows]).toEqual([
      [
        MONDAY_MS,
        [
          { name: 'Laptop', spentMicros: 750_000n, requests: 10 },
          { name: 'CI', spentMicros: 2_000_000n, requests: unknown },
        ],
      ],
    ]);
    expect(isCut).toBe(true);
  });

  test('by hour', () => {
    expect([...mapped(source.byHour(RANGE), 'analytics.hours').rows]).toEqual([
      [at('2026-11-24T07:00:00Z'), [{ spentMicros: 420_000n, requests: 12 }]],
      [at('2026-11-24T09:00:00Z'), [{ spentMicros: 0n, requests: 1 }]],
    ]);
  });

  test('as many rows as fit are taken for cut off where nothing is said', () => {
    const data = Array.from({ length: 10_000 }, () => ({
      date__day: '2026-11-23',
      credits_usage: 0,
      api_key_id: 'a',
    }));
    expect(source.byKey(RANGE).map({ data: { data } })?.isCut).toBe(true);
    expect(source.byKey(RANGE).map({ data: { data: data.slice(1) } })?.isCut).toBe(false);
  });
});

describe('/workspaces and /keys', () => {
  const workspaces = mapped(source.workspaces(0), 'workspaces');
  const [production] = workspaces.entries;

  test('a workspace without a name goes by its id', () => {
    expect(workspaces).toEqual({
      entries: [
        { id: '550e8400-e29b-41d4-a716-446655440000', name: 'Production' },
        { id: '00000000-0000-0000-0000-000000000000', name: '00000000-0000-0000-0000-000000000000' },
      ],
      length: 2,
      isLast: true,
    });
  });

  test('of more workspaces than fit on a page the first is not the last', () => {
    const json = { data: [{ id: 'a' }], total_count: 2 };
    expect(source.workspaces(0).map(json)?.isLast).toBe(false);
    expect(source.workspaces(1).map(json)?.isLast).toBe(true);
    expect(source.workspaces(1).map({ data: [], total_count: 2 })?.isLast).toBe(true);
  });

  test('keys are asked for by workspace, disabled ones too', () => {
    expect(source.keys(production, 100).url).toBe(
      'https://openrouter.ai/api/v1/keys?include_disabled=true&offset=100&workspace_id=550e8400-e29b-41d4-a716-446655440000',
    );
    expect(source.keys(undefined, 0).url).toBe(
      'https://openrouter.ai/api/v1/keys?include_disabled=true&offset=0',
    );
  });

  test('a key says what it may; what would not fit into an address is no hash', () => {
    const { entries, length, isLast } = mapped(source.keys(production, 0), 'keys.page');
    expect({ length, isLast }).toEqual({ length: 3, isLast: true });
    expect(entries).toEqual([
      {
        hash: 'f01d52606dc8f0a8303a7b5cc3fa07109c2e346cec7c0a16b40de462992ce943',
        name: 'My Production Key',
        label: 'sk-or-v1-0e6...1c96',
        workspace: 'Production',
        isDisabled: false,
        limitMicros: 100_000_000n,
        limitLeftMicros: 74_500_000n,
        resets: { kind: 'monthly' },
        lifetimeMicros: 125_500_000n,
        todayMicros: 1_500_000n,
        weekMicros: 5_500_000n,
        monthMicros: 25_500_000n,
        createdAtMs: at('2025-02-19T20:52:27.363Z'),
        expiresAtMs: at('2027-12-31T23:59:59Z'),
      },
      {
        hash: `${'0'.repeat(63)}1`,
        name: 'sk-or-v1-aaa...bbb',
        label: 'sk-or-v1-aaa...bbb',
        workspace: 'Production',
        isDisabled: true,
        resets: { kind: 'never' },
        lifetimeMicros: 100_000n,
      },
    ]);
  });
});

test('a name is cut, and not in the middle of a character', () => {
  const json = { data: [{ date: '2026-11-23', model: `${'a'.repeat(199)}🐟`, usage: 1 }] };
  expect(source.recent().map(json)?.rows.get(MONDAY_MS)?.[0]?.model).toBe('a'.repeat(199));
});
