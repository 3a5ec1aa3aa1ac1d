import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { guardedSend, providers } from '@opencredits/core';
import {
  badCertificateKinds,
  type FaultSpec,
  keyFor,
  type PersonaName,
  type RedirectTarget,
  type Simulator,
  startSimulator,
  type WrongBody,
  wrongBodies,
} from '@opencredits/simulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JsonAnswer } from '../../../../core/src/http/guardedRequest.ts';
import { headlineOf } from '../../../../core/src/model/reading.ts';
import { type AccountOutcome, readAccount } from '../../../../core/src/providers/readAccount.ts';
import { FakeClock } from '../../../../core/src/testing/fakeClock.ts';
import { overSimulator } from '../../testing/overSimulator.ts';
import { trapErrors } from '../../testing/trapErrors.ts';
import { quiet, underWay, until } from '../../testing/waiting.ts';
import { createTransport } from './transport.ts';

// Real TLS over real sockets to the simulator; the transport is the product's own.
const [openrouter] = providers;
if (!openrouter) throw new Error('no provider');
const KEY_URL = 'https://openrouter.ai/api/v1/key';
const transport = createTransport();

let simulator: Simulator;
let clock: FakeClock;
let disconnect: () => void;
let trap: ReturnType<typeof trapErrors>;

beforeAll(async () => {
  simulator = await startSimulator({ nowMs: Date.UTC(2026, 10, 24, 12) });
});
afterAll(() => simulator.stop());

beforeEach(() => {
  trap = trapErrors();
  clock = new FakeClock();
  disconnect = overSimulator(simulator);
});

afterEach(async () => {
  // Whatever happened: nothing stays open, nothing escapes, no timer waits.
  await quiet();
  const { sockets, freeSockets, requests } = https.globalAgent;
  expect([sockets, freeSockets, requests].map((list) => Object.keys(list))).toEqual([[], [], []]);
  expect(clock.pending).toBe(0);
  expect([...trap.caught, ...clock.uncaught]).toEqual([]);
  trap.release();
  disconnect();
  simulator.control.fault(undefined);
  simulator.control.clearRequests();
});

function getKey(key = keyFor('management'), signal?: AbortSignal, body?: string): Promise<JsonAnswer> {
  const request = {
    url: KEY_URL,
    origins: openrouter?.origins ?? [],
    auth: { header: 'authorization', scheme: 'Bearer' },
    key,
    slot: 'ordinary' as const,
    body,
  };
  return guardedSend({ transport, clock }, signal ? { ...request, signal } : request);
}

function read(persona: PersonaName): Promise<AccountOutcome> {
  if (!openrouter) throw new Error('no provider');
  return readAccount({ transport, clock, provider: openrouter, keys: { ordinary: keyFor(persona) } });
}

const failed = (failure: object): object => ({ kind: 'failed', failure });
const unexpected = (reason: string, status?: number): object =>
  failed({ kind: 'unexpectedAnswer', reason, ...(status === undefined ? {} : { status }) });
const arm = (fault: FaultSpec): void => simulator.control.fault(fault);
const arrived = (count = 1): Promise<unknown> =>
  until(`${count} requests`, () => simulator.control.requests().length >= count);

describe('good answers', () => {
  test.each([
    ['management', { kind: 'balance', amount: { amountMicros: 5_200_000n, currency: 'USD' } }],
    ['ordinary403', { kind: 'spendOnly', today: { amountMicros: 420_000n, currency: 'USD' } }],
    ['ordinaryZero', { kind: 'spendOnly', today: { amountMicros: 420_000n, currency: 'USD' } }],
    ['limitDaily', { kind: 'limit', of: 'keyLimit', remaining: { amountMicros: 3_100_000n } }],
    ['freeTier', { kind: 'freeTier', requestsLeftToday: 48 }],
    ['overdrawn', { kind: 'balance', amount: { amountMicros: -400_000n } }],
    ['hostileStrings', { kind: 'limit', remaining: { amountMicros: 3_100_000n } }],
  ] as const)('%s', async (persona, headline) => {
    const outcome = await read(persona);
    expect(outcome.kind === 'read' && headlineOf(outcome.reading)).toMatchObject(headline);
  });

  test('are asked for with nothing but what it takes', async () => {
    await getKey();
    expect(simulator.control.requests()).toMatchObject([
      { method: 'GET', path: '/api/v1/key', host: 'openrouter.ai', scheme: 'https', keyCame: true },
    ]);
    expect(simulator.control.requests()[0]?.headerNames.sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'host',
      'user-agent',
    ]);
  });
});

test('JSON is sent with a POST', async () => {
  await getKey(undefined, undefined, '{"metrics":["größe"]}');
  const [request] = simulator.control.requests();
  expect(request).toMatchObject({ method: 'POST', path: '/api/v1/key', keyCame: true });
  expect(request?.headerNames).toEqual(expect.arrayContaining(['content-type', 'content-length']));
  expect(request?.headerNames).not.toContain('transfer-encoding');
});

describe('[trust 23] a redirect is not followed, and no second host sees the key', () => {
  const targets: readonly RedirectTarget[] = ['elsewhere', 'http', 'loop', 'https://elsewhere.example/x'];
  test.each(targets.flatMap((to) => ([301, 302, 303, 307, 308] as const).map((status) => ({ to, status }))))(
    '$status to $to',
    async ({ to, status }) => {
      arm({ kind: 'redirect', to, status });
      expect(await getKey()).toEqual(unexpected('redirect'));
      await quiet();
      expect(simulator.control.requests()).toMatchObject([
        { host: 'openrouter.ai', scheme: 'https', status },
      ]);
      expect(simulator.control.connections()).toEqual([]);
    },
  );
});

describe('[trust 24] a certificate that does not hold', () => {
  test.each(badCertificateKinds)('%s: no request, so no key', async (certificate) => {
    arm({ kind: 'badCertificate', certificate });
    expect(await getKey()).toEqual(failed({ kind: 'tls', reason: 'certificate' }));
    await quiet();
    expect(simulator.control.requests()).toEqual([]);
  });

  describe('while the environment switches the checks off', () => {
    beforeEach(() => {
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    });
    afterEach(() => {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    });

    test('refused before there is any connection, even to a good certificate', async () => {
      const answer = getKey();
      expect(underWay()).toEqual([]);
      expect(await answer).toEqual(failed({ kind: 'tls', reason: 'checksOff' }));
      expect(simulator.control.requests()).toEqual([]);
    });

    test.each(badCertificateKinds)('%s: the transport itself checks all the same', async (certificate) => {
      arm({ kind: 'badCertificate', certificate });
      const { signal } = new AbortController();
      await expect(transport.send({ url: KEY_URL, headers: {}, signal })).rejects.toMatchObject({
        reason: 'certificate',
      });
      await quiet();
      expect(simulator.control.requests()).toEqual([]);
    });
  });
});

describe('answers that are not the provider’s', () => {
  test('[trust 25] a captive portal', async () => {
    arm({ kind: 'captivePortal' });
    expect(await getKey()).toEqual(unexpected('notJson', 200));
  });

  test('Cloudflare’s error page', async () => {
    arm({ kind: 'cloudflare', status: 522 });
    expect(await getKey()).toEqual(failed({ kind: 'providerDown', status: 522, retryAfterMs: 30_000 }));
  });

  // As VS Code's proxy support does it: a socket that gives the proxy's own answer and takes nothing.
  test.each([407, 403, 502, 200, 401])('a proxy’s own %i instead of a tunnel', async (status) => {
    const agent: { createConnection?: unknown } = https.globalAgent;
    const before = agent.createConnection;
    agent.createConnection = () => {
      const socket = new net.Socket({ writable: false, readable: true } as net.SocketConstructorOpts);
      socket.push(
        `HTTP/1.1 ${status} So\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n{"data":{}}`,
      );
      socket.push(null);
      return socket;
    };
    try {
      expect(await getKey()).toEqual(failed({ kind: 'network', reason: 'proxy' }));
    } finally {
      agent.createConnection = before;
    }
    expect(simulator.control.requests()).toEqual([]);
  });

  test('a proxy that hangs up, and a port that nobody listens on', async () => {
    const unreachable = failed({ kind: 'network', reason: 'unreachable' });
    const server = net.createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await until('listening', () => server.listening);
    Object.assign(https.globalAgent.options, { port: (server.address() as AddressInfo).port });
    expect(await getKey()).toEqual(unreachable);
    await new Promise((resolve) => server.close(resolve));
    expect(await getKey()).toEqual(unreachable);
  });

  test('somebody who speaks plain HTTP where TLS should be', async () => {
    const seen: string[] = [];
    const server = http.createServer((request) => seen.push(request.url ?? '')).listen(0, '127.0.0.1');
    await until('listening', () => server.listening);
    Object.assign(https.globalAgent.options, { port: (server.address() as AddressInfo).port });
    expect(await getKey()).toMatchObject({ kind: 'failed', failure: { kind: 'tls' } });
    await new Promise((resolve) => server.close(resolve));
    expect(seen).toEqual([]);
  });
});

describe('[trust 26] a body without measure', () => {
  test('endless: given up, and the socket closed', async () => {
    arm({ kind: 'endlessBody' });
    expect(await getKey()).toEqual(unexpected('tooLarge', 200));
  });

  test('a gzip bomb is not unpacked', async () => {
    arm({ kind: 'gzipBomb' });
    expect(await getKey()).toEqual(unexpected('encoding'));
  });

  test.each([
    [1_048_576, { kind: 'json', json: 'a'.repeat(1_048_574) }],
    [1_048_577, unexpected('tooLarge', 200)],
    [2 * 1_048_576, unexpected('tooLarge', 200)],
  ])('%i bytes', async (bytes, expected) => {
    arm({ kind: 'status', status: 200, body: `"${'a'.repeat(bytes - 2)}"` });
    expect(await getKey()).toEqual(expected);
  });
});

describe('[trust 27] slow, silent and broken', () => {
  const timeout = failed({ kind: 'timeout' });

  test('headers that never come', async () => {
    arm({ kind: 'hangBeforeHeaders' });
    const answer = getKey();
    await arrived();
    await clock.advance(14_999);
    expect(underWay()).not.toEqual([]);
    await clock.advance(1);
    expect(await answer).toEqual(timeout);
  });

  test('a body that stops in the middle', async () => {
    arm({ kind: 'hangInBody' });
    const answer = getKey();
    await until('headers', () => simulator.control.requests()[0]?.status === 200);
    await clock.advance(15_000);
    expect(await answer).toEqual(timeout);
  });

  test('a byte at a time: each one more does not prolong the deadline', async () => {
    // Its hundreds of bytes take longer than this machine takes to move the clock on, however slow it is.
    arm({ kind: 'slowBody', bytes: 1, intervalMs: 5 });
    let isOver = false;
    const answer = getKey().finally(() => (isOver = true));
    await until('headers', () => simulator.control.requests()[0]?.status === 200);
    for (let second = 1; second < 15; second += 1) await clock.advance(1000);
    expect(isOver).toBe(false);
    await clock.advance(1000);
    expect(await answer).toEqual(timeout);
  });

  test.each(['beforeHeaders', 'inBody'] as const)('a connection dropped %s', async (when) => {
    arm({ kind: 'drop', when });
    expect(await getKey()).toEqual(failed({ kind: 'network', reason: 'unreachable' }));
  });

  test.each<FaultSpec>([{ kind: 'hangBeforeHeaders' }, { kind: 'hangInBody' }, { kind: 'endlessBody' }])(
    'aborted in mid-flight, $kind: the socket is closed at once',
    async (fault) => {
      arm(fault);
      const controller = new AbortController();
      const answer = getKey(undefined, controller.signal);
      await arrived();
      controller.abort();
      expect(await answer).toEqual({ kind: 'aborted' });
    },
  );

  test('aborted while still connecting, and before that', async () => {
    const controller = new AbortController();
    const answer = getKey(undefined, controller.signal);
    controller.abort();
    expect(await answer).toEqual({ kind: 'aborted' });
    expect(await getKey(undefined, controller.signal)).toEqual({ kind: 'aborted' });
    await until('our end closed', () => Object.keys(https.globalAgent.sockets).length === 0);
    // In Node 24 the far end would wait two minutes for a hello that never comes: a connection fault lets it hang up.
    simulator.control.fault({ kind: 'proxy407' });
    await quiet();
    expect(simulator.control.requests()).toEqual([]);
  });
});

describe('[trust 28] malformed bodies', () => {
  const json = (value: unknown): object => ({ kind: 'json', json: value });
  const notJson = unexpected('notJson', 200);
  test.each<[WrongBody, object]>([
    ['malformed', notJson],
    ['truncated', notJson],
    ['empty', notJson],
    ['invalidUtf8', notJson],
    ['null', json(null)],
    ['array', json([])],
    ['string', json('ok')],
    ['number', json(5.2)],
    ['missingData', json({})],
    ['stringError', failed({ kind: 'providerDown', status: 500 })],
    ['zodError', unexpected('status', 400)],
  ])('%s', async (body, expected) => {
    arm({ kind: 'body', body });
    expect(await getKey()).toEqual(expected);
  });

  test.each(['null', 'array', 'string', 'number', 'missingData', 'nullData', 'arrayData'] as const)(
    '%s is no reading',
    async (body) => {
      arm({ kind: 'body', body });
      expect(await read('management')).toEqual(unexpected('shape', 200));
    },
  );
});

describe('[trust 29] wrong types never become a wrong figure', () => {
  test.each(wrongBodies)('%s', async (body) => {
    const good = await read('management');
    arm({ kind: 'body', body });
    const outcome = await read('management');
    switch (body) {
      case 'numericStrings':
      case 'byteOrderMark':
      case 'pollution':
        expect(outcome).toEqual(good);
        break;
      case 'negativeZeros':
        // A management key's 0/0 is the truth.
        expect(outcome.kind === 'read' && headlineOf(outcome.reading)).toMatchObject({
          amount: { amountMicros: 0n },
        });
        break;
      case 'negativeNumbers':
        expect(outcome.kind === 'read' && headlineOf(outcome.reading)).toMatchObject({
          amount: { amountMicros: -5_200_000n },
        });
        break;
      default:
        expect(outcome.kind).toBe('failed');
    }
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('[trust 9] a key that is two lines, or holds a NUL', () => {
  test.each([
    'sk-or-v1-simulated\nX: y',
    'sk-or-v1-simulated\r\nX: y',
    'sk-or-v1-simu\0lated',
    'sk-or-v1-\u201dx',
  ])('is refused before a header is made: %j', async (key) => {
    const answer = getKey(key);
    expect(underWay()).toEqual([]);
    expect(await answer).toEqual(failed({ kind: 'invalidKey', slot: 'ordinary' }));
    expect(simulator.control.requests()).toEqual([]);
  });

  test('[trust 47] and were it sent all the same, nothing of it would escape', async () => {
    const { signal } = new AbortController();
    const sent = transport.send({
      url: KEY_URL,
      headers: { authorization: 'Bearer sk-or-v1-simu\nX' },
      signal,
    });
    const error: unknown = await sent.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify([String(error), (error as Error).stack, (error as Error).cause])).not.toContain(
      'simu',
    );
  });
});
