import { describe, expect, test } from 'vitest';
import { headlineOf } from '../model/reading.ts';
import { fixture } from '../testing/fixture.ts';
import { KEY, Machine, ok, OTHER_KEY, type Window, saveKey } from '../testing/machine.ts';
import { usd } from '../testing/readings.ts';
import { answers, hangs } from '../testing/scriptedTransport.ts';
import { settle } from '../testing/settle.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const CHAIN = ['/api/v1/key', '/api/v1/credits'];

/** The file of the one account there is. */
const recordName = ({ files }: Machine): string =>
  [...files.texts.keys()].find((name) => /^account\.[0-9a-f]{32}\.json$/.test(name)) ?? 'none';

const forbidden = answers(403, fixture('error.403.managementOnly.json'));
const headline = (window: Window): unknown => {
  const { lastGood } = window.watch.state;
  return lastGood && headlineOf(lastGood.reading);
};
const FUNDED = { kind: 'balance', amount: usd('5.20') };
const PAYG = { kind: 'spendOnly', today: usd('0.42') };

describe('starting', () => {
  test('without an account nothing is asked', async () => {
    const machine = new Machine();
    const window = await machine.window();
    expect(window.monitor.watch).toEqual({ kind: 'noAccount', setupDismissed: false });
    expect(await window.monitor.refreshAll()).toEqual({ kind: 'nothing' });
    await machine.clock.advance(HOUR);
    expect(machine.transport.paths).toEqual([]);
    expect(machine.clock.pending).toBe(0);
  });

  test('with the provider switched off nothing is asked', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey({ enabledProviders: [] });
    expect(window.monitor.watch).toEqual({ kind: 'off' });
    await machine.clock.advance(HOUR);
    expect(machine.transport.paths).toEqual([]);
  });

  test('the first load: nothing known, /key and /credits asked once each, then the figure', async () => {
    const machine = new Machine();
    await saveKey(machine.book(), 'ordinary', KEY);
    machine.transport.on('/api/v1/key', hangs);
    const window = await machine.window();
    expect(window.watch).toMatchObject({ activity: 'first', state: {} });
    window.close();

    machine.transport.on('/api/v1/key', ok('key.ordinary')).forget();
    const next = await machine.window();
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(headline(next)).toEqual(FUNDED);
    expect(next.watch).toMatchObject({ activity: 'idle', nextAtMs: machine.clock.wallMs() + 5 * MINUTE });
  });

  test('what is on disk is shown before anything is asked, marked with its age', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    const readAtMs = machine.clock.wallMs();
    await machine.clock.advance(3 * HOUR);

    machine.transport.on('/api/v1/key', hangs);
    const window = machine.unstarted();
    const seen: unknown[] = [];
    window.monitor.onDidChange(() =>
      seen.push([headline(window), window.watch.state.lastGood?.atMs, machine.transport.requests.length]),
    );
    expect(window.monitor.watch).toEqual({ kind: 'starting' });
    await window.monitor.start();
    await settle();
    expect(seen[0]).toEqual([FUNDED, readAtMs, 0]);
    expect(window.watch.activity).toBe('background');
    expect(machine.transport.paths).toEqual(['/api/v1/key']);
  });

  test('[trust 48] a record that cannot be used is no harm: the account is there, and is asked', async () => {
    const texts = [
      '',
      '{"acc',
      '\u0000\u0001',
      '[]',
      '{"version":1,"accounts":{"x":5}}',
      '{"version":1}',
      'null',
    ];
    for (const text of texts) {
      const machine = new Machine();
      (await machine.windowWithKey()).close();
      const record = recordName(machine);
      machine.files.texts.set(record, text);
      const window = await machine.window();
      expect(headline(window)).toEqual(FUNDED);
      expect(machine.files.aside(record)).toBe(text);
      expect(machine.files.texts.has('accounts.json.damaged')).toBe(false);
      expect(machine.log.of('warn')).toHaveLength(1);
    }
  });

  test('[trust 52] a record of a newer version is not shown and not written over', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    const record = recordName(machine);
    const text = JSON.stringify({ ...(machine.files.json(record) as object), version: 2 });
    machine.files.texts.set(record, text);
    machine.transport.on('/api/v1/key', hangs);
    const window = await machine.window();
    expect(window.watch.state).toEqual({});
    machine.transport.on('/api/v1/key', ok('key.ordinary'));
    await machine.clock.advance(HOUR);
    expect(headline(window)).toEqual(FUNDED);
    expect(machine.files.texts.get(record)).toBe(text);
  });

  test('[trust 49] a disk that refuses reads and writes: the figure comes all the same', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    machine.files.refusesWrites = true;
    machine.transport.on('/api/v1/credits', ok('credits.overdrawn'));
    await machine.clock.advance(5 * MINUTE);
    expect(headline(window)).toEqual({ kind: 'balance', amount: usd('-0.40') });
    machine.files.refusesWrites = false;
    machine.transport.on('/api/v1/credits', ok('credits.usedUp'));
    await machine.clock.advance(5 * MINUTE);
    expect(JSON.stringify(machine.files.json(recordName(machine)))).toContain('"amountMicros":"0n"');
  });
});

describe('asking by itself', () => {
  test('once an interval, one request after the other', async () => {
    const machine = new Machine();
    await machine.windowWithKey();
    await machine.clock.advance(5 * MINUTE - 1);
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(1);
    expect(machine.transport.paths).toEqual(CHAIN);
    await machine.clock.advance(5 * MINUTE);
    expect(machine.transport.paths).toEqual([...CHAIN, ...CHAIN]);
  });

  test('jitter makes it later', async () => {
    const machine = new Machine();
    machine.random.jitter = 0.5;
    await machine.windowWithKey();
    await machine.clock.advance(5.25 * MINUTE + SECOND - 1);
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(1);
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test('words such as "3 min ago" are brought up to date every minute', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    window.events = 0;
    await machine.clock.advance(4 * MINUTE);
    expect(window.events).toBe(4);
  });

  test('nobody looks: nothing is asked and nothing waits; a person still can ask, and looking again asks', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    window.set({ polling: false });
    await machine.clock.advance(HOUR);
    window.monitor.windowFocused();
    await settle();
    expect(machine.transport.paths).toEqual([]);
    expect(machine.clock.pending).toBe(0);
    expect(window.watch.nextAtMs).toBeUndefined();
    expect(await window.monitor.refreshAll()).toEqual({ kind: 'done' });
    expect(machine.transport.paths).toEqual(CHAIN);
    await machine.clock.advance(HOUR);
    machine.transport.forget();
    window.set({});
    await settle();
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test('a window that comes to the front asks when the figure is older than the interval, else not', async () => {
    const machine = new Machine();
    machine.random.jitter = 0.9;
    const window = await machine.windowWithKey();
    await machine.clock.advance(5 * MINUTE - 1);
    window.monitor.windowFocused();
    await settle();
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(1);
    window.monitor.windowFocused();
    await settle();
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test('[trust 38] a window that comes to the front while it is being asked asks no second time', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    machine.transport.on('/api/v1/key', hangs);
    await machine.clock.advance(5 * MINUTE);
    for (let times = 0; times < 5; times += 1) window.monitor.windowFocused();
    await settle();
    expect(machine.transport.paths).toEqual(['/api/v1/key']);
    expect(machine.transport.open).toBe(1);
  });

  test('while spend is seen: every minute, until ten quiet minutes have passed', async () => {
    const machine = new Machine();
    await machine.windowWithKey();
    machine.transport.on(
      '/api/v1/credits',
      answers(200, { data: { total_credits: 100, total_usage: 94.9 } }),
    );
    await machine.clock.advance(5 * MINUTE);
    machine.transport.forget();
    await machine.clock.advance(10 * MINUTE);
    expect(machine.transport.paths).toHaveLength(20);
    machine.transport.forget();
    await machine.clock.advance(4 * MINUTE);
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(MINUTE);
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test('[trust 43] settings flipped fifty times: one timer, one request at its time', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    for (let times = 0; times < 50; times += 1) {
      window.set({ intervalMs: (1 + (times % 7)) * MINUTE, polling: times % 2 === 1 });
    }
    window.set({ intervalMs: 2 * MINUTE });
    // One for the next request, one for the words.
    expect(machine.clock.pending).toBe(2);
    await machine.clock.advance(2 * MINUTE - 1);
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(1);
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test('[trust 43] the provider switched off and on fifty times in a moment: one loop, and nothing is asked that is known', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    for (let times = 0; times < 50; times += 1) {
      window.set({ enabledProviders: times % 2 === 0 ? [] : ['openrouter'] });
    }
    await settle();
    expect(machine.transport.paths).toEqual([]);
    expect(headline(window)).toEqual(FUNDED);
    expect(machine.clock.pending).toBe(2);
    await machine.clock.advance(5 * MINUTE);
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test.each([Number.NaN, 0, -5, 1e12])(
    '[trust 42] an interval of %d never asks more than once a minute',
    async (intervalMs) => {
      const machine = new Machine();
      const window = await machine.windowWithKey({ intervalMs });
      for (let seconds = 0; seconds < 120; seconds += 10) {
        window.monitor.windowFocused();
        await machine.clock.advance(10 * SECOND);
      }
      expect(machine.transport.paths.length).toBeLessThanOrEqual(2 * CHAIN.length);
    },
  );
});

describe('a person asks', () => {
  test('[trust 38] many times at once: one request, and all of them see its end', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    await machine.clock.advance(10 * SECOND);
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    machine.transport.on('/api/v1/key', async (request) => {
      await answered;
      return ok('key.ordinary')(request);
    });
    const asked = Array.from({ length: 20 }, () => window.monitor.refreshAll());
    await settle();
    expect(window.watch.activity).toBe('asked');
    answer();
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 20 }, () => ({ kind: 'done' })));
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(window.watch.activity).toBe('idle');
  });

  test('[trust 38] again within five seconds: what is there is fresh', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    await machine.clock.advance(4_999);
    expect(await window.monitor.refreshAll()).toEqual({ kind: 'fresh' });
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(1);
    expect(await window.monitor.refreshAll()).toEqual({ kind: 'done' });
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test('joins what is already under way in the background', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    machine.transport.on('/api/v1/key', async (request) => {
      await answered;
      return ok('key.ordinary')(request);
    });
    await machine.clock.advance(5 * MINUTE);
    expect(window.watch.activity).toBe('background');
    const asked = window.monitor.refreshAll();
    expect(window.watch.activity).toBe('asked');
    answer();
    expect(await asked).toEqual({ kind: 'done' });
    expect(machine.transport.paths).toEqual(CHAIN);
  });

  test('[trust 34] while the provider wants to be left alone: nothing is sent, and they hear how long', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    machine.transport.on('/api/v1/key', answers(429, '', { 'retry-after': '90' }));
    await machine.clock.advance(5 * MINUTE);
    machine.transport.forget();
    await machine.clock.advance(30 * SECOND);
    expect(await window.monitor.refreshAll()).toEqual({ kind: 'wait', waitMs: 60 * SECOND });
    await machine.clock.advance(60 * SECOND - 1);
    expect(machine.transport.paths).toEqual([]);
    await machine.clock.advance(1);
    expect(machine.transport.paths).toEqual(['/api/v1/key']);
  });

  test('their wish, not the schedule, counts from then on', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    await machine.clock.advance(4 * MINUTE);
    await window.monitor.refreshAll();
    machine.transport.forget();
    await machine.clock.advance(5 * MINUTE - 1);
    expect(machine.transport.paths).toEqual([]);
  });
});

describe('failures', () => {
  test('503 after a good figure keeps the figure; the trouble stands beside it, and goes with the next good answer', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    const { lastGood } = window.watch.state;
    machine.transport.on('/api/v1/key', answers(503, ''));
    await machine.clock.advance(5 * MINUTE);
    expect(window.watch.state).toMatchObject({
      lastGood,
      trouble: { failure: { kind: 'providerDown', status: 503 }, attempts: 1 },
    });
    machine.transport.on('/api/v1/key', ok('key.ordinary'));
    await machine.clock.advance(MINUTE);
    expect(window.watch.state.trouble).toBeUndefined();
    expect(headline(window)).toEqual(FUNDED);
  });

  test('/credits failing after a known balance keeps the balance, and does not turn it into spend', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    machine.transport.on('/api/v1/credits', answers(500, ''));
    await machine.clock.advance(5 * MINUTE);
    expect(headline(window)).toEqual(FUNDED);
    expect(window.watch.state.trouble?.failure).toMatchObject({ kind: 'providerDown', status: 500 });
  });

  test.each<[string, ReturnType<typeof answers>, number]>([
    ['429 without a word', answers(429, ''), 14],
    ['500', answers(500, ''), 14],
    ['a sign-in page', answers(200, '<html>'), 14],
  ])('[trust 35] an hour of %s stays bounded', async (_what, script, most) => {
    const machine = new Machine();
    await machine.windowWithKey();
    machine.transport.on('/api/v1/key', script);
    await machine.clock.advance(HOUR);
    expect(machine.transport.requests.length).toBeLessThanOrEqual(most);
    expect(machine.transport.requests.length).toBeGreaterThan(2);
  });

  test('[trust 36] offline: recovery shows within one interval', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    const { transport } = machine;
    transport.on('/api/v1/key', () => Promise.reject(new Error('ENOTFOUND')));
    await machine.clock.advance(3 * HOUR);
    expect(headline(window)).toEqual(FUNDED);
    transport.on('/api/v1/key', ok('key.limitMonthly'));
    await machine.clock.advance(5 * MINUTE);
    expect(window.watch.state.trouble).toBeUndefined();
    expect(headline(window)).toMatchObject({ kind: 'limit', remaining: usd('3.10') });
  });

  test('[trust 33] 403 on /credits is remembered for a day, over a restart too, and then tried again', async () => {
    const machine = new Machine();
    machine.transport.on('/api/v1/credits', forbidden);
    const window = await machine.windowWithKey({ intervalMs: HOUR });
    expect(headline(window)).toEqual(PAYG);
    await machine.clock.advance(HOUR);
    expect(machine.transport.paths).toEqual(['/api/v1/key']);
    window.close();

    machine.transport.forget();
    const next = await machine.window({ intervalMs: HOUR });
    await machine.clock.advance(HOUR);
    expect(machine.transport.paths).toEqual(['/api/v1/key']);
    await machine.clock.advance(21 * HOUR);
    expect(machine.transport.paths).not.toContain('/api/v1/credits');
    machine.transport.on('/api/v1/credits', ok('credits.funded'));
    await machine.clock.advance(2 * HOUR);
    expect(machine.transport.paths).toContain('/api/v1/credits');
    expect(headline(next)).toEqual(FUNDED);
  });

  test('[trust 32] 401 stops until the key changes, over a restart too', async () => {
    const machine = new Machine();
    const window = await machine.windowWithKey();
    machine.transport.on('/api/v1/key', answers(401, ''));
    await machine.clock.advance(5 * MINUTE);
    machine.transport.forget();
    await machine.clock.advance(24 * HOUR);
    window.monitor.windowFocused();
    await settle();
    expect(machine.transport.paths).toEqual([]);
    expect(window.watch.nextAtMs).toBeUndefined();
    window.close();

    const next = await machine.window();
    await machine.clock.advance(HOUR);
    next.monitor.windowFocused();
    await settle();
    expect(machine.transport.paths).toEqual([]);
    expect(next.watch.state.trouble?.failure).toEqual({ kind: 'invalidKey', slot: 'ordinary' });

    machine.transport.on('/api/v1/key', ok('key.ordinary'));
    await saveKey(next.book, 'ordinary', OTHER_KEY);
    await settle();
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(machine.transport.requests[0]?.headers['authorization']).toBe(`Bearer ${OTHER_KEY}`);
    expect(headline(next)).toEqual(FUNDED);
  });

  test('[trust 13] [trust 15] the key is lost, or was only in memory: said so, not asked again, and mended by entering it', async () => {
    const machine = new Machine();
    (await machine.windowWithKey()).close();
    machine.secrets.values.clear();
    const window = await machine.window();
    await machine.clock.advance(5 * MINUTE);
    expect(window.watch.state.trouble?.failure).toEqual({ kind: 'keyUnavailable', reason: 'missing' });
    expect(headline(window)).toEqual(FUNDED);
    machine.secrets.namesAsked.length = 0;
    await machine.clock.advance(24 * HOUR);
    expect(machine.secrets.namesAsked).toEqual([]);
    expect(machine.transport.paths).toEqual([]);
    await saveKey(window.book, 'ordinary', KEY);
    await settle();
    expect(window.watch.state.trouble).toBeUndefined();
  });

  test('[trust 15] a browser’s window that began before the key was saved in another: no complaint while that one brings figures', async () => {
    const machine = new Machine();
    const withoutKey = await machine.window();
    const lost = (): unknown => withoutKey.watch.state.trouble?.failure;
    const get = machine.secrets.get.bind(machine.secrets);
    // What a window of 1.139 in a browser does not see is seen by those that begin later.
    machine.secrets.get = () => Promise.resolve(undefined);
    await saveKey(withoutKey.book, 'ordinary', KEY);
    await settle();
    await machine.clock.advance(5 * SECOND);
    expect(lost()).toEqual({ kind: 'keyUnavailable', reason: 'missing' });
    machine.secrets.get = get;
    const other = await machine.window();
    await settle();
    expect(headline(withoutKey)).toEqual(FUNDED);
    expect(lost()).toBeUndefined();
    await machine.clock.advance(HOUR);
    expect(lost()).toBeUndefined();
    other.close();
    await machine.clock.advance(11 * MINUTE);
    expect(lost()).toEqual({ kind: 'keyUnavailable', reason: 'missing' });
  });

  test('[trust 15] nor where the figures came while it was looking for the key', async () => {
    const machine = new Machine();
    const withoutKey = await machine.window();
    const get = machine.secrets.get.bind(machine.secrets);
    let nothingThere: (() => void) | undefined;
    machine.secrets.get = (name) => {
      // The first look is of the saving itself.
      if (machine.secrets.values.size === 0) return get(name);
      return new Promise((resolve) => (nothingThere = () => resolve(undefined)));
    };
    await saveKey(withoutKey.book, 'ordinary', KEY);
    await machine.clock.advance(5 * SECOND);
    machine.secrets.get = get;
    await machine.window();
    await settle();
    expect(headline(withoutKey)).toEqual(FUNDED);
    nothingThere?.();
    await settle();
    expect(nothingThere).toBeDefined();
    expect(withoutKey.watch.activity).toBe('idle');
    expect(withoutKey.watch.state.trouble).toBeUndefined();
  });
});
