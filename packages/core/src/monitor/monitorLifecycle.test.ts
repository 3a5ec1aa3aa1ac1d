import { describe, expect, test } from 'vitest';
import { headlineOf } from '../model/reading.ts';
import { fixture } from '../testing/fixture.ts';
import { KEY, Machine, ok, OPENROUTER, OTHER_KEY, type Window, saveKey } from '../testing/machine.ts';
import { usd } from '../testing/readings.ts';
import { answers, hangs, hangsInBody, type Script } from '../testing/scriptedTransport.ts';
import { settle } from '../testing/settle.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CHAIN = ['/api/v1/key', '/api/v1/credits'];

const headline = (window: Window): unknown => {
  const { lastGood } = window.watch.state;
  return lastGood && headlineOf(lastGood.reading);
};
const FUNDED = { kind: 'balance', amount: usd('5.20') };

/** A script that answers when the test says so. */
function held(script: Script): { script: Script; release: () => void } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  return {
    release,
    script: async (request) => {
      await released;
      return script(request);
    },
  };
}

describe('keys that change', () => {
  test('a replaced key may be of another account: nothing is carried over, in any window, nor on disk', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    const other = await machine.window();
    machine.transport.on('/api/v1/key', hangs);
    await saveKey(window.book, 'ordinary', OTHER_KEY);
    await settle();
    for (const one of [window, other]) expect(one.watch).toMatchObject({ activity: 'first', state: {} });
    expect(JSON.stringify([...machine.files.texts])).not.toContain('5200000');
  });

  test('nor is what was forbidden to the old key', async () => {
    const machine = new Machine();
    machine.transport.on('/api/v1/credits', answers(403, fixture('error.403.managementOnly.json')));
    const window = await machine.windowWithKey();
    machine.transport.on('/api/v1/credits', ok('credits.funded'));
    await saveKey(window.book, 'management', OTHER_KEY);
    await settle();
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(headline(window)).toEqual(FUNDED);
  });

  test('a new key is asked about at once, also while nobody looks', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey({ polling: false });
    expect(window.watch.state).toEqual({});
    await saveKey(window.book, 'ordinary', OTHER_KEY);
    await settle();
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(machine.clock.pending).toBe(0);
  });

  test('a key that changes again and again is asked about at once, then when five seconds are over', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    for (let times = 0; times < 5; times += 1) {
      await saveKey(window.book, 'ordinary', `${OTHER_KEY}-${times}`);
      await settle();
    }
    expect(machine.transport.paths).toEqual(CHAIN);
    await machine.clock.advance(5 * SECOND - 1);
    expect(machine.transport.paths).toEqual(CHAIN);
    await machine.clock.advance(1);
    expect(machine.transport.paths).toEqual([...CHAIN, ...CHAIN]);
    expect(machine.transport.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${OTHER_KEY}-4`);
    expect(headline(window)).toEqual(FUNDED);
    window.close();
  });

  test('also while nobody looks', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey({ polling: false });
    await saveKey(window.book, 'ordinary', OTHER_KEY);
    await settle();
    await saveKey(window.book, 'ordinary', KEY);
    await machine.clock.advance(HOUR);
    expect(machine.transport.paths).toEqual([...CHAIN, ...CHAIN]);
    expect(machine.clock.pending).toBe(0);
    window.close();
  });

  test('the same key found again while nobody looks: what is known will do', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey({ polling: false });
    await window.monitor.refreshAll();
    await machine.clock.advance(10 * SECOND);
    const { get } = machine.secrets;
    machine.secrets.get = () => Promise.resolve(undefined);
    await window.monitor.refreshAll();
    expect(window.watch.state.trouble?.failure.kind).toBe('keyUnavailable');
    machine.secrets.get = get;
    machine.transport.forget();
    machine.secrets.fire([...machine.secrets.values.keys()].join());
    await machine.clock.advance(HOUR);
    expect(window.watch.state.trouble).toBeUndefined();
    expect(headline(window)).toEqual(FUNDED);
    expect(machine.transport.paths).toEqual([]);
    window.close();
  });

  test('a snapshot that was learnt with other keys counts for nothing', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    await saveKey(machine.book(), 'ordinary', OTHER_KEY);
    machine.transport.on('/api/v1/key', hangs);
    expect((await machine.window()).watch).toMatchObject({ activity: 'first', state: {} });
  });

  test('[trust 16] an event without a change changes nothing and asks nothing', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    const [name] = machine.secrets.values.keys();
    for (let times = 0; times < 5; times += 1) machine.secrets.fire(name ?? '');
    await settle();
    expect(machine.transport.paths).toEqual([]);
    expect(headline(window)).toEqual(FUNDED);
  });

  test.each(['once', 'twice', 'held'] as const)(
    '[trust 16] one refresh for one real change, with events %s',
    async (events) => {
      const machine = new Machine();
      const window = await machine.windowWithKey();
      machine.secrets.events = events;
      await saveKey(window.book, 'ordinary', OTHER_KEY);
      await settle();
      expect(machine.transport.paths).toEqual(CHAIN);
      expect(machine.transport.requests[0]?.headers['authorization']).toBe(`Bearer ${OTHER_KEY}`);
    },
  );

  test('[trust 17] a key that is removed in one window while another asks: aborted, dropped, nothing written', async () => {
    const machine = new Machine();
    await saveKey(machine.book(), 'ordinary', KEY);
    const answer = held(ok('key.ordinary'));
    machine.transport.on('/api/v1/key', answer.script);
    const asking = await machine.window();
    expect(machine.transport.open).toBe(1);
    const remover = machine.book();
    await remover.load();
    const [account] = remover.accounts;
    if (!account) throw new Error('no account');
    await remover.removeKey(account, 'ordinary');
    await settle();
    expect(asking.monitor.watch).toEqual({ kind: 'noAccount', setupDismissed: false });
    expect(machine.transport.open).toBe(0);
    machine.files.written.length = 0;
    answer.release();
    await machine.clock.advance(HOUR);
    expect(asking.monitor.watch.kind).toBe('noAccount');
    expect(machine.files.written).toEqual([]);
    expect(machine.transport.paths).toEqual(['/api/v1/key']);
    expect(machine.clock.pending).toBe(0);
  });

  test('[trust 17] an answer for a key that was replaced meanwhile is dropped', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    const late = held(ok('key.limitMonthly'));
    machine.transport.on('/api/v1/key', late.script);
    const asked = window.monitor.refreshAll();
    await machine.clock.advance(10 * SECOND);
    const asked2 = window.monitor.refreshAll();
    machine.transport.on('/api/v1/key', ok('key.ordinary'));
    await saveKey(window.book, 'ordinary', OTHER_KEY);
    late.release();
    await Promise.all([asked, asked2]);
    await settle();
    expect(headline(window)).toEqual(FUNDED);
  });

  test('[trust 21] everything forgotten: no figure, no file, no key, and nothing comes back', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    await window.book.forgetKeys();
    await window.monitor.clear();
    await machine.clock.advance(HOUR);
    expect(window.monitor.watch.kind).toBe('noAccount');
    expect(machine.files.texts.size).toBe(0);
    expect(machine.secrets.values.size).toBe(0);
    expect(machine.transport.paths).toEqual([]);
    expect(machine.clock.pending).toBe(0);
  });
});

test('[trust 12] a keyring that never keeps nor forgets anything: the figures go on, and who asked for it is told', async () => {
  const machine = new Machine();
  const window = await machine.windowWithKey();
  machine.secrets.set = () => new Promise(() => undefined);
  machine.secrets.delete = () => new Promise(() => undefined);
  const told: string[] = [];
  for (const waiting of [
    window.book.saveKey({ ...OPENROUTER, label: 'x' }, 'ordinary', OTHER_KEY, 'pasted'),
    window.book.remove(window.watch.account),
  ]) {
    waiting.catch((error: unknown) => told.push(String(error)));
    await settle();
  }
  await machine.clock.advance(3 * MINUTE);
  expect(told).toEqual(Array(2).fill('Error: The keyring does not answer'));
  machine.transport.forget();
  await machine.clock.advance(HOUR);
  expect(machine.transport.paths.length).toBeGreaterThan(20);
  expect(window.watch.activity).toBe('idle');
  window.close();
});

describe('a list of accounts', () => {
  test('that cannot be read for a moment at the start: nothing is said of it, and then it is there', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    machine.files.refusesReads = true;
    const window = await machine.window();
    await machine.clock.advance(HOUR);
    expect(window.monitor.watch.kind).toBe('starting');
    machine.files.refusesReads = false;
    await machine.clock.advance(MINUTE);
    expect(window.monitor.watch.kind).toBe('watching');
    window.close();
  });

  test('and at once when the person looks', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    machine.files.refusesReads = true;
    const window = await machine.window();
    await machine.clock.advance(HOUR);
    machine.files.refusesReads = false;
    window.monitor.windowFocused();
    await settle();
    expect(window.monitor.watch.kind).toBe('watching');
    window.close();
  });

  test('[trust 52] that a newer version has written: the figures are left for it', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    const record = [...machine.files.texts.keys()].find((name) => name.startsWith('account.'));
    const index = machine.files.json('accounts.json') as object;
    await machine.files.write('accounts.json', JSON.stringify({ ...index, version: 2 }));
    await settle();
    expect([...machine.files.texts.keys()]).toContain(record);
    window.close();
  });

  test('in which an account is switched off while its key is replaced: nothing is asked', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    const window = await machine.window();
    machine.files.events = 'silent';
    machine.secrets.events = 'held';
    const other = machine.book();
    const account = await saveKey(other, 'ordinary', OTHER_KEY);
    await other.change(account, { disabled: true });
    machine.transport.forget();
    await window.book.load();
    await settle();
    expect(machine.transport.paths).toEqual([]);
    expect(window.monitor.watch.kind).toBe('off');
    window.close();
  });
});

describe('[trust 44] closing', () => {
  test.each<[string, Script]>([
    ['before the headers', hangs],
    ['in the body', hangsInBody],
  ])(
    'while a request is under way, %s: no timer, no listener, no socket, no event, no write',
    async (_what, script) => {
      const machine = new Machine();
      const window = await machine.windowWithKey();
      machine.transport.on('/api/v1/key', script);
      await machine.clock.advance(5 * MINUTE);
      expect(machine.transport.open).toBe(1);
      window.events = 0;
      machine.files.written.length = 0;
      window.close();
      expect(machine.clock.pending).toBe(0);
      expect(machine.transport.open).toBe(0);
      expect(machine.secrets.listeners).toBe(0);
      await machine.clock.advance(DAY);
      expect(window.events).toBe(0);
      expect(machine.files.written).toEqual([]);
      expect(machine.clock.uncaught).toEqual([]);
    },
  );

  test('while the keyring is asked: nothing is sent when it answers at last', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    await machine.clock.advance(10 * SECOND);
    const asked = window.monitor.refreshAll();
    window.close();
    await asked;
    await settle();
    expect(machine.transport.paths).toEqual([]);
    expect(machine.clock.pending).toBe(0);
  });

  test('[trust 14] while the keyring does not answer: nobody waits for it any longer', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    machine.secrets.neverAnswers = true;
    await machine.clock.advance(5 * MINUTE);
    const asked = window.monitor.refreshAll();
    window.close();
    expect(machine.clock.pending).toBe(0);
    expect(await asked).toEqual({ kind: 'done' });
  });

  test('while the disk is being written', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    let finish: () => void = () => undefined;
    machine.files.beforeWrite = new Promise<void>((resolve) => (finish = resolve));
    await machine.clock.advance(5 * MINUTE);
    window.close();
    finish();
    await machine.clock.advance(HOUR);
    expect(machine.clock.uncaught).toEqual([]);
    expect(machine.clock.pending).toBe(0);
  });

  test('a person who is waiting for a refresh is not left waiting', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    machine.transport.on('/api/v1/key', hangs);
    await machine.clock.advance(10 * SECOND);
    const asked = window.monitor.refreshAll();
    await settle();
    window.close();
    expect(await asked).toEqual({ kind: 'done' });
  });

  test('twice, and before the start has ended', async () => {
    const machine = new Machine();
    await saveKey(machine.book(), 'ordinary', KEY);
    const window = machine.unstarted();
    const started = window.monitor.start();
    window.close();
    window.close();
    await started;
    await machine.clock.advance(HOUR);
    expect(machine.transport.paths).toEqual([]);
    expect(machine.clock.pending).toBe(0);
    expect(window.events).toBe(0);
  });
});

describe('[trust 46] mistakes of others do not end the watch', () => {
  test('a listener that throws', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    window.monitor.onDidChange(() => {
      throw new Error(`mistake that knows ${KEY}`);
    });
    await machine.clock.advance(5 * MINUTE);
    await machine.clock.advance(5 * MINUTE);
    expect(machine.transport.paths).toEqual([...CHAIN, ...CHAIN]);
    expect(machine.clock.uncaught).toEqual([]);
    expect(machine.log.of('error').length).toBeGreaterThan(0);
    expect(machine.log.written(machine.redactor)).not.toContain('simulated');
  });

  test.each<[string, (machine: Machine) => void]>([
    [
      'a transport that throws',
      ({ transport }) =>
        transport.on('/api/v1/key', () => {
          throw new Error(`knows ${KEY}`);
        }),
    ],
    [
      'a transport that answers nonsense',
      ({ transport }) => transport.on('/api/v1/key', () => undefined as never),
    ],
    [
      'a transport that throws when it is asked about certificates',
      (machine) => {
        machine.transport.certificateChecksAreOff = () => {
          throw new Error('mistake');
        };
      },
    ],
    [
      'a keyring that throws',
      (machine) => {
        machine.secrets.get = () => {
          throw new Error('mistake');
        };
      },
    ],
  ])('%s', async (_what, breakIt) => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    const { get } = machine.secrets;
    breakIt(machine);
    await machine.clock.advance(5 * MINUTE);
    expect(window.watch.state.trouble).toBeDefined();
    expect(headline(window)).toEqual(FUNDED);
    expect(machine.log.written(machine.redactor)).not.toContain('simulated');
    machine.transport.certificateChecksAreOff = () => false;
    machine.secrets.get = get;
    machine.transport.on('/api/v1/key', ok('key.ordinary'));
    await window.monitor.refreshAll();
    await machine.clock.advance(15 * MINUTE);
    expect(window.watch.state.trouble).toBeUndefined();
    expect(machine.clock.pending).toBe(2);
  });
});

describe('sleep and clocks', () => {
  test.each(['stands', 'counts'] as const)(
    '[trust 40] nine hours of sleep, with a monotonic clock that %s: one refresh, 5 to 15 s after waking',
    async (monotonic) => {
      for (const jitter of [0, 0.5, 0.999]) {
        const machine = new Machine();
        machine.random.jitter = jitter;
        const window = await machine.windowWithKey();
        await machine.clock.advance(MINUTE);
        machine.clock.sleep(9 * HOUR, monotonic);
        // The window comes to the front as the lid is opened; the timer fires when it fires.
        window.monitor.windowFocused();
        await machine.clock.advance(5 * SECOND - 1);
        expect(machine.transport.paths).toEqual([]);
        await machine.clock.advance(10 * SECOND + 1);
        expect(machine.transport.paths).toEqual(CHAIN);
        await machine.clock.advance(4 * MINUTE);
        expect(machine.transport.paths).toEqual(CHAIN);
      }
    },
  );

  test('[trust 40] waking without anybody looking: noticed within a minute, one refresh', async () => {
    const machine = new Machine();
    await machine.windowWithKey();
    machine.clock.sleep(9 * HOUR, 'stands');
    await machine.clock.advance(MINUTE + 15 * SECOND);
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test.each(['stands', 'counts'] as const)(
    '[trust 40] asleep in the middle of a request: that answer is not shown as new, another is asked for (%s)',
    async (monotonic) => {
      const machine = new Machine();
      const window = await machine.windowWithKey();
      await machine.clock.advance(MINUTE);
      const { script, release } = held(ok('credits.funded'));
      machine.transport.on('/api/v1/credits', script);
      const asked = window.monitor.refreshAll();
      await settle();
      machine.clock.sleep(9 * HOUR, monotonic);
      release();
      await asked;
      await settle();
      expect(window.watch.activity).toBe('idle');
      expect(machine.clock.wallMs() - Number(window.watch.asOfMs)).toBeGreaterThan(9 * HOUR - SECOND);
      machine.transport.on('/api/v1/credits', ok('credits.overdrawn'));
      machine.transport.forget();
      await machine.clock.advance(16 * SECOND);
      expect(machine.transport.paths).toEqual(CHAIN);
      expect(headline(window)).toEqual({ kind: 'balance', amount: usd('-0.40') });
      window.close();
    },
  );

  test('[trust 41] the clock set back in the middle of a request: the answer has an age all the same', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    await machine.clock.advance(MINUTE);
    const { script, release } = held(ok('credits.funded'));
    machine.transport.on('/api/v1/credits', script);
    const asked = window.monitor.refreshAll();
    await machine.clock.advance(3 * SECOND);
    machine.clock.jumpWall(-HOUR);
    release();
    await asked;
    expect(window.watch.asOfMs).toBe(machine.clock.wallMs() - 3 * SECOND);
    expect((await machine.window()).watch.asOfMs).toBe(window.watch.asOfMs);
  });

  test('a clock that tells parts of a millisecond: the time is noted in whole ones', async () => {
    const machine = new Machine();
    const { clock } = machine;
    const window = await machine.windowWithKey();
    await clock.advance(MINUTE);
    const { script, release } = held(ok('credits.funded'));
    machine.transport.on('/api/v1/credits', script);
    const asked = window.monitor.refreshAll();
    await settle();
    const monotonicMs = clock.monotonicMs();
    clock.monotonicMs = () => monotonicMs + 0.4;
    release();
    await asked;
    expect(window.watch.state.lastGood?.atMs).toBe(clock.wallMs() - 1);
  });

  test('a figure is as old as its question, however long it took to keep it', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    const load = window.book.load.bind(window.book);
    let goOn: () => void = () => undefined;
    window.book.load = () => new Promise<void>((resolve) => (goOn = resolve)).then(load);
    await machine.clock.advance(10 * MINUTE);
    expect(machine.transport.paths).toEqual(CHAIN);
    goOn();
    await settle();
    expect(machine.clock.wallMs() - Number(window.watch.asOfMs)).toBeGreaterThanOrEqual(4 * MINUTE);
    window.close();
  });

  test('[trust 40] waking without a network: no burst', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    machine.transport.on('/api/v1/key', () => Promise.reject(new Error('ENOTFOUND')));
    machine.clock.sleep(9 * HOUR, 'counts');
    window.monitor.windowFocused();
    await machine.clock.advance(10 * MINUTE);
    expect(machine.transport.requests.length).toBeLessThanOrEqual(5);
    expect(headline(window)).toEqual(FUNDED);
  });

  test('[trust 40] a nap shorter than the interval hurries nothing', async () => {
    const machine = new Machine();
    await machine.windowWithKey({ intervalMs: HOUR });
    machine.clock.sleep(10 * MINUTE, 'stands');
    await machine.clock.advance(30 * MINUTE);
    expect(machine.transport.paths).toEqual([]);
  });

  test.each([DAY, -DAY, HOUR, -HOUR])(
    '[trust 41] the clock jumps by %d ms: no storm, and the watch goes on',
    async (jumpMs) => {
      const machine = new Machine();
      const window = await machine.windowWithKey();
      await machine.clock.advance(MINUTE);
      machine.clock.jumpWall(jumpMs);
      await machine.clock.advance(5 * MINUTE);
      expect(machine.transport.paths.length).toBeGreaterThanOrEqual(CHAIN.length);
      expect(machine.transport.paths.length).toBeLessThanOrEqual(2 * CHAIN.length);
      machine.transport.forget();
      await machine.clock.advance(20 * MINUTE);
      expect(machine.transport.paths.length).toBeGreaterThanOrEqual(3 * CHAIN.length);
      expect(machine.transport.paths.length).toBeLessThanOrEqual(4 * CHAIN.length);
      expect(window.watch.state.lastGood?.atMs).toBeLessThanOrEqual(machine.clock.wallMs());
    },
  );

  test('[trust 41] a clock set back a day does not keep "forbidden" for two', async () => {
    const machine = new Machine();
    machine.transport.on('/api/v1/credits', answers(403, '')).on('/api/v1/key', ok('key.ordinary'));
    await machine.windowWithKey();
    machine.clock.jumpWall(-DAY);
    await machine.clock.advance(5 * MINUTE);
    expect(machine.transport.paths).toEqual(CHAIN);
  });
});

test('[trust 18] neither the log nor the disk ever holds the key or a label', async () => {
  const machine = new Machine();
  const window = await machine.windowWithKey();
  for (const script of [answers(401, `bad key ${KEY}`), answers(500, KEY), answers(200, KEY), hangs]) {
    machine.transport.on('/api/v1/key', script);
    await machine.clock.advance(10 * SECOND);
    const asked = window.monitor.refreshAll();
    await machine.clock.advance(20 * SECOND);
    await asked;
  }
  const raw = JSON.stringify(machine.log.lines);
  expect(raw).not.toContain('simulated');
  expect(raw).not.toContain('sk-or');
  expect(JSON.stringify([...machine.files.texts])).not.toMatch(/simulated|sk-or/);
});

test('[trust 43] settings that change while a request is under way', async () => {
  const machine = new Machine();
  const window = await machine.windowWithKey();
  const answer = held(ok('key.ordinary'));
  machine.transport.on('/api/v1/key', answer.script);
  await machine.clock.advance(5 * MINUTE);
  for (let times = 0; times < 50; times += 1) window.set({ polling: times % 2 === 0 });
  window.set({ polling: false });
  answer.release();
  await settle();
  expect(machine.transport.paths).toEqual(CHAIN);
  expect(machine.clock.pending).toBe(0);
});
