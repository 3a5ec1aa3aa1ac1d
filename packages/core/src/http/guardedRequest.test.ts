import { describe, expect, test } from 'vitest';
import { type HttpAnswer, TransportError } from '../ports.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import {
  answers,
  drips,
  hangs,
  hangsInBody,
  type Script,
  ScriptedTransport,
  streams,
  throws,
} from '../testing/scriptedTransport.ts';
import { settle } from '../testing/settle.ts';
import { DEADLINE_MS, guardedSend, type GuardedRequest, type JsonAnswer } from './guardedRequest.ts';
import { MAX_BODY_BYTES } from './readText.ts';

const KEY = 'sk-or-v1-simulated-ordinary';
const REQUEST: GuardedRequest = {
  url: 'https://openrouter.ai/api/v1/key',
  origins: ['https://openrouter.ai'],
  auth: { header: 'authorization', scheme: 'Bearer' },
  key: KEY,
  slot: 'ordinary',
};

interface Exchange {
  readonly answer: Promise<JsonAnswer>;
  readonly transport: ScriptedTransport;
  readonly clock: FakeClock;
  /** Undefined until the answer is there. */
  readonly settled: () => JsonAnswer | undefined;
}

function begin(script: Script, request: Partial<GuardedRequest> = {}, clock = new FakeClock()): Exchange {
  const transport = new ScriptedTransport().on('/api/v1/key', script);
  let settled: JsonAnswer | undefined;
  const answer = guardedSend({ transport, clock }, { ...REQUEST, ...request });
  answer.then(
    (value) => (settled = value),
    () => undefined,
  );
  return { answer, transport, clock, settled: () => settled };
}

async function failureFor(script: Script, request: Partial<GuardedRequest> = {}): Promise<unknown> {
  const exchange = begin(script, request);
  const answer = await exchange.answer;
  expect(exchange.clock.pending).toBe(0);
  expect(exchange.transport.open).toBe(0);
  return answer.kind === 'failed' ? answer.failure : answer;
}

describe('what is sent', () => {
  test('one GET with the key in its header and nowhere else', async () => {
    const { answer, transport } = begin(answers(200, { data: {} }));
    expect(await answer).toEqual({ kind: 'json', json: { data: {} } });
    expect(transport.requests.map(({ url, headers }) => ({ url, headers }))).toEqual([
      {
        url: 'https://openrouter.ai/api/v1/key',
        headers: { accept: 'application/json', authorization: `Bearer ${KEY}` },
      },
    ]);
  });

  test('JSON, where the request has some', async () => {
    const { answer, transport } = begin(answers(200, {}), { body: '{"metrics":[]}' });
    await answer;
    expect(transport.requests[0]).toMatchObject({
      body: '{"metrics":[]}',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
      },
    });
  });

  test('a provider may want its key bare, in a header of another name', async () => {
    const { answer, transport } = begin(answers(200, {}), { auth: { header: 'x-api-key', scheme: '' } });
    await answer;
    expect(transport.requests[0]?.headers).toEqual({ accept: 'application/json', 'x-api-key': KEY });
  });

  test.each([
    'http://openrouter.ai/api/v1/key',
    'https://u:p@openrouter.ai/api/v1/key',
    'https://evil.example/api/v1/key',
    'https://openrouter.ai./api/v1/key',
    'https://openrouter.ai:8443/api/v1/key',
    'nonsense',
  ])('[trust 22] nothing is sent to %s', async (url) => {
    const { answer, transport } = begin(answers(200, {}), { url });
    expect(await answer).toEqual({
      kind: 'failed',
      failure: { kind: 'unexpectedAnswer', reason: 'refusedUrl' },
    });
    expect(transport.requests).toEqual([]);
  });

  test('[trust 4] nothing is sent while certificate checks are off', async () => {
    const transport = new ScriptedTransport();
    transport.checksAreOff = true;
    const answer = await guardedSend({ transport, clock: new FakeClock() }, REQUEST);
    expect(answer).toEqual({ kind: 'failed', failure: { kind: 'tls', reason: 'checksOff' } });
    expect(transport.requests).toEqual([]);
  });

  test.each([
    'sk-or-v1-simu\nlated',
    'sk-or-v1-simulated\u0000',
    'sk-or-v1-simulated\r\nx-evil: 1',
    '',
    ' ',
    'k'.repeat(513),
  ])('[trust 9] the key %j never reaches the transport', async (key) => {
    const { answer, transport } = begin(answers(200, {}), { key, slot: 'management' });
    expect(await answer).toEqual({ kind: 'failed', failure: { kind: 'invalidKey', slot: 'management' } });
    expect(transport.requests).toEqual([]);
  });
});

describe('the deadline', () => {
  test.each<[string, (clock: FakeClock) => Script]>([
    ['headers that never come', () => hangs],
    ['a body that stops', () => hangsInBody],
    ['one byte a second', drips],
    [
      'a transport that does not even notice that it is aborted',
      () => async () => new Promise(() => undefined),
    ],
  ])('[trust 27] %s: over after exactly 15 s, and the socket is let go', async (_what, script) => {
    const clock = new FakeClock();
    const { settled, transport } = begin(script(clock), {}, clock);
    await clock.advance(DEADLINE_MS - 1);
    expect(settled()).toBeUndefined();
    expect(transport.requests[0]?.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(settled()).toEqual({ kind: 'failed', failure: { kind: 'timeout' } });
    expect(transport.requests[0]?.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test('[trust 27] the deadline is for headers and body together', async () => {
    const clock = new FakeClock();
    const slow: Script = async () => {
      await new Promise<void>((resolve) => clock.after(10_000, resolve));
      return drips(clock)({ ...REQUEST, headers: {}, signal: new AbortController().signal });
    };
    const { settled } = begin(slow, {}, clock);
    await clock.advance(14_999);
    expect(settled()).toBeUndefined();
    await clock.advance(1);
    expect(settled()).toEqual({ kind: 'failed', failure: { kind: 'timeout' } });
  });

  test('an answer in the last millisecond counts; what comes after is dropped', async () => {
    const clock = new FakeClock();
    const late: Script = async (request) => {
      await new Promise<void>((resolve) => clock.after(DEADLINE_MS - 1, resolve));
      return answers(200, { data: 1 })(request);
    };
    const { settled } = begin(late, {}, clock);
    await clock.advance(DEADLINE_MS * 2);
    expect(settled()).toEqual({ kind: 'json', json: { data: 1 } });
  });
});

describe('what comes back', () => {
  test('[trust 26] an endless body ends at a mebibyte', async () => {
    function* endless(): Generator<Uint8Array> {
      for (;;) yield new Uint8Array(300_000).fill(0x20);
    }
    expect(await failureFor(streams(200, endless))).toEqual({
      kind: 'unexpectedAnswer',
      reason: 'tooLarge',
      status: 200,
    });
  });

  test('[trust 26] a whole mebibyte of JSON is still read', async () => {
    const { answer } = begin(answers(200, `"${'x'.repeat(MAX_BODY_BYTES - 2)}"`));
    expect((await answer).kind).toBe('json');
  });

  test.each([300, 301, 302, 303, 304, 307, 308, 399, 'redirect'] as const)(
    '[trust 23] %s is not followed, and its body not read',
    async (status) => {
      let isRead = false;
      const script = streams(
        status,
        () => {
          isRead = true;
          return [];
        },
        { location: 'https://evil.example/' },
      );
      const exchange = begin(script);
      expect(await exchange.answer).toEqual({
        kind: 'failed',
        failure: { kind: 'unexpectedAnswer', reason: 'redirect' },
      });
      expect(exchange.transport.requests).toHaveLength(1);
      expect(exchange.transport.open).toBe(0);
      expect(isRead).toBe(false);
    },
  );

  test('[trust 24] a certificate that is not accepted', async () => {
    const failure = await failureFor(throws(new TransportError('certificate')));
    expect(failure).toEqual({ kind: 'tls', reason: 'certificate' });
  });

  test.each([
    ['unreachable', { kind: 'network', reason: 'unreachable' }],
    ['aborted', { kind: 'network', reason: 'unreachable' }],
    ['proxy', { kind: 'network', reason: 'proxy' }],
    ['encoding', { kind: 'unexpectedAnswer', reason: 'encoding' }],
  ] as const)('[trust 36] the transport says %s', async (reason, failure) => {
    expect(await failureFor(throws(new TransportError(reason)))).toEqual(failure);
  });

  test.each([
    ['[trust 25] a sign-in page with 200', '<html><title>Wi-Fi</title></html>'],
    ['[trust 28] nothing at all', ''],
    ['[trust 28] half of an object', '{"data":{"limit":1'],
    ['[trust 28] a word', 'OK'],
    ['[trust 28] NaN', '{"data":NaN}'],
  ])('%s is not JSON', async (_what, body) => {
    expect(await failureFor(answers(200, body))).toEqual({
      kind: 'unexpectedAnswer',
      reason: 'notJson',
      status: 200,
    });
  });

  test.each(['null', '[]', '5', '"text"', 'true'])(
    '[trust 28] %s is JSON: what it means is for the provider',
    async (body) => {
      expect(await begin(answers(200, body)).answer).toEqual({
        kind: 'json',
        json: JSON.parse(body) as unknown,
      });
    },
  );

  test.each<[string, number, unknown, unknown]>([
    [
      '[trust 32] 401',
      401,
      { error: { code: 401, message: 'User not found.' } },
      { kind: 'invalidKey', slot: 'ordinary' },
    ],
    // Somebody in between: neither stops the account nor hides the balance for a day.
    ['[trust 32] 401 in HTML', 401, '<html>', { kind: 'unexpectedAnswer', reason: 'notJson', status: 401 }],
    ['[trust 33] 403 in HTML', 403, '<html>', { kind: 'unexpectedAnswer', reason: 'notJson', status: 403 }],
    ['[trust 33] 403', 403, { error: { code: 403, message: 'x' } }, { kind: 'wrongKeyKind' }],
    ['[trust 36] 407', 407, '', { kind: 'network', reason: 'proxy' }],
    ['408', 408, '', { kind: 'providerDown', status: 408 }],
    ['500', 500, { error: 'boom' }, { kind: 'providerDown', status: 500 }],
    ['502 in HTML', 502, '<html>Cloudflare</html>', { kind: 'providerDown', status: 502 }],
    ['529', 529, '', { kind: 'providerDown', status: 529 }],
    ['404', 404, {}, { kind: 'unexpectedAnswer', reason: 'status', status: 404 }],
    ['402', 402, {}, { kind: 'unexpectedAnswer', reason: 'status', status: 402 }],
    ['204', 204, '', { kind: 'unexpectedAnswer', reason: 'status', status: 204 }],
    ['201 with a good body', 201, { data: {} }, { kind: 'unexpectedAnswer', reason: 'status', status: 201 }],
  ])('%s', async (_what, status, body, failure) => {
    expect(await failureFor(answers(status, body))).toEqual(failure);
  });

  test.each<[string, Readonly<Record<string, string>>, unknown, number | undefined]>([
    ['seconds', { 'retry-after': '30' }, '', 30_000],
    ['a date', { 'retry-after': 'Tue, 24 Nov 2026 12:00:45 GMT' }, '', 45_000],
    ['too many seconds', { 'retry-after': '999999999' }, '', 999_999_999_000],
    ['garbage', { 'retry-after': 'soon' }, '', undefined],
    ['none', {}, '', undefined],
    ['the body', {}, { error: { metadata: { retry_after_seconds: 9 } } }, 9_000],
  ])('[trust 34] 429 and 503 with %s', async (_what, headers, body, retryAfterMs) => {
    expect(await failureFor(answers(429, body, headers))).toEqual({ kind: 'rateLimited', retryAfterMs });
    expect(await failureFor(answers(503, body, headers))).toEqual({
      kind: 'providerDown',
      status: 503,
      retryAfterMs,
    });
  });
});

describe('nothing escapes', () => {
  const shout = `leak of ${KEY}`;
  const throwing = (): never => {
    throw new Error(shout);
  };
  const bad: Readonly<Record<string, HttpAnswer>> = {
    'a header that throws': { status: 503, header: throwing, body: [] as never },
    'a body that throws': {
      status: 200,
      header: () => undefined,
      body: { [Symbol.asyncIterator]: throwing },
    },
    'a status that is none': {
      status: Number.NaN,
      header: () => undefined,
      body: (async function* none() {})(),
    },
    'no answer at all': undefined as never,
    'a body of texts': { status: 200, header: () => undefined, body: ['{}'] as never },
  };
  const scripts: readonly [string, Script][] = [
    ['an error', throws(new Error(shout))],
    [
      'an error with the key in its cause',
      throws(new TypeError('fetch failed', { cause: new Error(shout) })),
    ],
    ['a text', throws(shout)],
    ['nothing', throws(undefined)],
    [
      'a certificate error with more to say',
      throws(Object.assign(new TransportError('certificate'), { message: shout, stack: shout })),
    ],
    ['a throw instead of a rejection', throwing],
    ...Object.entries(bad).map(([what, answer]): [string, Script] => [what, () => answer]),
    ...[200, 401, 403, 404, 429, 500].map((status): [string, Script] => [
      `a body of ${status} that holds the key`,
      answers(status, `<html>${shout}</html>`),
    ]),
  ];

  test('only the reason of our own error is believed, whatever its text', async () => {
    const error = Object.assign(new TransportError('certificate'), { message: shout });
    expect(await failureFor(throws(error))).toEqual({ kind: 'tls', reason: 'certificate' });
  });

  test.each(scripts)('[trust 47] %s: a typed failure, without a word of it', async (_what, script) => {
    const answer = await begin(script).answer;
    expect(answer.kind).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('leak');
    const failure = answer.kind === 'failed' ? answer.failure : undefined;
    expect(failure && ('cause' in failure || 'message' in failure)).toBe(false);
  });
});

describe('[trust 17] the caller gives up', () => {
  test.each<[string, Script]>([
    ['before the headers', hangs],
    ['in the body', hangsInBody],
  ])('%s: over at once, nothing left', async (_what, script) => {
    const caller = new AbortController();
    const exchange = begin(script, { signal: caller.signal });
    await settle();
    expect(exchange.settled()).toBeUndefined();
    caller.abort();
    expect(await exchange.answer).toEqual({ kind: 'aborted' });
    expect(exchange.transport.open).toBe(0);
    expect(exchange.clock.pending).toBe(0);
  });

  test('before anything is sent: nothing is', async () => {
    const caller = new AbortController();
    caller.abort();
    const { answer, transport, clock } = begin(answers(200, {}), { signal: caller.signal });
    expect(await answer).toEqual({ kind: 'aborted' });
    expect(transport.requests).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  test('a caller that lives on is left with no listener of ours', async () => {
    const caller = new AbortController();
    let listeners = 0;
    const { signal } = caller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...all: Parameters<typeof add>) => {
      listeners += 1;
      add(...all);
    };
    signal.removeEventListener = (...all: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...all);
    };
    await begin(answers(200, {}), { signal }).answer;
    expect(listeners).toBe(0);
  });
});
