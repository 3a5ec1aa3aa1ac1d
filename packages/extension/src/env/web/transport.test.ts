import { guardedSend, providers } from '@opencredits/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JsonAnswer } from '../../../../core/src/http/guardedRequest.ts';
import { FakeClock } from '../../../../core/src/testing/fakeClock.ts';
import { settle } from '../../../../core/src/testing/settle.ts';
import { trapErrors } from '../../testing/trapErrors.ts';
import { createTransport } from './transport.ts';

const KEY = 'sk-or-v1-simulated-web';
const [openrouter] = providers;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
const fetched = vi.fn<Fetch>();
let clock: FakeClock;
let trap: ReturnType<typeof trapErrors>;

beforeEach(() => {
  trap = trapErrors();
  clock = new FakeClock();
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});

afterEach(async () => {
  await settle();
  vi.unstubAllGlobals();
  trap.release();
  expect(trap.caught).toEqual([]);
  expect(clock.pending).toBe(0);
});

function getKey(signal?: AbortSignal, key = KEY, body?: string): Promise<JsonAnswer> {
  return guardedSend(
    { transport: createTransport(), clock },
    {
      url: 'https://openrouter.ai/api/v1/key',
      origins: openrouter?.origins ?? [],
      auth: { header: 'authorization', scheme: 'Bearer' },
      key,
      slot: 'ordinary',
      body,
      ...(signal ? { signal } : {}),
    },
  );
}

const failed = (failure: object): object => ({ kind: 'failed', failure });
const answer = (body: BodyInit | null, init?: ResponseInit): void => {
  fetched.mockImplementation(async () => Promise.resolve(new Response(body, init)));
};
const initOf = (): RequestInit => fetched.mock.calls[0]?.[1] ?? {};

/** As a browser's own: fails with an AbortError as soon as it is called off. */
const hangs: Fetch = async (_url, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });

/** A body that gives `pieces`, then waits for ever; says when it is called off. */
function endless(
  piece: Uint8Array,
  pieces = Infinity,
): { body: ReadableStream<Uint8Array>; isOff: () => boolean } {
  let given = 0;
  let off = false;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      given += 1;
      if (given > pieces) return new Promise(() => undefined);
      controller.enqueue(piece);
    },
    cancel: () => {
      off = true;
    },
  });
  return { body, isOff: () => off };
}

test('is asked with the key in one header, without cookies, cache, referrer or redirects', async () => {
  answer('{"data":{}}');
  expect(await getKey()).toEqual({ kind: 'json', json: { data: {} } });
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(fetched.mock.calls[0]?.[0]).toBe('https://openrouter.ai/api/v1/key');
  expect(initOf()).toMatchObject({
    method: 'GET',
    headers: { accept: 'application/json', authorization: `Bearer ${KEY}` },
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
  // Nothing that a browser's preflight would have to be asked about beyond the one.
  expect(Object.keys(initOf().headers ?? {}).sort()).toEqual(['accept', 'authorization']);
  expect(initOf().body).toBeNull();
});

test('JSON is sent with a POST', async () => {
  answer('{}');
  await getKey(undefined, KEY, '{"metrics":[]}');
  expect(initOf()).toMatchObject({ method: 'POST', body: '{"metrics":[]}', redirect: 'manual' });
  expect(Object.keys(initOf().headers ?? {}).sort()).toEqual(['accept', 'authorization', 'content-type']);
});

test('a browser cannot be told to leave certificates unchecked', () => {
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  expect(createTransport().certificateChecksAreOff()).toBe(false);
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
});

describe('[trust 23] a redirect', () => {
  test('that the browser hides', async () => {
    const opaque = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null };
    fetched.mockResolvedValue(opaque as Response);
    expect(await getKey()).toEqual(failed({ kind: 'unexpectedAnswer', reason: 'redirect' }));
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  test.each([301, 302, 303, 307, 308])('that can be seen: %i', async (status) => {
    answer(null, { status, headers: { location: 'https://elsewhere.example/' } });
    expect(await getKey()).toEqual(failed({ kind: 'unexpectedAnswer', reason: 'redirect' }));
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});

test('[trust 24] [trust 36] offline, DNS, a bad certificate, CORS: a browser tells no difference', async () => {
  fetched.mockRejectedValue(new TypeError(`Failed to fetch ${KEY}`, { cause: { authorization: KEY } }));
  expect(await getKey()).toEqual(failed({ kind: 'network', reason: 'unreachable' }));
});

test('[trust 25] a captive portal', async () => {
  answer('<html>Please sign in</html>', { headers: { 'content-type': 'text/html' } });
  expect(await getKey()).toEqual(failed({ kind: 'unexpectedAnswer', reason: 'notJson', status: 200 }));
});

describe('[trust 26] a body without measure', () => {
  test('is given up after 1 MiB, and called off', async () => {
    const { body, isOff } = endless(new Uint8Array(64 * 1024).fill(0x20));
    answer(body);
    expect(await getKey()).toEqual(failed({ kind: 'unexpectedAnswer', reason: 'tooLarge', status: 200 }));
    await settle();
    expect(isOff()).toBe(true);
  });

  test('1 MiB is read, one byte more is not', async () => {
    answer(`"${'a'.repeat(1_048_574)}"`);
    expect(await getKey()).toMatchObject({ kind: 'json' });
    answer(`"${'a'.repeat(1_048_575)}"`);
    expect(await getKey()).toMatchObject({ failure: { reason: 'tooLarge' } });
  });
});

describe('[trust 27] slow, silent and broken', () => {
  test('headers that never come', async () => {
    fetched.mockImplementation(hangs);
    const asked = getKey();
    await clock.advance(14_999);
    expect(initOf().signal?.aborted).toBe(false);
    await clock.advance(1);
    expect(await asked).toEqual(failed({ kind: 'timeout' }));
    expect(initOf().signal?.aborted).toBe(true);
  });

  test('a body that stops in the middle', async () => {
    const { body } = endless(new TextEncoder().encode('{'), 1);
    answer(body);
    const asked = getKey();
    await clock.advance(15_000);
    expect(await asked).toEqual(failed({ kind: 'timeout' }));
    expect(initOf().signal?.aborted).toBe(true);
  });

  test('a body that breaks off', async () => {
    let isFirst = true;
    answer(
      new ReadableStream({
        pull: (controller) => {
          if (isFirst) controller.enqueue(new TextEncoder().encode('{"data":'));
          else controller.error(new TypeError(`network error ${KEY}`));
          isFirst = false;
        },
      }),
    );
    expect(await getKey()).toEqual(failed({ kind: 'network', reason: 'unreachable' }));
  });

  test('called off in mid-flight', async () => {
    fetched.mockImplementation(hangs);
    const controller = new AbortController();
    const asked = getKey(controller.signal);
    await settle();
    controller.abort();
    expect(await asked).toEqual({ kind: 'aborted' });
    expect(initOf().signal?.aborted).toBe(true);
  });
});

describe('[trust 28] malformed bodies', () => {
  test.each(['', '{', '{"data":', 'undefined', '\u0000'])('%j', async (body) => {
    answer(body);
    expect(await getKey()).toEqual(failed({ kind: 'unexpectedAnswer', reason: 'notJson', status: 200 }));
  });

  test('no body at all', async () => {
    answer(null);
    expect(await getKey()).toEqual(failed({ kind: 'unexpectedAnswer', reason: 'notJson', status: 200 }));
  });
});

test('[trust 34] CORS hides Retry-After: the body says it too', async () => {
  answer(JSON.stringify({ error: { code: 429, metadata: { retry_after_seconds: 30 } } }), { status: 429 });
  expect(await getKey()).toEqual(failed({ kind: 'rateLimited', retryAfterMs: 30_000 }));
});

test.each([
  [401, { kind: 'invalidKey', slot: 'ordinary' }],
  [403, { kind: 'wrongKeyKind' }],
  [503, { kind: 'providerDown', status: 503 }],
])('%i', async (status, failure) => {
  answer('{}', { status });
  expect(await getKey()).toEqual(failed(failure));
});

test('[trust 9] a key of two lines never reaches fetch, which would print it', async () => {
  expect(await getKey(undefined, `${KEY}\nX`)).toEqual(failed({ kind: 'invalidKey', slot: 'ordinary' }));
  expect(fetched).not.toHaveBeenCalled();
});
