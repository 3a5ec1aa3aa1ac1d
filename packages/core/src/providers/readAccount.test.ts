import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { headlineOf } from '../model/reading.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { fixture } from '../testing/fixture.ts';
import { usd } from '../testing/readings.ts';
import { answers, hangs, type Script, ScriptedTransport, throws } from '../testing/scriptedTransport.ts';
import { settle } from '../testing/settle.ts';
import { openrouter } from './openrouter/openrouter.ts';
import { type AccountOutcome, checkKey, type Keys, readAccount } from './readAccount.ts';

const ORDINARY: Keys = { ordinary: 'sk-or-v1-simulated-ordinary' };
const BOTH: Keys = { ...ORDINARY, management: 'sk-or-v1-simulated-management' };

const ok = (name: string): Script => answers(200, fixture(`${name}.json`));
const error = (status: number, name: string): Script => answers(status, fixture(name));

interface World {
  readonly key?: Script;
  readonly credits?: Script;
  readonly oldKey?: Script;
  readonly keys?: Keys;
  readonly knownForbidden?: ReadonlySet<string>;
}

async function read(world: World): Promise<{ outcome: AccountOutcome; transport: ScriptedTransport }> {
  const transport = new ScriptedTransport()
    .on('/api/v1/key', world.key ?? ok('key.ordinary'))
    .on('/api/v1/credits', world.credits ?? error(403, 'error.403.managementOnly.json'))
    .on('/api/v1/auth/key', world.oldKey ?? error(404, 'error.string.json'));
  const outcome = await readAccount({
    transport,
    clock: new FakeClock(),
    provider: openrouter,
    keys: world.keys ?? ORDINARY,
    ...(world.knownForbidden ? { knownForbidden: world.knownForbidden } : {}),
  });
  return { outcome, transport };
}

describe('one refresh', () => {
  test('asks /key, then /credits, and no more', async () => {
    const { outcome, transport } = await read({ credits: ok('credits.funded') });
    expect(transport.paths).toEqual(['/api/v1/key', '/api/v1/credits']);
    expect(outcome).toMatchObject({ kind: 'read', forbidden: [] });
    expect(outcome.kind === 'read' && headlineOf(outcome.reading)).toEqual({
      kind: 'balance',
      amount: usd('5.20'),
    });
  });

  test('does not ask /credits before /key has answered', async () => {
    const transport = new ScriptedTransport().on('/api/v1/key', hangs);
    const reading = readAccount({
      transport,
      clock: new FakeClock(),
      provider: openrouter,
      keys: ORDINARY,
      signal: AbortSignal.timeout(50),
    });
    await settle();
    expect(transport.paths).toEqual(['/api/v1/key']);
    expect(await reading).toEqual({ kind: 'aborted' });
    expect(transport.paths).toEqual(['/api/v1/key']);
  });

  test('uses the ordinary key for /key and the management key for /credits', async () => {
    const { transport } = await read({ credits: ok('credits.funded'), keys: BOTH });
    expect(transport.requests.map(({ headers }) => headers['authorization'])).toEqual([
      `Bearer ${BOTH.ordinary}`,
      `Bearer ${BOTH.management}`,
    ]);
  });

  test('[trust 33] 403 on /credits is no failure, and is reported so that it can be remembered', async () => {
    const { outcome } = await read({});
    expect(outcome).toMatchObject({ kind: 'read', forbidden: ['credits'] });
    expect(outcome.kind === 'read' && outcome.shortfall).toBeUndefined();
    expect(outcome.kind === 'read' && outcome.reading.spend.today).toEqual(usd('0.42'));
  });

  test('[trust 33] what is known to be forbidden is not asked', async () => {
    const { outcome, transport } = await read({ knownForbidden: new Set(['credits']) });
    expect(transport.paths).toEqual(['/api/v1/key']);
    expect(outcome).toMatchObject({ kind: 'read', forbidden: [] });
  });

  test('the old name of /key is tried only when the new one answers 404', async () => {
    const old = await read({ key: answers(404, {}), oldKey: ok('key.ordinary') });
    expect(old.transport.paths).toEqual(['/api/v1/key', '/api/v1/auth/key', '/api/v1/credits']);
    expect(old.outcome.kind).toBe('read');
    const down = await read({ key: answers(500, {}), oldKey: ok('key.ordinary') });
    expect(down.transport.paths).toEqual(['/api/v1/key']);
  });
});

describe('failures of /key', () => {
  test.each<[string, Script, unknown]>([
    [
      '[trust 32] 401, "User not found."',
      error(401, 'error.401.userNotFound.json'),
      { kind: 'invalidKey', slot: 'ordinary' },
    ],
    [
      '[trust 32] 401, "No cookie auth credentials found"',
      error(401, 'error.401.noCookie.json'),
      { kind: 'invalidKey', slot: 'ordinary' },
    ],
    [
      '[trust 32] 401, "Missing Authentication header"',
      error(401, 'error.401.missingHeader.json'),
      { kind: 'invalidKey', slot: 'ordinary' },
    ],
    ['403', error(403, 'error.403.managementOnly.json'), { kind: 'wrongKeyKind' }],
    [
      '[trust 34] 429, the wait in the body',
      error(429, 'error.429.bodyOnly.json'),
      { kind: 'rateLimited', retryAfterMs: 30_000 },
    ],
    ['500', error(500, 'error.500.json'), { kind: 'providerDown', status: 500 }],
    ['502, a page of Cloudflare', error(502, 'error.cloudflare.html'), { kind: 'providerDown', status: 502 }],
    [
      '[trust 25] 200, a page of Cloudflare',
      error(200, 'error.cloudflare.html'),
      { kind: 'unexpectedAnswer', reason: 'notJson', status: 200 },
    ],
    [
      '400, an error of Zod',
      error(400, 'error.zod.json'),
      { kind: 'unexpectedAnswer', reason: 'status', status: 400 },
    ],
    [
      '400, an error that is a text',
      error(400, 'error.string.json'),
      { kind: 'unexpectedAnswer', reason: 'status', status: 400 },
    ],
    [
      '200 with an error of Zod',
      error(200, 'error.zod.json'),
      { kind: 'unexpectedAnswer', reason: 'shape', status: 200 },
    ],
    [
      '200 with an error that is a text',
      error(200, 'error.string.json'),
      { kind: 'unexpectedAnswer', reason: 'shape', status: 200 },
    ],
    [
      '[trust 28] 200 with null',
      answers(200, 'null'),
      { kind: 'unexpectedAnswer', reason: 'shape', status: 200 },
    ],
    ['404 under both names', answers(404, {}), { kind: 'unexpectedAnswer', reason: 'status', status: 404 }],
    [
      '[trust 36] no network',
      throws(new Error('getaddrinfo ENOTFOUND')),
      { kind: 'network', reason: 'unreachable' },
    ],
  ])('%s', async (_what, key, failure) => {
    expect((await read({ key, credits: ok('credits.funded') })).outcome).toEqual({ kind: 'failed', failure });
  });
});

test.each([401, 403, 429, 500, 302])('after %s from /key nothing more is asked', async (status) => {
  expect((await read({ key: answers(status, '') })).transport.paths).toEqual(['/api/v1/key']);
});

describe('failures of /credits', () => {
  test.each<[string, Script, unknown]>([
    ['500', error(500, 'error.500.json'), { kind: 'providerDown', status: 500 }],
    ['[trust 34] 429', error(429, 'error.429.bodyOnly.json'), { kind: 'rateLimited', retryAfterMs: 30_000 }],
    [
      '[trust 25] HTML',
      error(200, 'error.cloudflare.html'),
      { kind: 'unexpectedAnswer', reason: 'notJson', status: 200 },
    ],
    [
      '[trust 28] a shape of its own',
      answers(200, '[]'),
      { kind: 'unexpectedAnswer', reason: 'shape', status: 200 },
    ],
    ['a network that goes away', throws(undefined), { kind: 'network', reason: 'unreachable' }],
  ])('%s: the rest is kept, with the reason', async (_what, credits, shortfall) => {
    const { outcome } = await read({ credits });
    expect(outcome).toMatchObject({
      kind: 'read',
      shortfall,
      reading: { balance: { kind: 'unknown', why: 'notRead' }, spend: { today: usd('0.42') } },
    });
  });

  test('401 for the management key names that key', async () => {
    const { outcome } = await read({ credits: error(401, 'error.401.userNotFound.json'), keys: BOTH });
    expect(outcome).toEqual({ kind: 'failed', failure: { kind: 'invalidKey', slot: 'management' } });
  });
});

describe('a reading without any figure is a failure', () => {
  test.each<[string, World, unknown]>([
    [
      'an empty /key',
      { key: ok('key.empty'), credits: ok('credits.zeros') },
      { kind: 'unexpectedAnswer', reason: 'shape', status: 200 },
    ],
    ['an empty /key and 403', { key: ok('key.empty') }, { kind: 'wrongKeyKind' }],
    [
      'a management key without credits',
      { key: ok('key.management'), credits: answers(503, '') },
      { kind: 'providerDown', status: 503 },
    ],
    ['a management key with 403', { key: ok('key.management') }, { kind: 'wrongKeyKind' }],
  ])('%s', async (_what, world, failure) => {
    expect((await read(world)).outcome).toEqual({ kind: 'failed', failure });
  });

  test('an empty /key with a readable balance is a reading', async () => {
    expect((await read({ key: ok('key.empty'), credits: ok('credits.funded') })).outcome.kind).toBe('read');
  });
});

test('whose a key is, is no part of a reading: it would be kept with it', async () => {
  const data = { creator_user_id: 'user_SIMULATED', organization_id: 'org_SIMULATED', usage_daily: 1 };
  const { outcome } = await read({ key: answers(200, JSON.stringify({ data })) });
  expect(outcome.kind).toBe('read');
  expect(inspect(outcome, { depth: null })).not.toContain('SIMULATED');
});

describe('checkKey', () => {
  const check = async (
    script: Script,
    key = 'sk-or-v1-simulated-ordinary',
  ): Promise<[unknown, ScriptedTransport]> => {
    const transport = new ScriptedTransport().on('/api/v1/key', script);
    const verdict = await checkKey({ transport, clock: new FakeClock(), provider: openrouter, key });
    return [verdict, transport];
  };

  test.each([
    ['key.ordinary', 'ordinary'],
    ['key.management', 'management'],
    ['key.provisioningAlias', 'management'],
    ['key.empty', 'unknown'],
  ])('[trust 11] %s: good, and %s by the API\u2019s own answer', async (name, keyKind) => {
    const [verdict, transport] = await check(ok(name));
    expect(verdict).toMatchObject({ kind: 'good', keyKind });
    expect(transport.paths).toEqual(['/api/v1/key']);
  });

  test.each<[string, Script, unknown]>([
    ['401', answers(401, ''), { kind: 'invalidKey', slot: 'ordinary' }],
    ['503', answers(503, ''), { kind: 'providerDown', status: 503 }],
    ['a sign-in page', answers(200, '<html>'), { kind: 'unexpectedAnswer', reason: 'notJson', status: 200 }],
    ['another shape', answers(200, '{}'), { kind: 'unexpectedAnswer', reason: 'shape', status: 200 }],
  ])('%s: not good, and why', async (_what, script, failure) => {
    expect((await check(script))[0]).toEqual({ kind: 'failed', failure });
  });

  test('[trust 9] a key that cannot stand in a header is refused without asking', async () => {
    const [verdict, transport] = await check(ok('key.ordinary'), 'sk-or-v1-simu\nlated');
    expect(verdict).toEqual({ kind: 'failed', failure: { kind: 'invalidKey', slot: 'ordinary' } });
    expect(transport.requests).toEqual([]);
  });

  test('a person who gives up', async () => {
    const transport = new ScriptedTransport().on('/api/v1/key', hangs);
    const person = new AbortController();
    const verdict = checkKey({
      transport,
      clock: new FakeClock(),
      provider: openrouter,
      key: 'sk-or-v1-x',
      signal: person.signal,
    });
    person.abort();
    expect(await verdict).toEqual({ kind: 'aborted' });
  });
});
