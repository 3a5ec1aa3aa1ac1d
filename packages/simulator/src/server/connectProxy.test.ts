import { request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { keyFor, startSimulator, type Simulator } from '../index.ts';
import { get, tunnel } from '../testing/testClient.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ nowMs: 0 });
});
afterEach(() => {
  simulator.control.fault(undefined);
  simulator.control.clearRequests();
});
afterAll(() => simulator.stop());

const connections = (): unknown[] =>
  simulator.control.connections().map(({ host, port, outcome }) => `${outcome} ${host}:${port}`);

test('https://openrouter.ai and the second host are the simulator, under their own names', async () => {
  for (const throughProxyTo of ['openrouter.ai', 'elsewhere.example']) {
    const got = await get(simulator, '/key', { as: 'management', throughProxyTo });
    expect(got.status).toBe(200);
  }
  expect(connections()).toEqual(['tunnelled openrouter.ai:443', 'tunnelled elsewhere.example:443']);
  expect(simulator.control.requests().map(({ host }) => host)).toEqual([
    'openrouter.ai',
    'elsewhere.example',
  ]);
});

test('every other host is closed without an answer; only its name and port are logged', async () => {
  for (const host of [
    'marketplace.visualstudio.com:443',
    'openrouter.ai:80',
    'eu.openrouter.ai:443',
    'localhost:443',
  ]) {
    await expect(tunnel(simulator, host)).rejects.toThrow('socket hang up');
  }
  expect(connections()).toEqual([
    'closed marketplace.visualstudio.com:443',
    'closed openrouter.ai:80',
    'closed eu.openrouter.ai:443',
    'closed localhost:443',
  ]);
  expect(simulator.control.requests()).toEqual([]);
});

function plain(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(simulator.proxyUrl, { path, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('plain HTTP for our hosts is refused and logged as a request, so that a leak is seen; for others it is closed', async () => {
  const key = { authorization: `Bearer ${keyFor('management')}` };
  expect(await plain('http://openrouter.ai/api/v1/key', { ...key, host: 'openrouter.ai' })).toBe(403);
  expect(await plain('/api/v1/key', key)).toBe(403);
  await expect(plain('http://update.example/latest', { host: 'update.example' })).rejects.toThrow(
    'socket hang up',
  );
  expect(simulator.control.requests().map(({ scheme, host, keyCame }) => [scheme, host, keyCame])).toEqual([
    ['http', 'openrouter.ai', true],
    ['http', '127.0.0.1', true],
  ]);
  expect(connections()).toEqual(['closed update.example:80']);
  expect(JSON.stringify(simulator.control.requests())).not.toContain(keyFor('management'));
});

test('407 and refusal, as often as told', async () => {
  simulator.control.fault([
    { kind: 'proxy407', times: 1 },
    { kind: 'proxyRefuse', times: 1 },
    { kind: 'proxyRefuse', status: 503, times: 1 },
  ]);
  await expect(tunnel(simulator, 'openrouter.ai:443')).rejects.toThrow('proxy answered 407');
  await expect(tunnel(simulator, 'openrouter.ai:443')).rejects.toThrow('socket hang up');
  await expect(tunnel(simulator, 'openrouter.ai:443')).rejects.toThrow('proxy answered 503');
  (await tunnel(simulator, 'openrouter.ai:443')).destroy();
  expect(connections().slice(0, 3)).toEqual(Array(3).fill('fault openrouter.ai:443'));
});

test('a connection that a client keeps is closed when a connection fault is set, so that it is met at once', async () => {
  const agent = new TlsAgent({ keepAlive: true, ca: simulator.caPem });
  const ask = (): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = tlsRequest(`${simulator.origin}/api/v1/key`, { agent }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject);
      sent.end();
    });
  expect(await ask()).toBe(401);
  const [kept] = Object.values(agent.freeSockets).flat();
  expect(kept).toBeDefined();
  simulator.control.fault({ kind: 'badCertificate', certificate: 'expired' });
  if (kept && !kept.closed) await once(kept, 'close');
  await expect(ask()).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
  agent.destroy();
});

test('rubbish is closed and harms nobody', async () => {
  for (const url of [simulator.proxyUrl, simulator.origin]) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {});
    const closed = once(socket, 'close');
    socket.write('\u0000\u0001 nonsense\r\n\r\n');
    await closed;
  }
  await expect(tunnel(simulator, 'nonsense')).rejects.toThrow('socket hang up');
  expect((await get(simulator, '/key', { as: 'management' })).status).toBe(200);
});
