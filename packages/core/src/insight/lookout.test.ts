import { describe, expect, test } from 'vitest';
import { KEY, Machine, OTHER_KEY, saveKey } from '../testing/machine.ts';
import { bookWith, named } from '../testing/namedAccounts.ts';
import { kept, LookoutWindow, namesOf, spent } from '../testing/lookoutWindow.ts';
import { answers } from '../testing/scriptedTransport.ts';
import { settle } from '../testing/settle.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Five minutes, and all that jitter and lag can add. */
const INTERVAL_MS = 400_000;

/** A computer on which one account was added that has spent so much. */
async function machineWith(usd: number): Promise<Machine> {
  const machine = new Machine();
  spent(machine, usd);
  const book = machine.book();
  await saveKey(book, 'ordinary', KEY);
  book.dispose();
  return machine;
}

describe('what is answered', () => {
  test('is kept by the window that asked, once', async () => {
    const machine = await machineWith(10);
    const one = await LookoutWindow.open(machine, 'a');
    const other = await LookoutWindow.open(machine, 'b');
    spent(machine, 11);
    await machine.clock.advance(INTERVAL_MS);
    expect(await kept(one, one.id)).toEqual([10, 11]);
    const lines = namesOf(machine, 'history.').flatMap((name) => machine.files.texts.get(name)?.split('\n'));
    expect(lines.filter((line) => line?.includes('"89000000"'))).toHaveLength(1);
    one.close();
    other.close();
  });

  test('before there was a history is kept at the start', async () => {
    const machine = await machineWith(10);
    const before = await LookoutWindow.open(machine, 'a', { history: false });
    before.close();
    machine.transport.forget();
    const after = await LookoutWindow.open(machine, 'b');
    expect(machine.transport.paths).toEqual([]);
    expect(await kept(after, after.id)).toEqual([10]);
    after.close();
  });

  test('is not kept where no history is wanted, and judged all the same', async () => {
    const machine = await machineWith(94);
    const window = await LookoutWindow.open(machine, 'a', { history: false });
    spent(machine, 96);
    await machine.clock.advance(INTERVAL_MS);
    expect(namesOf(machine, 'history.')).toEqual([]);
    expect(window.told).toMatchObject([{ rule: 'balance', level: 1 }]);
    expect(window.lookout.insightOf(window.watch)).toMatchObject({ meter: 'account' });
    window.close();
  });

  test('while a look is under way is looked at after it', async () => {
    const machine = await machineWith(94);
    const window = await LookoutWindow.open(machine, 'a');
    let goOn = (): void => undefined;
    machine.files.beforeWrite = new Promise((resolve) => (goOn = resolve));
    spent(machine, 96);
    await machine.clock.advance(INTERVAL_MS);
    for (let times = 0; times < 5; times += 1) window.lookout.look();
    expect(window.told).toEqual([]);
    goOn();
    await machine.clock.advance(INTERVAL_MS);
    expect(window.told).toHaveLength(1);
    window.close();
  });

  test('is kept once, however often it is looked at with clocks that drift', async () => {
    const machine = await machineWith(10);
    const window = await LookoutWindow.open(machine, 'a');
    window.set({ refreshWhileSpending: false });
    spent(machine, 11);
    await machine.clock.advance(INTERVAL_MS);
    for (let times = 0; times < 5; times += 1) {
      machine.clock.jumpWall(-1);
      window.lookout.lookAgain();
      await settle();
    }
    expect(await kept(window, window.id)).toEqual([10, 11]);
    expect(namesOf(machine, 'history.')).toHaveLength(1);
    window.close();
  });
});

describe('what the past tells', () => {
  test('is there after a restart, from the disk', async () => {
    const machine = await machineWith(10);
    const before = await LookoutWindow.open(machine, 'a');
    for (let usd = 11; usd < 24; usd += 1) {
      spent(machine, usd);
      await machine.clock.advance(INTERVAL_MS);
    }
    before.close();
    const after = await LookoutWindow.open(machine, 'b');
    expect(after.lookout.insightOf(after.watch)?.pace.kind).toBe('known');
    after.close();
  });

  test('of another key is not told of the new one', async () => {
    const machine = await machineWith(10);
    const window = await LookoutWindow.open(machine, 'a');
    expect(window.lookout.insightOf(window.watch)).toBeDefined();
    const shown: unknown[] = [];
    window.monitor.onDidChange(() => {
      const { watch } = window;
      if (watch.state.lastGood && watch.series !== series) shown.push(window.lookout.insightOf(watch));
    });
    const { series } = window.watch;
    spent(machine, 2);
    await saveKey(window.book, 'ordinary', OTHER_KEY);
    await machine.clock.advance(MINUTE_MS);
    expect(shown[0]).toBeUndefined();
    expect(shown.length).toBeGreaterThan(0);
    expect(window.lookout.insightOf(window.watch)).toBeDefined();
    window.close();
  });

  test('does not outlive the reset of a limit, though no figure has changed', async () => {
    const machine = await machineWith(10);
    const data = { usage: 10, limit: 10, limit_remaining: 0, limit_reset: 'daily', is_free_tier: false };
    machine.transport.on('/api/v1/key', answers(200, { data })).on('/api/v1/credits', answers(403, {}));
    await machine.clock.advance(DAY_MS - (machine.clock.wallMs() % DAY_MS) - 10 * MINUTE_MS);
    const window = await LookoutWindow.open(machine, 'a');
    window.set({ intervalMs: DAY_MS, refreshWhileSpending: false });
    await machine.clock.advance(5 * MINUTE_MS);
    expect(window.lookout.insightOf(window.watch)?.runway).toEqual({ kind: 'ranOut', cap: 'keyLimit' });
    await machine.clock.advance(25 * MINUTE_MS);
    expect(window.lookout.insightOf(window.watch)?.runway).toEqual({ kind: 'collecting' });
    window.close();
  });

  test('is not of what was noted by a clock that was ahead', async () => {
    const machine = await machineWith(0);
    const window = await LookoutWindow.open(machine, 'a');
    window.set({ intervalMs: 3 * HOUR_MS, refreshWhileSpending: false });
    for (let day = 0; day < 4; day += 1) {
      for (let hour = 0; hour < 24; hour += 3) {
        spent(machine, 1 + day * 10 + hour / 4, 40);
        await machine.clock.advance(3 * HOUR_MS);
      }
    }
    machine.clock.jumpWall(5 * DAY_MS);
    spent(machine, 40, 40);
    await machine.clock.advance(4 * HOUR_MS);
    expect(window.lookout.insightOf(window.watch)?.runway).toMatchObject({ kind: 'ranOut' });
    machine.clock.jumpWall(-5 * DAY_MS);
    spent(machine, 41);
    await machine.clock.advance(4 * HOUR_MS);
    expect(window.lookout.insightOf(window.watch)?.runway).toMatchObject({ kind: 'range' });
    window.close();
  }, 600_000);
});

describe('alerts', () => {
  test('a budget that an account is given counts from when it was given', async () => {
    const machine = await machineWith(50);
    const window = await LookoutWindow.open(machine, 'a', {
      thresholds: { low: 0, critical: 0, runwayDays: 0 },
    });
    await window.book.change(window.watch.account, { budgets: { day: 70 } });
    await settle();
    spent(machine, 58);
    await machine.clock.advance(INTERVAL_MS);
    expect(window.told).toMatchObject([{ rule: 'day', level: 1, spent: { amountMicros: 58_000_000n } }]);
    window.close();
  });

  test('what waits for the end of a snooze is told when it ends, without a new answer', async () => {
    const machine = await machineWith(94);
    const window = await LookoutWindow.open(machine, 'a');
    window.set({ refreshWhileSpending: false });
    await window.alerts.snooze(window.id, machine.clock.wallMs() + 2 * MINUTE_MS);
    window.lookout.lookAgain();
    spent(machine, 96);
    await machine.clock.advance(6_000);
    await window.monitor.refresh(window.id);
    await settle();
    expect(window.told).toEqual([]);
    machine.transport.forget();
    await machine.clock.advance(2 * MINUTE_MS);
    expect(machine.transport.paths).toEqual([]);
    expect(window.told).toMatchObject([{ rule: 'balance' }]);
    window.close();
  });

  test('of an account that is removed meanwhile nothing is told', async () => {
    const machine = await machineWith(94);
    const window = await LookoutWindow.open(machine, 'a');
    const create = machine.files.create.bind(machine.files);
    const { account } = window.watch;
    machine.files.create = async (name, text) => {
      if (name.endsWith('.claim') && name.startsWith('alerts.')) await window.book.remove(account);
      return create(name, text);
    };
    spent(machine, 96);
    await machine.clock.advance(INTERVAL_MS);
    expect(window.told).toEqual([]);
    expect(window.book.accounts).toEqual([]);
    expect([...namesOf(machine, 'alerts.'), ...namesOf(machine, 'history.')]).toEqual([]);
    window.close();
  });
});

describe('an account that goes', () => {
  test('takes its files with it, in whatever window it was removed; another keeps its own', async () => {
    const machine = new Machine();
    spent(machine, 10);
    (await bookWith(machine, 'one', 'two')).dispose();
    const here = await LookoutWindow.open(machine, 'a');
    const there = await LookoutWindow.open(machine, 'b');
    await machine.clock.advance(INTERVAL_MS);
    const [one, two] = [named(here.book, 'one'), named(here.book, 'two')];
    for (const { id } of [one, two])
      for (const rest of ['json', 'x.2026-11.json']) await machine.files.write(`usage.${id}.${rest}`, '{}');
    await here.book.remove(one);
    await machine.clock.advance(INTERVAL_MS);
    expect(namesOf(machine, `history.${one.id}`)).toEqual([]);
    expect(namesOf(machine, `alerts.${one.id}`)).toEqual([]);
    expect(namesOf(machine, `usage.${one.id}`)).toEqual([]);
    expect(namesOf(machine, `usage.${two.id}`)).toHaveLength(2);
    expect(await kept(here, two.id)).toEqual([10]);
    here.close();
    there.close();
  });

  test('and comes back, because the keyring refuses: nothing of it is lost', async () => {
    const machine = await machineWith(10);
    const here = await LookoutWindow.open(machine, 'a');
    const there = await LookoutWindow.open(machine, 'b');
    await here.alerts.mute(here.id, 'balance', true);
    const { id, account } = { id: here.id, account: here.watch.account };
    machine.secrets.refuses = 'delete';
    const removing = here.book.remove(account);
    const during = (async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        here.lookout.look();
        there.lookout.look();
        await Promise.resolve();
      }
    })();
    await expect(removing).rejects.toThrow('the keyring is locked');
    await during;
    await machine.clock.advance(1000);
    expect(await kept(there, id)).toEqual([10]);
    expect(await there.alerts.muted(id)).toEqual(['balance']);
    here.close();
    there.close();
  });

  test('while no window looks: its files go when one does', async () => {
    const machine = new Machine();
    spent(machine, 10);
    (await bookWith(machine, 'one', 'two')).dispose();
    const before = await LookoutWindow.open(machine, 'a');
    await machine.clock.advance(INTERVAL_MS);
    const { id } = named(before.book, 'one');
    before.close();
    const book = machine.book();
    await book.load();
    await book.remove(named(book, 'one'));
    book.dispose();
    expect(namesOf(machine, `history.${id}`)).toHaveLength(1);
    const strange = 'f'.repeat(32);
    for (const left of [`usage.${strange}.json`, `usage.${strange}.x.2026-11.json.damaged`])
      await machine.files.write(left, '{}');
    const after = await LookoutWindow.open(machine, 'b');
    await machine.clock.advance(2 * MINUTE_MS);
    expect(namesOf(machine, `history.${id}`)).toEqual([]);
    expect(namesOf(machine, `alerts.${id}`)).toEqual([]);
    expect(namesOf(machine, 'usage.')).toEqual([]);
    expect(await kept(after, after.id)).toEqual([10]);
    after.close();
  });

  test('with a damaged list: its files stay', async () => {
    const machine = await machineWith(10);
    const window = await LookoutWindow.open(machine, 'a');
    const { id } = window;
    await machine.files.write(
      'accounts.json',
      (machine.files.texts.get('accounts.json') ?? '').slice(0, -20),
    );
    await machine.clock.advance(5 * MINUTE_MS);
    expect(window.book.accounts).toEqual([]);
    expect(namesOf(machine, `history.${id}`)).toHaveLength(1);
    window.close();
  });

  test('as the last: so does a snooze of all', async () => {
    const machine = await machineWith(10);
    const here = await LookoutWindow.open(machine, 'a');
    const there = await LookoutWindow.open(machine, 'b');
    await here.alerts.snooze('all', machine.clock.wallMs() + DAY_MS);
    await settle();
    expect(await there.alerts.snoozedUntilMs('all')).toBeDefined();
    await here.book.forgetKeys();
    await here.lookout.forget();
    await here.monitor.clear();
    await settle();
    for (const { alerts } of [here, there]) expect(await alerts.snoozedUntilMs('all')).toBeUndefined();
    expect([...machine.files.texts.keys()]).toEqual([]);
    here.close();
    there.close();
  });
});

describe('forgetting the history', () => {
  test('a look that comes in between brings nothing of it back', async () => {
    const machine = await machineWith(10);
    const window = await LookoutWindow.open(machine, 'a');
    for (let usd = 11; usd < 24; usd += 1) {
      spent(machine, usd);
      await machine.clock.advance(INTERVAL_MS);
    }
    expect(window.lookout.insightOf(window.watch)?.pace.kind).toBe('known');
    const { files } = machine;
    const [read, remove] = [files.read.bind(files), files.remove.bind(files)];
    files.read = async (name) => {
      const text = await read(name);
      if (name.startsWith('history.')) for (let turn = 0; turn < 4; turn += 1) await settle();
      return text;
    };
    files.remove = async (name) => {
      await settle();
      await remove(name);
    };
    const forgotten = window.lookout.forget();
    window.lookout.lookAgain();
    await forgotten;
    for (let turn = 0; turn < 9; turn += 1) await settle();
    expect(window.lookout.insightOf(window.watch)?.pace.kind).not.toBe('known');
    window.lookout.look();
    await settle();
    expect(await kept(window, window.id)).toEqual([23]);
    window.close();
  });
});

test('disposed: no timer, no listener, nothing told', async () => {
  const machine = await machineWith(94);
  const window = await LookoutWindow.open(machine, 'a');
  await window.alerts.snooze(window.id, machine.clock.wallMs() + HOUR_MS);
  window.lookout.lookAgain();
  await settle();
  window.lookout.lookAgain();
  window.close();
  await settle();
  expect([machine.clock.pending, machine.files.listeners, machine.secrets.listeners]).toEqual([0, 0, 0]);
  expect(machine.clock.uncaught).toEqual([]);
});

test('a disk that refuses everything: the rules are judged from memory, and it is said once', async () => {
  const machine = await machineWith(94);
  const window = await LookoutWindow.open(machine, 'a');
  machine.files.refusesWrites = true;
  spent(machine, 96);
  await machine.clock.advance(3 * INTERVAL_MS);
  expect(window.told).toMatchObject([{ rule: 'balance' }]);
  expect(machine.log.of('warn').filter((line) => line === 'The history was not stored')).toHaveLength(1);
  machine.files.refusesWrites = false;
  spent(machine, 97);
  await machine.clock.advance(INTERVAL_MS);
  expect(await kept(window, window.id)).toEqual([94, 96, 97]);
  window.close();
});
