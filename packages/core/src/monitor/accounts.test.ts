import { describe, expect, test } from 'vitest';
import type { Account } from '../model/account.ts';
import { headlineOf } from '../model/reading.ts';
import type { HttpRequest } from '../ports.ts';
import { Machine, ok, OPENROUTER } from '../testing/machine.ts';
import { usd } from '../testing/readings.ts';
import { answers, hangs } from '../testing/scriptedTransport.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const keyOf = (number: number): string => `sk-or-v1-simulated-${String(number).padStart(2, '0')}`;
const numberIn = ({ headers }: HttpRequest): number => Number(headers['authorization']?.slice(-2));

/** A computer with so many accounts, each with a key that ends in its number. */
async function machineWith(count: number): Promise<{ machine: Machine; accounts: readonly Account[] }> {
  const machine = new Machine();
  const book = machine.book();
  for (let number = 1; number <= count; number += 1) {
    await book.saveKey({ ...OPENROUTER, label: `Account ${number}` }, 'ordinary', keyOf(number), 'pasted');
  }
  book.dispose();
  return { machine, accounts: book.accounts };
}

/** The first of them. */
function firstOf([first]: readonly Account[]): Account {
  if (!first) throw new Error('no account');
  return first;
}

/** When each account was asked about for the first time since, by its number. */
async function firstAsked(machine: Machine, forMs: number): Promise<ReadonlyMap<number, number>> {
  const startMs = machine.clock.monotonicMs();
  const times = new Map<number, number>();
  machine.transport.on('/api/v1/key', (request) => {
    const number = numberIn(request);
    if (!times.has(number)) times.set(number, machine.clock.monotonicMs() - startMs);
    return ok('key.ordinary')(request);
  });
  for (let passedMs = 0; passedMs < forMs; passedMs += SECOND) await machine.clock.advance(SECOND);
  return times;
}

describe('twenty accounts', () => {
  test('that were never asked about: no burst, all within the first minute', async () => {
    const { machine } = await machineWith(20);
    await machine.window();
    const times = [...(await firstAsked(machine, MINUTE)).values()];
    expect(machine.transport.requests.length).toBeGreaterThanOrEqual(40);
    expect(new Set(times.map((atMs) => Math.floor(atMs / (2 * SECOND)))).size).toBe(times.length);
  });

  test('of which one is looked at: that comes first', async () => {
    const { machine, accounts } = await machineWith(20);
    await machine.window({ firstId: accounts[12]?.id });
    expect(machine.transport.requests.slice(0, 2).map(numberIn)).toEqual([13, 13]);
  });

  test('that are all old: spread over the interval, and all asked within it', async () => {
    const { machine } = await machineWith(20);
    const before = await machine.window();
    await machine.clock.advance(10 * MINUTE);
    before.close();
    await machine.clock.advance(9 * HOUR);
    const starting = machine.window();
    const times = [...(await firstAsked(machine, 5 * MINUTE)).values()];
    await starting;
    expect(times.length).toBeGreaterThanOrEqual(19);
    for (let index = 1; index < times.length; index += 1)
      expect((times[index] ?? 0) - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(12 * SECOND - 1);
    expect(Math.max(...times)).toBeGreaterThan(3.5 * MINUTE);
  });

  test(
    'and three windows: each account once an interval, and never two in ten seconds',
    { timeout: 600_000 },
    async () => {
      const { machine } = await machineWith(20);
      for (let count = 0; count < 3; count += 1) await machine.window();
      await machine.clock.advance(15 * MINUTE);
      const times: number[] = [];
      machine.transport.on('/api/v1/key', (request) => {
        times.push(machine.clock.monotonicMs());
        return ok('key.ordinary')(request);
      });
      await machine.clock.advance(30 * MINUTE);
      expect(times.length).toBeLessThanOrEqual(20 * 6);
      expect(times.length).toBeGreaterThanOrEqual(20 * 5);
      const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10 * SECOND);
    },
  );

  test('one of which hangs for ever: it delays no other', { timeout: 600_000 }, async () => {
    const longest = async (isHanging: boolean): Promise<number> => {
      const { machine } = await machineWith(20);
      await machine.window();
      await machine.clock.advance(10 * MINUTE);
      const asked = new Map<number, number[]>();
      machine.transport.on('/api/v1/key', (request) => {
        const number = numberIn(request);
        asked.set(number, [...(asked.get(number) ?? []), machine.clock.monotonicMs()]);
        return number === 7 && isHanging ? hangs(request) : ok('key.ordinary')(request);
      });
      await machine.clock.advance(30 * MINUTE);
      expect(asked.size).toBe(20);
      asked.delete(7);
      const gaps = [...asked.values()].flatMap((times) =>
        times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0)),
      );
      return Math.max(...gaps);
    };
    const [without, withOne] = [await longest(false), await longest(true)];
    expect(without).toBe(5 * MINUTE);
    expect(withOne).toBe(without);
  });

  test('[trust 38] of which a person wants fresh figures: the one that is looked at at once, the others in steps', async () => {
    const { machine, accounts } = await machineWith(20);
    const window = await machine.window();
    await machine.clock.advance(HOUR);
    // Whoever was asked about in the last five seconds is fresh, and would not be asked about again.
    for (let quietMs = 0; quietMs < 6 * SECOND; quietMs += SECOND) {
      const before = machine.transport.requests.length;
      await machine.clock.advance(SECOND);
      if (machine.transport.requests.length > before) quietMs = 0;
    }
    const order: number[] = [];
    machine.transport.on('/api/v1/key', (request) => {
      order.push(numberIn(request));
      return ok('key.ordinary')(request);
    });
    expect(await window.monitor.refreshAll(accounts[4]?.id)).toEqual({ kind: 'done' });
    expect(order).toEqual([5]);
    await machine.clock.advance(SECOND);
    expect(order).toEqual([5, 1, 2, 3, 4]);
    await machine.clock.advance(10 * SECOND);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });
});

describe('an account that fails disturbs no other', () => {
  test.each<[string, ReturnType<typeof answers>]>([
    ['401', answers(401, '')],
    ['503', answers(503, '')],
    ['429', answers(429, '', { 'retry-after': '3600' })],
    ['nonsense', answers(200, '[]')],
  ])('%s', async (_what, script) => {
    const { machine } = await machineWith(3);
    const window = await machine.window();
    await machine.clock.advance(MINUTE);
    machine.transport.on('/api/v1/key', (request) =>
      numberIn(request) === 2 ? script(request) : ok('key.ordinary')(request),
    );
    await machine.clock.advance(20 * MINUTE);
    const [first, second, third] = window.all;
    expect(second?.state.trouble).toBeDefined();
    for (const one of [first, third]) {
      expect(one?.state.trouble).toBeUndefined();
      expect(machine.clock.wallMs() - Number(one?.asOfMs)).toBeLessThan(6 * MINUTE);
      expect(one?.state.lastGood && headlineOf(one.state.lastGood.reading)).toEqual({
        kind: 'balance',
        amount: usd('5.20'),
      });
    }
  });

  test('[trust 39] a figure is kept with the account and the key that it came for', async () => {
    const { machine } = await machineWith(3);
    machine.transport.on('/api/v1/credits', (request) =>
      answers(200, { data: { total_credits: 100 + numberIn(request), total_usage: 0 } })(request),
    );
    const window = await machine.window();
    const other = await machine.window();
    await machine.clock.advance(MINUTE);
    for (const { all } of [window, other]) {
      const amounts = all.map(({ state }) => state.lastGood && headlineOf(state.lastGood.reading));
      expect(amounts).toEqual([1, 2, 3].map((n) => ({ kind: 'balance', amount: usd(String(100 + n)) })));
    }
  });
});

describe('an account that is switched off', () => {
  test('is kept and not asked about, in any window; switched on it is asked about again', async () => {
    const { machine, accounts } = await machineWith(2);
    const [first] = accounts as [Account];
    const window = await machine.window();
    const other = await machine.window();
    await machine.clock.advance(MINUTE);
    await window.book.change(first, { disabled: true });
    await machine.clock.advance(SECOND);
    for (const one of [window, other])
      expect(one.all.map(({ account }) => account.label)).toEqual(['Account 2']);
    machine.transport.forget();
    await machine.clock.advance(HOUR);
    expect(new Set(machine.transport.requests.map(numberIn))).toEqual(new Set([2]));
    await other.book.change(first, { disabled: undefined });
    await machine.clock.advance(MINUTE);
    expect(new Set(machine.transport.requests.map(numberIn))).toEqual(new Set([1, 2]));
    expect(window.all).toHaveLength(2);
  });

  test('by a listener, while its key and another change: it is not asked about', async () => {
    const { machine } = await machineWith(2);
    const window = await machine.window();
    await machine.clock.advance(MINUTE);
    machine.files.events = 'silent';
    machine.secrets.events = 'held';
    const other = machine.book();
    await other.load();
    for (const account of other.accounts) await other.saveKey(account, 'ordinary', keyOf(9), 'pasted');
    machine.transport.forget();
    window.monitor.onDidChange(() => window.set({ enabledProviders: [] }));
    await window.book.load();
    await machine.clock.advance(MINUTE);
    expect(machine.transport.paths).toEqual([]);
    expect(window.monitor.watch).toEqual({ kind: 'off' });
  });

  test('alone, leaves nothing to watch', async () => {
    const { machine, accounts } = await machineWith(1);
    const window = await machine.window();
    await window.book.change(firstOf(accounts), { disabled: true });
    await machine.clock.advance(SECOND);
    expect(window.monitor.watch).toEqual({ kind: 'off' });
    expect(machine.clock.pending).toBe(0);
  });
});

test('the order is the person’s, also in other windows and after a restart', async () => {
  const { machine, accounts } = await machineWith(3);
  const [first, , third] = accounts as [Account, Account, Account];
  const window = await machine.window();
  const other = await machine.window();
  await window.book.move(third, -2);
  await window.book.move(first, 99);
  await machine.clock.advance(SECOND);
  const labels = (one: typeof window): unknown => one.all.map(({ account }) => account.label);
  const expected = ['Account 3', 'Account 2', 'Account 1'];
  expect(labels(window)).toEqual(expected);
  expect(labels(other)).toEqual(expected);
  expect(labels(await machine.window())).toEqual(expected);
});

test('an account that is removed takes its figures along, and its label stays nowhere', async () => {
  const { machine, accounts } = await machineWith(2);
  const window = await machine.window();
  await machine.clock.advance(MINUTE);
  await window.book.remove(firstOf(accounts));
  await machine.clock.advance(SECOND);
  expect(window.all.map(({ account }) => account.label)).toEqual(['Account 2']);
  expect(JSON.stringify([...machine.files.texts])).not.toMatch(new RegExp(`Account 1|${accounts[0]?.id}`));
  expect(machine.secrets.values.size).toBe(1);
});
