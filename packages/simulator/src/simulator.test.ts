import { spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { keyFor, personaNames, startSimulator, type Simulator, type SimulatorOptions } from './index.ts';
import { dataOf, get } from './testing/testClient.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const running: Simulator[] = [];

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ nowMs, ...options });
  running.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
});

test(
  'after stop no socket, timer or file is left, and nothing keeps the process alive',
  { timeout: 600_000 },
  async () => {
    const script = fileURLToPath(new URL('./testing/startAndStop.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    const seen = JSON.parse(out) as {
      caFile: string;
      outcomes: string[];
      left: string[];
      exitListeners: number;
    };
    expect(seen.left).toEqual([]);
    expect(seen.outcomes).toEqual(['lost', 'lost']);
    expect(seen.exitListeners).toBe(0);
    expect(existsSync(dirname(seen.caFile))).toBe(false);
  },
);

test('the CA file is this user’s alone and verifies the server, whose key has the told fingerprint', async () => {
  const simulator = await start();
  expect(readFileSync(simulator.caFile, 'utf8')).toBe(simulator.caPem);
  expect(statSync(simulator.caFile).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(simulator.caFile)).mode & 0o777).toBe(0o700);
  const ca = new X509Certificate(simulator.caPem);
  expect(ca.ca).toBe(true);
  const socket = connect({
    host: '127.0.0.1',
    port: simulator.port,
    ca: simulator.caPem,
    servername: 'openrouter.ai',
  });
  await once(socket, 'secureConnect');
  const server = new X509Certificate(socket.getPeerCertificate().raw);
  socket.destroy();
  expect(server.verify(ca.publicKey)).toBe(true);
  for (const name of ['openrouter.ai', 'elsewhere.example', 'localhost'])
    expect(server.checkHost(name)).toBe(name);
  expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
  const spki = server.publicKey.export({ type: 'spki', format: 'der' });
  expect(simulator.serverKeySpki).toBe(createHash('sha256').update(spki).digest('base64'));
});

test(
  'the same seed, clock and calls give the same answers and the same log; another seed another past',
  { timeout: 600_000 },
  async () => {
    const told = async (seed: number): Promise<string> => {
      const simulator = await start({ seed });
      const answers: unknown[] = [];
      const ask = async (path: string, as: (typeof personaNames)[number]): Promise<void> => {
        const { status, headers, text } = await get(simulator, path, { as, throughProxyTo: 'openrouter.ai' });
        answers.push({ status, headers, text });
      };
      for (const persona of personaNames) await ask('/key', persona);
      simulator.control.spend('management', 0.2);
      simulator.control.advance(86_400_000);
      for (const path of ['/credits', '/keys?include_disabled=true', '/activity'])
        await ask(path, 'management');
      return JSON.stringify([answers, simulator.control.requests(), simulator.control.connections()]);
    };
    const [first, again, other] = [await told(7), await told(7), await told(8)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  },
);

test('the log tells what came, but the key is nowhere in it', async () => {
  const simulator = await start();
  const key = keyFor('management');
  const foreign = 'sk-or-v1-not-one-of-ours';
  const odd = 'a-partner-key-of-any-form-at-all-0123456789';
  await get(simulator, '/key', { as: 'management', throughProxyTo: 'openrouter.ai' });
  await get(simulator, `/credits?key=${key}`, { headers: { 'x-api-key': foreign, [key]: '1' } });
  await get(simulator, `/keys/${odd}`, { headers: { authorization: `Bearer ${odd}` } });
  await get(simulator, '/keys');
  const log = simulator.control.requests();
  expect(log[0]).toEqual({
    atMs: nowMs,
    scheme: 'https',
    method: 'GET',
    path: '/api/v1/key',
    host: 'openrouter.ai',
    keyCame: true,
    persona: 'management',
    headerNames: ['authorization', 'host', 'connection'],
    status: 200,
  });
  expect(log.map((entry) => [entry.path, entry.keyCame])).toEqual([
    ['/api/v1/key', true],
    ['/api/v1/credits?key=[key]', true],
    ['/api/v1/keys/[key]', true],
    ['/api/v1/keys', false],
  ]);
  const json = JSON.stringify([log, simulator.control.connections()]);
  for (const secret of [key, foreign, odd, 'Bearer']) expect(json).not.toContain(secret);
});

test('a query is posted; its body may come in pieces, but not without end, and no key in it gets into the log', async () => {
  const simulator = await start();
  const key = keyFor('management');
  const ask = (body: string): ReturnType<typeof get> =>
    get(simulator, '/analytics/query', {
      as: 'management',
      method: 'POST',
      body,
      throughProxyTo: 'openrouter.ai',
    });
  const padded = JSON.stringify({ metrics: ['request_count'], note: `${key}${' '.repeat(500_000)}` });
  const answered = await ask(padded);
  expect(answered.status).toBe(200);
  expect(JSON.parse(answered.text)).toMatchObject({ data: { metadata: { row_count: 1 } } });
  await expect(ask(' '.repeat(2_000_000))).rejects.toThrow(/hang up|ECONNRESET|EPIPE/);
  simulator.control.fault({ kind: 'status', status: 408, path: '/analytics/query', times: 1 });
  expect((await ask(padded)).status).toBe(408);
  const preflight = await get(simulator, '/analytics/query', { method: 'OPTIONS' });
  expect(preflight.status).toBe(204);
  expect(preflight.headers['access-control-allow-methods']).toContain('POST');
  const log = simulator.control.requests();
  expect(log[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/analytics/query',
    keyCame: true,
    status: 200,
  });
  expect(JSON.stringify(log)).not.toContain(key);
});

test('two simulators live side by side and know nothing of each other', async () => {
  const [one, two] = [await start(), await start()];
  one.control.spend('management', 1);
  expect(await dataOf(one, '/credits', 'management')).toEqual({ total_credits: 100, total_usage: 95.8 });
  expect(await dataOf(two, '/credits', 'management')).toEqual({ total_credits: 100, total_usage: 94.8 });
  await expect(get({ ...two, caPem: one.caPem }, '/key')).rejects.toThrow(/certificate/i);
});

test('the clock stands still at the real now unless the lively demo runs', async () => {
  const before = Date.now();
  const simulator = await startSimulator();
  running.push(simulator);
  const startedMs = simulator.control.now();
  expect(startedMs).toBeGreaterThanOrEqual(before);
  expect(startedMs).toBeLessThanOrEqual(Date.now());
  await get(simulator, '/key');
  expect(simulator.control.now()).toBe(startedMs);
  simulator.control.advance(5);
  expect(simulator.control.now()).toBe(startedMs + 5);
  expect(() => simulator.control.advance(-1)).toThrow(RangeError);
});
