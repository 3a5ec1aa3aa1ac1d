import { describe, expect, test } from 'vitest';
import { headlineOf } from '../model/reading.ts';
import { fixture } from '../testing/fixture.ts';
import { KEY, Machine, ok, OTHER_KEY, saveKey, type Window } from '../testing/machine.ts';
import { usd } from '../testing/readings.ts';
import { answers, hangs, type Script } from '../testing/scriptedTransport.ts';
import { settle } from '../testing/settle.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const CHAIN = ['/api/v1/key', '/api/v1/credits'];
const FUNDED = { kind: 'balance', amount: usd('5.20') };
const OVERDRAWN = { kind: 'balance', amount: usd('-0.40') };

const headline = (window: Window): unknown => {
  const { lastGood } = window.watch.state;
  return lastGood && headlineOf(lastGood.reading);
};
const claims = ({ files }: Machine): readonly string[] =>
  [...files.texts.keys()].filter((name) => name.endsWith('.claim'));

/** A first window with a key and a figure, and others beside it. */
async function windows(count: number, machine = new Machine()): Promise<readonly [Window, ...Window[]]> {
  const first = await machine.windowWithKey();
  const others: Window[] = [];
  while (others.length < count - 1) others.push(await machine.window());
  return [first, ...others];
}

describe('[trust 37] one request for all windows', () => {
  test.each(['told', 'silent'] as const)(
    'eight of them over an hour, with changes that are %s',
    async (events) => {
      const machine = new Machine();
      machine.files.events = events;
      machine.random.jitter = 0.3;
      const all = await windows(8, machine);
      expect(machine.transport.paths).toEqual([]);
      await machine.clock.advance(HOUR);
      // 5 minutes with this jitter, and a lag of 0.6 s: 11 times an hour.
      expect(machine.transport.paths).toHaveLength(11 * CHAIN.length);
      for (const window of all) expect(headline(window)).toEqual(FUNDED);
      expect(claims(machine)).toEqual([]);
    },
  );

  test('restored together with an old figure: all paint it, one asks, all have the new one', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    await machine.clock.advance(3 * HOUR);
    machine.transport.on('/api/v1/credits', ok('credits.overdrawn'));
    const all = Array.from({ length: 8 }, () => machine.unstarted());
    await Promise.all(all.map((window) => window.monitor.start()));
    for (const window of all) expect(headline(window)).toEqual(FUNDED);
    await settle();
    expect(machine.transport.paths).toEqual(CHAIN);
    for (const window of all) expect(headline(window)).toEqual(OVERDRAWN);
  });

  test('a new figure is in all windows at once, with its own age', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    await machine.clock.advance(2 * MINUTE);
    machine.transport.on('/api/v1/credits', ok('credits.overdrawn'));
    await here.monitor.refreshAll();
    await settle();
    expect(there && headline(there)).toEqual(OVERDRAWN);
    expect(there?.watch.asOfMs).toBe(machine.clock.wallMs());
    expect(there?.watch.nextAtMs).toBe(here.watch.nextAtMs);
  });

  test('a window that opens later asks nothing while the figure is fresh', async () => {
    const machine = new Machine();
    await windows(1, machine);
    await machine.clock.advance(4 * MINUTE);
    const late = await machine.window();
    expect(machine.transport.paths).toEqual([]);
    expect(late.watch.nextAtMs).toBe(machine.clock.wallMs() + MINUTE);
    await machine.clock.advance(MINUTE);
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test('a click while another window asks waits for that answer', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    await machine.clock.advance(10 * SECOND);
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    machine.transport.on('/api/v1/key', async (request) => {
      await answered;
      return ok('key.ordinary')(request);
    });
    const first = here.monitor.refreshAll();
    await settle();
    const second = there?.monitor.refreshAll();
    await settle();
    expect(there?.watch.activity).toBe('asked');
    expect(machine.transport.open).toBe(1);
    answer();
    expect(await first).toEqual({ kind: 'done' });
    expect(await second).toEqual({ kind: 'done' });
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(there?.watch.activity).toBe('idle');
  });

  test('the answer comes while another window still waits for its keyring: it does not ask again', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const get = machine.secrets.get.bind(machine.secrets);
    let reads = 0;
    machine.secrets.get = async (name) => {
      reads += 1;
      if (reads === 1) await opened;
      return get(name);
    };
    await machine.clock.advance(5 * MINUTE);
    expect(reads).toBe(2);
    expect(machine.transport.paths).toEqual(CHAIN);
    await machine.clock.advance(3 * SECOND);
    open();
    await settle();
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(here.watch.nextAtMs).toBe(there?.watch.nextAtMs);
    expect(here.watch.activity).toBe('idle');
    expect(claims(machine)).toEqual([]);
  });

  test('a click just after another window has asked is answered by that', async () => {
    const machine = new Machine();
    machine.files.events = 'silent';
    const [here, there] = await windows(2, machine);
    await machine.clock.advance(MINUTE);
    await here.monitor.refreshAll();
    machine.transport.forget();
    await machine.clock.advance(4 * SECOND);
    expect(await there?.monitor.refreshAll()).toEqual({ kind: 'fresh' });
    expect(machine.transport.paths).toEqual([]);
  });
});

describe('[trust 37] a window that dies', () => {
  test('in the middle of asking: its claim runs out, and another asks', async () => {
    const machine = new Machine();
    const [, there] = await windows(2, machine);
    await machine.clock.advance(MINUTE);
    // What a window leaves behind that is gone from one moment to the next.
    const id = there?.watch.account.id;
    machine.files.texts.set(`account.${id}.2.1.claim`, String(machine.clock.wallMs() + 50 * SECOND));
    expect((await Promise.race([there?.monitor.refreshAll(), settle().then(() => 'waits')])) ?? '').toBe(
      'waits',
    );
    await machine.clock.advance(49 * SECOND);
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(2 * SECOND);
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(claims(machine)).toEqual([]);
  });

  test.each([
    ['a claim of nobody', ''],
    ['a claim for ever', '99999999999999999999'],
    ['a claim of long ago', '5'],
    ['nonsense', '\u0000sk-or'],
  ])('%s stops nobody', async (_what, text) => {
    const machine = new Machine();
    const [here] = await windows(1, machine);
    machine.files.texts.set(`account.${here.watch.account.id}.2.1.claim`, text);
    await machine.clock.advance(5 * MINUTE);
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(claims(machine)).toEqual([]);
  });

  test('a clock that is set back does not make a claim last for hours', async () => {
    const machine = new Machine();
    const [here] = await windows(1, machine);
    machine.files.texts.set(
      `account.${here.watch.account.id}.2.1.claim`,
      String(machine.clock.wallMs() + 50 * SECOND),
    );
    machine.clock.jumpWall(-HOUR);
    await machine.clock.advance(5 * MINUTE);
    expect(machine.transport.paths.length).toBeGreaterThanOrEqual(CHAIN.length);
  });
});

describe('what is shared', () => {
  const storms: readonly (readonly [string, Script])[] = [
    ['429 without a word', answers(429, '')],
    ['503', answers(503, '')],
    ['a sign-in page', answers(200, '<html>')],
  ];
  test.each(storms)(
    '[trust 35] an hour of %s with eight windows: as many requests as with one',
    async (_what, script) => {
      const counts: number[] = [];
      for (const count of [1, 8]) {
        const machine = new Machine();
        await windows(count, machine);
        machine.transport.on('/api/v1/key', script);
        await machine.clock.advance(HOUR);
        counts.push(machine.transport.requests.length);
      }
      expect(counts[1]).toBe(counts[0]);
      expect(counts[0]).toBeLessThanOrEqual(14);
    },
  );

  test('[trust 34] Retry-After: nobody asks before, whoever clicks, also in a window that opens meanwhile', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    machine.transport.on('/api/v1/key', answers(429, '', { 'retry-after': '1200' }));
    await machine.clock.advance(10 * SECOND);
    await here.monitor.refreshAll();
    await settle();
    machine.transport.forget();
    const late = await machine.window();
    for (const window of [here, there, late])
      expect(await window?.monitor.refreshAll()).toMatchObject({ kind: 'wait' });
    await machine.clock.advance(20 * MINUTE - 1);
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(1);
    expect(machine.transport.paths).toEqual(['/api/v1/key']);
  });

  test('[trust 34] Retry-After: nor does a window whose keyring finds the key again', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    const { get } = machine.secrets;
    machine.secrets.get = () => Promise.resolve(undefined);
    await machine.clock.advance(10 * SECOND);
    await here.monitor.refreshAll();
    machine.secrets.get = get;
    machine.transport.on('/api/v1/key', answers(429, '', { 'retry-after': '1200' }));
    await there?.monitor.refreshAll();
    await settle();
    machine.transport.forget();
    machine.secrets.fire([...machine.secrets.values.keys()].join());
    await settle();
    expect(here.watch.state.trouble?.failure.kind).toBe('rateLimited');
    await machine.clock.advance(20 * MINUTE - 1);
    expect(machine.transport.paths).toEqual([]);
  });

  test('[trust 48] a record with the highest of numbers: still one asks for all', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    const name = [...machine.files.texts.keys()].find((one) => one.startsWith('account.')) ?? '';
    const record = machine.files.json(name) as object;
    await machine.files.write(name, JSON.stringify({ ...record, attempt: 2 ** 50 - 1 }));
    const all = [await machine.window(), await machine.window(), await machine.window()];
    machine.transport.on('/api/v1/credits', ok('credits.overdrawn'));
    await machine.clock.advance(HOUR);
    expect(machine.transport.paths).toHaveLength(12 * CHAIN.length);
    for (const window of all) expect(headline(window)).toEqual(OVERDRAWN);
    expect(machine.log.of('warn')).toEqual([]);
    expect(claims(machine)).toEqual([]);
  });

  test('[trust 32] a rejected key is sent by no window again, and each says so', async () => {
    const machine = new Machine();
    const [, there] = await windows(2, machine);
    machine.transport.on('/api/v1/key', answers(401, ''));
    await machine.clock.advance(5 * MINUTE);
    machine.transport.forget();
    await machine.clock.advance(24 * HOUR);
    const late = await machine.window();
    expect(machine.transport.paths).toEqual([]);
    for (const window of [there, late]) expect(window?.watch.state.trouble?.failure.kind).toBe('invalidKey');
  });

  test('[trust 33] what was forbidden to one window is not tried by another', async () => {
    const machine = new Machine();
    machine.transport.on('/api/v1/credits', answers(403, fixture('error.403.managementOnly.json')));
    const [here] = await windows(2, machine);
    here.close();
    await machine.clock.advance(5 * MINUTE);
    expect(machine.transport.paths).toEqual(['/api/v1/key']);
  });

  test('[trust 13] that this window has no key is not for the others: they go on, and their figures are shown here', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    const { get } = machine.secrets;
    machine.secrets.get = () => Promise.resolve(undefined);
    await machine.clock.advance(10 * SECOND);
    await here.monitor.refreshAll();
    expect(here.watch.state.trouble?.failure.kind).toBe('keyUnavailable');
    machine.secrets.get = get;
    expect(there?.watch.state.trouble).toBeUndefined();
    machine.transport.on('/api/v1/credits', ok('credits.overdrawn'));
    await machine.clock.advance(5 * MINUTE);
    expect(headline(here)).toEqual(OVERDRAWN);
  });
});

describe('[trust 17] keys and windows', () => {
  test.each(['told', 'silent'] as const)(
    'a key that is replaced in one window while another asks with the old one: that answer is dropped (%s)',
    async (events) => {
      const machine = new Machine();
      const [here, there] = await windows(2, machine);
      machine.files.events = events;
      if (events === 'silent') machine.secrets.events = 'held';
      await machine.clock.advance(MINUTE);
      let answer: () => void = () => undefined;
      const answered = new Promise<void>((resolve) => (answer = resolve));
      machine.transport.on('/api/v1/key', async (request) => {
        if (request.headers['authorization'] === `Bearer ${OTHER_KEY}`)
          return ok('key.limitMonthly')(request);
        await answered;
        return ok('key.ordinary')(request);
      });
      machine.transport.on('/api/v1/credits', answers(403, ''));
      const asked = there?.monitor.refreshAll();
      await settle();
      await saveKey(here.book, 'ordinary', OTHER_KEY);
      await settle();
      answer();
      await machine.clock.advance(2 * SECOND);
      await asked;
      const limit = { kind: 'limit', remaining: usd('3.10') };
      for (const window of [here, there]) {
        expect(window?.watch.state.lastGood?.reading.balance.kind).not.toBe('known');
        expect(window && headline(window)).toMatchObject(limit);
      }
      expect(JSON.stringify([...machine.files.texts])).not.toContain('5200000');
    },
  );

  test('a key that reaches the keyring before the list of accounts: its figure is not taken for the old one’s', async () => {
    const machine = new Machine();
    const [, there] = await windows(2, machine);
    const [[name, text] = ['', '']] = machine.secrets.values;
    // As if the window that replaces the key had died between the two.
    machine.secrets.values.set(name, text.replace(/^.{32}/, 'f'.repeat(32)).replace(KEY, OTHER_KEY));
    machine.transport.on('/api/v1/credits', answers(503, ''));
    await machine.clock.advance(5 * MINUTE);
    expect(there?.watch.state.lastGood?.reading.balance).toEqual({ kind: 'unknown', why: 'notRead' });
    expect(machine.files.json('accounts.json')).toMatchObject({
      accounts: [{ keys: [{ slot: 'ordinary', revision: 'f'.repeat(32) }] }],
    });
    // And at the next start it is what the record says.
    const later = await machine.window();
    expect(later.watch.state.lastGood?.reading.balance.kind).toBe('unknown');
  });

  test('an account that is removed while its figures are being written: they do not stay', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    await machine.clock.advance(MINUTE);
    let finish: () => void = () => undefined;
    machine.files.beforeWrite = new Promise<void>((resolve) => (finish = resolve));
    const asked = there?.monitor.refreshAll();
    await settle();
    machine.files.beforeWrite = Promise.resolve();
    await here.book.remove(here.watch.account);
    await settle();
    finish();
    await asked;
    await settle();
    expect([...machine.files.texts.keys()]).toEqual(['accounts.json']);
  });

  test('[trust 21] everything removed in one window: the other notices, writes nothing back, and what it still gets is dropped', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    await machine.clock.advance(MINUTE);
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    machine.transport.on('/api/v1/key', async (request) => {
      await answered;
      return ok('key.ordinary')(request);
    });
    const asked = there?.monitor.refreshAll();
    await settle();
    await here.book.forgetKeys();
    await here.monitor.clear();
    answer();
    await asked;
    await machine.clock.advance(HOUR);
    for (const window of [here, there]) expect(window?.monitor.watch.kind).toBe('noAccount');
    expect([...machine.files.texts.keys()]).toEqual([]);
    expect(machine.secrets.values.size).toBe(0);
    expect(machine.clock.pending).toBe(0);
  });
});

describe('[trust 49] a folder that cannot be shared', () => {
  test('a full disk: each window goes on from memory, and says it once', async () => {
    const machine = new Machine();
    const [here, there] = await windows(2, machine);
    machine.files.refusesWrites = true;
    machine.transport.on('/api/v1/credits', ok('credits.overdrawn'));
    await machine.clock.advance(20 * MINUTE);
    for (const window of [here, there]) expect(window && headline(window)).toEqual(OVERDRAWN);
    expect(machine.log.of('warn')).toHaveLength(2);
    machine.files.refusesWrites = false;
    machine.transport.forget();
    await machine.clock.advance(10 * MINUTE);
    machine.transport.forget();
    await machine.clock.advance(HOUR);
    expect(machine.transport.paths.length).toBeLessThanOrEqual(13 * CHAIN.length);
  });
});

test('[trust 44] a window that closes while it waits for another leaves nothing behind', async () => {
  const machine = new Machine();
  const [here, there] = await windows(2, machine);
  machine.transport.on('/api/v1/key', hangs);
  await machine.clock.advance(10 * SECOND);
  void here.monitor.refreshAll();
  await settle();
  const asked = there?.monitor.refreshAll();
  await settle();
  there?.close();
  expect(await asked).toEqual({ kind: 'done' });
  here.close();
  await settle();
  expect(machine.clock.pending).toBe(0);
  expect(machine.files.listeners).toBe(0);
  expect(claims(machine)).toEqual([]);
});
