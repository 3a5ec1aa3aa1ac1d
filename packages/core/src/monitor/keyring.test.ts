import { describe, expect, test } from 'vitest';
import { headlineOf } from '../model/reading.ts';
import { KEY, Machine, ok, OPENROUTER, OTHER_KEY, type Window } from '../testing/machine.ts';
import { usd } from '../testing/readings.ts';
import { settle } from '../testing/settle.ts';

// A keyring that is locked or busy. Nobody tells us when it is open again, and each look may open a dialog.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const CHAIN = ['/api/v1/key', '/api/v1/credits'];
const FUNDED = { kind: 'balance', amount: usd('5.20') };
const NO_ANSWER = { kind: 'keyUnavailable', reason: 'noAnswer' };

const figure = ({ watch }: Window): unknown => {
  const { lastGood } = watch.state;
  return lastGood && headlineOf(lastGood.reading);
};
const failure = ({ watch }: Window): unknown => watch.state.trouble?.failure;

/** A window that opened while the keyring refuses, on a machine that has figures of an hour ago. */
async function lockedWindow(): Promise<{ machine: Machine; window: Window }> {
  const machine = new Machine();
  (await machine.windowWithKey()).close();
  await machine.clock.advance(HOUR);
  machine.secrets.refuses = 'get';
  machine.secrets.namesAsked.length = 0;
  const window = await machine.window();
  expect(failure(window)).toEqual(NO_ANSWER);
  return { machine, window };
}

/** How often somebody looks into the keyring within so long. */
async function looksWithin(machine: Machine, ms: number): Promise<number> {
  machine.secrets.namesAsked.length = 0;
  await machine.clock.advance(ms);
  return machine.secrets.namesAsked.length;
}

describe('[trust 13] a keyring that refuses once', () => {
  test('the figure comes by itself an interval later, with one more look', async () => {
    const { machine, window } = await lockedWindow();
    expect(figure(window)).toEqual(FUNDED);
    expect(window.watch.nextAtMs).toBe(machine.clock.wallMs() + 5 * MINUTE);
    machine.secrets.refuses = 'nothing';
    machine.transport.on('/api/v1/credits', ok('credits.overdrawn'));
    expect(await looksWithin(machine, 5 * MINUTE - 1)).toBe(0);
    expect(await looksWithin(machine, 1)).toBe(1);
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(failure(window)).toBeUndefined();
    expect(figure(window)).not.toEqual(FUNDED);
  });

  test('when the window comes into focus: at once, but not within a minute of the last look', async () => {
    const { machine, window } = await lockedWindow();
    machine.secrets.refuses = 'nothing';
    await machine.clock.advance(MINUTE - 1);
    window.monitor.windowFocused();
    await settle();
    expect(failure(window)).toEqual(NO_ANSWER);
    await machine.clock.advance(1);
    window.monitor.windowFocused();
    await settle();
    expect(failure(window)).toBeUndefined();
    expect(machine.transport.paths).toEqual(CHAIN);
    expect(machine.secrets.namesAsked).toHaveLength(2);
  });

  test('after sleep on a monotonic clock that stood meanwhile: soon', async () => {
    const { machine, window } = await lockedWindow();
    machine.secrets.refuses = 'nothing';
    machine.clock.sleep(HOUR, 'stands');
    await machine.clock.advance(MINUTE + 15 * SECOND);
    expect(failure(window)).toBeUndefined();
  });

  test('a key that is gone when it is open again is lost, and not sought any more', async () => {
    const { machine, window } = await lockedWindow();
    machine.secrets.refuses = 'nothing';
    machine.secrets.values.clear();
    await machine.clock.advance(5 * MINUTE);
    expect(failure(window)).toEqual({ kind: 'keyUnavailable', reason: 'missing' });
    expect(await looksWithin(machine, 24 * HOUR)).toBe(0);
    window.monitor.windowFocused();
    await settle();
    expect(machine.secrets.namesAsked).toEqual([]);
  });
});

test('[trust 14] a keyring that never answers: said after ten seconds, and one look an interval', async () => {
  const machine = new Machine();
  (await machine.windowWithKey()).close();
  machine.secrets.neverAnswers = true;
  await machine.clock.advance(5 * MINUTE);
  machine.secrets.namesAsked.length = 0;
  const window = await machine.window();
  await machine.clock.advance(10 * SECOND);
  expect(failure(window)).toEqual(NO_ANSWER);
  expect(machine.secrets.namesAsked).toHaveLength(1);
  // Each look takes the keyring's ten seconds.
  const looks = await looksWithin(machine, 24 * HOUR);
  expect(looks).toBe(Math.floor((24 * HOUR) / (5 * MINUTE + 10 * SECOND)));
  expect(machine.transport.paths).toEqual([]);
  machine.secrets.neverAnswers = false;
  expect(await window.monitor.refreshAll()).toEqual({ kind: 'done' });
  expect(figure(window)).toEqual(FUNDED);
});

test('[trust 14] while nobody looks, it is left alone', async () => {
  const { machine, window } = await lockedWindow();
  window.set({ polling: false });
  expect(await looksWithin(machine, 24 * HOUR)).toBe(0);
});

test('[trust 14] focus again and again, and settings that change, do not make more looks of it', async () => {
  const { machine, window } = await lockedWindow();
  machine.secrets.namesAsked.length = 0;
  for (let seconds = 0; seconds < 3600; seconds += 1) {
    window.monitor.windowFocused();
    window.set({ refreshWhileSpending: seconds % 2 === 0 });
    await machine.clock.advance(SECOND);
  }
  expect(machine.secrets.namesAsked.length).toBeLessThanOrEqual(60);
});

test('[trust 14] of two accounts one’s key does not come: the other goes on as if nothing were', async () => {
  const machine = new Machine();
  const book = machine.book();
  const stuck = await book.saveKey(OPENROUTER, 'ordinary', KEY, 'pasted');
  await book.saveKey(OPENROUTER, 'ordinary', OTHER_KEY, 'pasted');
  const get = machine.secrets.get.bind(machine.secrets);
  let looks = 0;
  machine.secrets.get = (name) => {
    if (!name.includes(stuck.id)) return get(name);
    looks += 1;
    return Promise.reject(new Error('the keyring is locked'));
  };
  const window = await machine.window({ refreshWhileSpending: false });
  await machine.clock.advance(HOUR);
  const [one, other] = window.all;
  expect(one.state.trouble?.failure).toEqual(NO_ANSWER);
  expect(other?.state).toMatchObject({ trouble: undefined, lastGood: {} });
  expect(looks).toBeLessThanOrEqual(13);
  // As without the other one: at once, then each five minutes and a little.
  const asked = machine.transport.paths.filter((path) => path === '/api/v1/key').length;
  expect(asked).toBeGreaterThanOrEqual(11);
});

describe('[trust 13] beside a window that has the key', () => {
  /** One window goes on; of the other, on the same disk, the keyring refuses two minutes after the last request. */
  async function two(): Promise<{ machine: Machine; locked: Machine; without: Window }> {
    const machine = new Machine();
    await machine.windowWithKey({ refreshWhileSpending: false });
    const { clock, files, transport } = machine;
    const locked = Object.assign(new Machine(), { clock, files, transport });
    for (const [name, value] of machine.secrets.values) locked.secrets.values.set(name, value);
    locked.secrets.refuses = 'get';
    const without = await locked.window({ refreshWhileSpending: false });
    await clock.advance(2 * MINUTE);
    await without.monitor.refreshAll();
    expect(failure(without)).toEqual(NO_ANSWER);
    return { machine, locked, without };
  }

  test('a key that is found again adds no request to those of the plan', async () => {
    const { machine, locked, without } = await two();
    await machine.clock.advance(3 * MINUTE + SECOND);
    expect(machine.transport.paths).toEqual(CHAIN);
    locked.secrets.refuses = 'nothing';
    await machine.clock.advance(2 * MINUTE);
    expect(locked.secrets.namesAsked).toHaveLength(2);
    expect(without.watch.state.trouble).toBeUndefined();
    expect(machine.transport.paths).toEqual(CHAIN);
    await machine.clock.advance(3 * MINUTE);
    expect(machine.transport.paths).toEqual([...CHAIN, ...CHAIN]);
  });

  test('what refuses again and again is no news while that one brings figures', async () => {
    const { machine, locked, without } = await two();
    await machine.clock.advance(4 * MINUTE);
    const complaints: unknown[] = [];
    without.monitor.onDidChange(() => complaints.push(...[failure(without) ?? []].flat()));
    await machine.clock.advance(HOUR);
    expect(locked.secrets.namesAsked.length).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
    locked.secrets.namesAsked.length = 0;
    // Who asks is told.
    await without.monitor.refreshAll();
    expect(failure(without)).toEqual(NO_ANSWER);
  });
});
