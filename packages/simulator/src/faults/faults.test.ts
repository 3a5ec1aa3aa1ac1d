import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startSimulator, wrongBodies, type FaultSpec, type Simulator, type WrongBody } from '../index.ts';
import { dataOf, get, open } from '../testing/testClient.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const as = 'management';
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ nowMs });
});
afterEach(() => {
  simulator.control.fault(undefined);
  simulator.control.clearRequests();
});
afterAll(() => simulator.stop());

const armed = (spec: FaultSpec | readonly FaultSpec[]): void => simulator.control.fault(spec);
const statusOf = async (path: string, persona: typeof as | 'ordinary403' = as): Promise<number> =>
  (await get(simulator, path, { as: persona })).status;

test('any status with any headers and any body', async () => {
  armed({
    kind: 'status',
    status: 429,
    headers: { 'Retry-After': 'soon', 'x-ratelimit-reset': '999999999' },
  });
  const limited = await get(simulator, '/key', { as });
  expect(limited).toMatchObject({
    status: 429,
    headers: { 'retry-after': 'soon', 'x-ratelimit-reset': '999999999', 'access-control-allow-origin': '*' },
    text: '{"error":{"message":"Too Many Requests","code":429}}',
  });
  armed({ kind: 'status', status: 418, headers: { 'content-type': 'text/plain' }, body: 'short and stout' });
  expect(await get(simulator, '/key', { as })).toMatchObject({
    status: 418,
    headers: { 'content-type': 'text/plain' },
    text: 'short and stout',
  });
  armed({
    kind: 'status',
    status: 402,
    body: { error: { code: 402, metadata: { retry_after_seconds: 7 } } },
  });
  expect((await get(simulator, '/key', { as })).text).toBe(
    '{"error":{"code":402,"metadata":{"retry_after_seconds":7}}}',
  );
  armed({ kind: 'status', status: 204 });
  expect(await get(simulator, '/key', { as })).toMatchObject({ status: 204, text: '' });
});

test('a fault meets the path and the persona it names, so many times, and is logged', async () => {
  armed({ kind: 'status', status: 503, path: '/credits', persona: as, times: 2 });
  expect(await statusOf('/key')).toBe(200);
  expect(await statusOf('/credits', 'ordinary403')).toBe(403);
  expect(await statusOf('/credits')).toBe(503);
  expect(await statusOf('/credits?x=1')).toBe(503);
  expect(await statusOf('/credits')).toBe(200);
  expect(simulator.control.requests().map(({ fault, status }) => [fault, status])).toEqual([
    [undefined, 200],
    [undefined, 403],
    ['status', 503],
    ['status', 503],
    [undefined, 200],
  ]);
});

test('a preflight meets no fault and uses none up', async () => {
  armed({ kind: 'status', status: 503, times: 1 });
  expect((await get(simulator, '/credits', { method: 'OPTIONS' })).status).toBe(204);
  expect(await statusOf('/credits')).toBe(503);
});

test('of several faults the first that matches is used; new ones replace them', async () => {
  armed([
    { kind: 'status', status: 500, path: '/key', times: 1 },
    { kind: 'status', status: 502, path: '/key' },
    { kind: 'status', status: 503 },
  ]);
  expect(await statusOf('/credits')).toBe(503);
  expect([await statusOf('/key'), await statusOf('/key')]).toEqual([500, 502]);
  armed({ kind: 'status', status: 500, path: '/keys' });
  expect(await statusOf('/key')).toBe(200);
});

test('a fault that could never happen is refused', () => {
  const refused: [FaultSpec, string][] = [
    [{ kind: 'nonsense' } as never, 'no such fault'],
    [{ kind: 'badCertificate', certificate: 'ugly' as never }, 'no such bad certificate'],
    [{ kind: 'proxy407', path: '/key' } as never, 'before there is a path'],
    [{ kind: 'drop', when: 'inBody', times: 0 }, 'times'],
    [{ kind: 'status', status: 99 }, 'no such final status'],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '1\r\nx: y' } }, 'Invalid character'],
  ];
  for (const [spec, words] of refused) expect(() => armed(spec)).toThrow(words);
});

test('a delay gives the good answer, not before its time', async () => {
  armed({ kind: 'delay', delayMs: 60 });
  const startMs = performance.now();
  expect(await dataOf(simulator, '/credits', as)).toEqual({ total_credits: 100, total_usage: 94.8 });
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(59);
});

test('a hang before the headers sends nothing while others are served', async () => {
  armed({ kind: 'hangBeforeHeaders', times: 1 });
  let heard = false;
  const hanging = get(simulator, '/key', { as }).then(
    () => (heard = true),
    () => undefined,
  );
  await vi.waitFor(() => expect(simulator.control.requests().length).toBe(1), {
    timeout: 30_000,
  });
  expect(await statusOf('/key')).toBe(200);
  expect(heard).toBe(false);
  expect(simulator.control.requests()[0]).not.toHaveProperty('status');
  void hanging;
});

test('a hang in the body sends the headers and half of what they promise', async () => {
  armed({ kind: 'hangInBody', times: 1 });
  const response = await open(simulator, '/credits', { as });
  const first = await new Promise<Buffer>((resolve) => response.once('data', resolve));
  expect(response.headers['content-length']).toBe('49');
  expect(first.toString()).toBe('{"data":{"total_credits":'.slice(0, 25));
  expect(await statusOf('/key')).toBe(200);
  expect(response.complete).toBe(false);
  response.destroy();
});

test('a slow body comes in pieces and whole in the end', async () => {
  armed({ kind: 'slowBody', bytes: 7, intervalMs: 2 });
  const response = await open(simulator, '/credits', { as });
  const parts: string[] = [];
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part.toString());
  expect(parts.length).toBeGreaterThan(3);
  expect(parts[0]?.length).toBe(7);
  expect(parts.join('')).toBe('{"data":{"total_credits":100,"total_usage":94.8}}');
});

test('an endless body goes on for as long as it is read', async () => {
  armed({ kind: 'endlessBody' });
  const response = await open(simulator, '/key', { as });
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > 3 * 1024 * 1024) break;
  }
  expect(response.complete).toBe(false);
  expect(response.headers).not.toHaveProperty('content-length');
});

test('a gzip bomb is small on the wire, large when decoded, and lawful JSON', async () => {
  armed({ kind: 'gzipBomb', decodedMiB: 16 });
  const { bytes, headers } = await get(simulator, '/key', { as });
  expect(headers['content-encoding']).toBe('gzip');
  expect(bytes.length).toBeLessThan(64 * 1024);
  const decoded = gunzipSync(bytes);
  expect(decoded.length).toBeGreaterThan(16 * 1024 * 1024);
  expect(JSON.parse(decoded.toString())).toHaveProperty('data.label');
});

test('pages of others: a captive portal with 200, Cloudflare with its statuses and without CORS', async () => {
  armed({ kind: 'captivePortal' });
  const portal = await get(simulator, '/key', { as });
  expect(portal).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=UTF-8' } });
  expect(portal.text).toContain('<form');
  for (const status of [502, 503] as const) {
    armed({ kind: 'cloudflare', status });
    const page = await get(simulator, '/key', { as });
    expect(page.status).toBe(status);
    expect(page.text).toContain('Temporarily unavailable | openrouter.ai | Cloudflare');
    expect(page.headers).not.toHaveProperty('access-control-allow-origin');
  }
});

const parsed: Record<Exclude<WrongBody, 'pollution'>, unknown> = {
  malformed: 'not JSON',
  truncated: 'not JSON',
  empty: 'not JSON',
  byteOrderMark: 'not JSON',
  invalidUtf8: 'not JSON',
  null: null,
  array: [],
  string: 'ok',
  number: 5.2,
  missingData: {},
  nullData: { data: null },
  arrayData: { data: [1, 2, 3] },
  numericStrings: { data: { total_credits: '100', total_usage: '94.8' } },
  nullFields: { data: { total_credits: null, total_usage: null } },
  hugeNumbers: { data: { total_credits: 1e308, total_usage: 1e308 } },
  overflowingNumbers: { data: { total_credits: Infinity, total_usage: Infinity } },
  nanStrings: { data: { total_credits: 'NaN', total_usage: 'NaN' } },
  negativeNumbers: { data: { total_credits: -100, total_usage: -94.8 } },
  negativeZeros: { data: { total_credits: -0, total_usage: -0 } },
  objectFields: {
    data: { total_credits: { value: 100, toString: 'no' }, total_usage: { value: 94.8, toString: 'no' } },
  },
  stringError: { error: 'something went wrong', error_description: 'no further details' },
  zodError: {
    success: false,
    error: { name: 'ZodError', message: '[\n  {\n    "code": "invalid_type"\n  }\n]' },
  },
};

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return 'not JSON';
  }
}

test('every wrong body is in the table below, or has its own test', () => {
  expect(new Set([...Object.keys(parsed), 'pollution'])).toEqual(new Set(wrongBodies));
});

test.each(Object.entries(parsed))('wrong body: %s', async (body, wanted) => {
  armed({ kind: 'body', body: body as WrongBody });
  const got = await get(simulator, '/credits', { as });
  expect(got.status).toBe(body === 'zodError' ? 400 : body === 'stringError' ? 500 : 200);
  expect(got.headers['content-type']).toBe('application/json');
  expect(readJson(got.text)).toStrictEqual(wanted);
});

test('wrong body: pollution, as text, for a parser makes of it what it will', async () => {
  armed({ kind: 'body', body: 'pollution' });
  expect((await get(simulator, '/credits', { as })).text).toBe(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"data":{"total_credits":100,"total_usage":94.8}}',
  );
});

test('very many rows', async () => {
  armed({ kind: 'manyRows' });
  const keys = await dataOf<{ name: string }[]>(simulator, '/keys', as);
  expect(new Set(keys.map((row) => row.name)).size).toBe(10_000);
  const rows = await dataOf<{ model: string }[]>(simulator, '/activity', as);
  expect(new Set(rows.map((row) => row.model)).size).toBe(10_000);
  const body = JSON.stringify({ metrics: ['credits_usage'], dimensions: ['api_key_id'] });
  const { text } = await get(simulator, '/analytics/query', { as, method: 'POST', body });
  const analytics = JSON.parse(text) as { data: { data: { api_key_id: string }[] } };
  expect(new Set(analytics.data.data.map((row) => row.api_key_id)).size).toBe(10_000);
  expect(await dataOf(simulator, '/credits', as)).toEqual({ total_credits: 100, total_usage: 94.8 });
});

test.each([301, 302, 303, 307, 308] as const)('redirect %i to each kind of target', async (status) => {
  const location = async (
    to: 'elsewhere' | 'http' | 'loop' | `https://${string}`,
    throughProxyTo?: string,
  ) => {
    armed({ kind: 'redirect', status, to });
    const got = await get(simulator, '/key?a=b', { as, ...(throughProxyTo ? { throughProxyTo } : {}) });
    expect(got.status).toBe(status);
    return got.headers.location;
  };
  expect(await location('elsewhere', 'openrouter.ai')).toBe('https://elsewhere.example/api/v1/key?a=b');
  expect(await location('http', 'openrouter.ai')).toBe('http://openrouter.ai/api/v1/key?a=b');
  expect(await location('loop', 'openrouter.ai')).toBe('https://openrouter.ai/api/v1/key?a=b');
  expect(await location('elsewhere')).toBe(`https://localhost:${simulator.port}/api/v1/key?a=b`);
  expect(await location('http')).toBe(`${simulator.proxyUrl}/api/v1/key?a=b`);
  expect(await location('loop')).toBe(`${simulator.origin}/api/v1/key?a=b`);
  expect(await location('https://third.example/')).toBe('https://third.example/');
});

test('whoever follows to the second host is logged there, with or without the key', async () => {
  await get(simulator, '/key', { as, throughProxyTo: 'elsewhere.example' });
  const blank = await get(simulator, '/key', { throughProxyTo: 'elsewhere.example' });
  expect(JSON.parse(blank.text)).toMatchObject({ elsewhere: true });
  expect(simulator.control.requests().map(({ host, keyCame }) => [host, keyCame])).toEqual([
    ['elsewhere.example', true],
    ['elsewhere.example', false],
  ]);
});

test('a dropped connection, before the headers and in the body', async () => {
  armed({ kind: 'drop', when: 'beforeHeaders' });
  await expect(get(simulator, '/key', { as })).rejects.toThrow('socket hang up');
  armed({ kind: 'drop', when: 'inBody' });
  const response = await open(simulator, '/key', { as });
  expect(response.statusCode).toBe(200);
  await expect(
    (async () => {
      for await (const part of response) void part;
    })(),
  ).rejects.toThrow('aborted');
});

test.each([
  ['expired', 'CERT_HAS_EXPIRED'],
  ['otherCa', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['wrongHost', 'ERR_TLS_CERT_ALTNAME_INVALID'],
] as const)('certificate %s: the handshake fails with %s and no request comes', async (certificate, code) => {
  armed({ kind: 'badCertificate', certificate, times: 2 });
  await expect(get(simulator, '/key', { as })).rejects.toMatchObject({ code });
  await expect(get(simulator, '/key', { as, throughProxyTo: 'openrouter.ai' })).rejects.toMatchObject({
    code,
  });
  expect(simulator.control.requests()).toEqual([]);
  expect(await statusOf('/key')).toBe(200);
});
