import { request as httpsRequest } from 'node:https';
import { HTTPClient, OpenRouter } from '@openrouter/sdk';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PersonaSpec } from './account/personaSpec.ts';
import { keyFor, personaNames, personas, startSimulator, type PersonaName, type Simulator } from './index.ts';

// The good answers are judged by a client that is not ours: OpenRouter's official SDK, which validates strictly.

const nowMs = Date.UTC(2026, 10, 24, 12);
let simulator: Simulator;

beforeAll(async () => {
  // The SDK reads these: one of them would send the key to another host.
  for (const name of Object.keys(process.env))
    if (name.startsWith('OPENROUTER_')) vi.stubEnv(name, undefined);
  simulator = await startSimulator({ nowMs });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await simulator.stop();
});

/** A `fetch` that trusts the simulator's CA: the global one cannot be told, short of switching all checks off. */
async function trustingFetch(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const asked = new Request(input, init);
  const body = Buffer.from(await asked.arrayBuffer());
  return new Promise((resolve, reject) => {
    const sent = httpsRequest(
      asked.url,
      { method: asked.method, headers: Object.fromEntries(asked.headers), ca: simulator.caPem, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const headers = new Headers();
          for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value));
          resolve(new Response(Buffer.concat(parts), { status: response.statusCode ?? 0, headers }));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const client = (persona: PersonaName): OpenRouter =>
  new OpenRouter({
    apiKey: keyFor(persona),
    serverURL: `${simulator.origin}/api/v1`,
    httpClient: new HTTPClient({ fetcher: trustingFetch }),
    // By default it goes on for an hour.
    retryConfig: { strategy: 'none' },
    timeoutMs: 30_000,
  });

// What the SDK refuses by design: it wants every field it knows, also deprecated ones; and one key is disabled.
const refusedKeys: readonly PersonaName[] = ['freeTierNoCount', 'sparse', 'future', 'disabled'];
const good = personaNames.filter((persona) => !refusedKeys.includes(persona));
const managers = personaNames.filter((persona) => personas[persona].kind === 'management');

test.each(good)('/key of %s', async (persona) => {
  const { data } = await client(persona).apiKeys.getCurrentKeyMetadata();
  expect(data.isManagementKey).toBe(personas[persona].kind === 'management');
  expect(data.rateLimit).toEqual({
    requests: -1,
    interval: '10s',
    note: 'This field is deprecated and safe to ignore.',
  });
});

test('/key: what it reads is what was meant', async () => {
  expect((await client('limitDaily').apiKeys.getCurrentKeyMetadata()).data).toMatchObject({
    limit: 10,
    limitRemaining: 3.1,
    limitReset: 'daily',
    usageDaily: 6.9,
    expiresAt: null,
    isFreeTier: false,
  });
  expect((await client('freeTier').apiKeys.getCurrentKeyMetadata()).data).toMatchObject({
    isFreeTier: true,
    freeModelDailyRequests: { limit: 50, used: 2, remaining: 48 },
  });
  expect((await client('expiring').apiKeys.getCurrentKeyMetadata()).data.expiresAt).toEqual(
    new Date(nowMs + 3 * 86_400_000),
  );
});

test.each(refusedKeys)('/key of %s is refused', async (persona) => {
  const name = persona === 'disabled' ? 'UnauthorizedResponseError' : 'ResponseValidationError';
  await expect(client(persona).apiKeys.getCurrentKeyMetadata()).rejects.toMatchObject({ name });
});

const enabled = personaNames.filter((persona) => persona !== 'disabled');

test.each(enabled.filter((persona) => personas[persona].credits !== 'forbidden'))(
  '/credits of %s',
  async (persona) => {
    const { credits, totalCreditsUsd, totalUsageUsd } = personas[persona];
    const { data } = await client(persona).credits.getCredits();
    expect(data).toEqual(
      credits === 'zero'
        ? { totalCredits: 0, totalUsage: 0 }
        : { totalCredits: totalCreditsUsd, totalUsage: totalUsageUsd },
    );
  },
);

test.each(enabled.filter((persona) => personas[persona].credits === 'forbidden'))(
  '/credits of %s is forbidden',
  async (persona) => {
    await expect(client(persona).credits.getCredits()).rejects.toMatchObject({
      name: 'ForbiddenResponseError',
      statusCode: 403,
    });
  },
);

test.each(managers)('/keys and /activity of %s', async (persona) => {
  const keys = await client(persona).apiKeys.list({ includeDisabled: true });
  const spec: PersonaSpec = personas[persona];
  const wanted = spec.past
    ? spec.past().keys.filter(({ workspace }) => workspace === 0).length
    : spec.listedKeys && spec.listedKeys + 1;
  expect(keys.data.length).toBe(Math.min(100, wanted ?? 0));
  const activity = await client(persona).analytics.getUserActivity();
  expect(activity.data.length > 0).toBe(persona !== 'managementEmpty');
});

test('/workspaces, paged as the SDK does, and the keys of each', async () => {
  const names: string[] = [];
  for await (const { result } of await client('organisation').workspaces.list({ limit: 2 })) {
    for (const { id, name } of result.data) {
      const { data } = await client('organisation').apiKeys.list({ workspaceId: id });
      names.push(`${name} ${data.length > 0}`);
    }
  }
  expect(names).toEqual(['Platform true', 'Research true', 'Customer support true']);
});

test('/analytics/meta names what a query takes; of the rows the SDK keeps the number alone', async () => {
  const { analytics } = client('organisation');
  const { data: meta } = await analytics.getAnalyticsMeta();
  const { data } = await analytics.queryAnalytics({
    requestBody: {
      metrics: meta.metrics.map(({ name }) => name),
      dimensions: ['model'],
      granularity: 'day',
      timeRange: { start: new Date(nowMs - 86_400_000), end: new Date(nowMs) },
    },
  });
  expect(data.metadata).toMatchObject({ rowCount: data.data.length, truncated: false });
  expect(data.data.length).toBeGreaterThan(10);
  // That is why OpenCredits does without it.
  expect(data.data[0]).toEqual({});
});

test('analytics errors are the ones that the SDK knows', async () => {
  const query = (persona: PersonaName, metrics: string[]): Promise<unknown> =>
    client(persona).analytics.queryAnalytics({ requestBody: { metrics } });
  await expect(query('organisation', ['cost'])).rejects.toMatchObject({ name: 'BadRequestResponseError' });
  await expect(query('ordinary403', ['request_count'])).rejects.toMatchObject({
    name: 'ForbiddenResponseError',
  });
  simulator.control.fault({ kind: 'status', status: 408, path: '/analytics/query', times: 1 });
  await expect(query('organisation', ['request_count'])).rejects.toMatchObject({
    name: 'RequestTimeoutResponseError',
  });
});

test('paging /keys to its end as the SDK does', async () => {
  let offset = 0;
  for (;;) {
    const page = await client('manyKeys').apiKeys.list({ offset });
    if (page.data.length === 0) break;
    offset += page.data.length;
  }
  expect(offset).toBe(250);
});

test('errors are the ones that the SDK knows', async () => {
  const ordinary = client('ordinary403');
  await expect(ordinary.analytics.getUserActivity()).rejects.toMatchObject({
    name: 'ForbiddenResponseError',
  });
  await expect(client('management').analytics.getUserActivity({ date: '2026-11-24' })).rejects.toMatchObject({
    name: 'BadRequestResponseError',
    statusCode: 400,
  });
  simulator.control.fault({ kind: 'status', status: 500, times: 1 });
  await expect(ordinary.apiKeys.getCurrentKeyMetadata()).rejects.toMatchObject({
    name: 'InternalServerResponseError',
  });
});

test('the SDK reached this simulator and nothing else', () => {
  const hosts = simulator.control.requests().map(({ host, keyCame }) => `${host} ${keyCame}`);
  expect(new Set(hosts)).toEqual(new Set(['127.0.0.1 true']));
  expect(simulator.control.connections()).toEqual([]);
});
