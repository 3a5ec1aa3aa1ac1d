import { describe, expect, test } from 'vitest';
import { Machine, OPENROUTER } from '../testing/machine.ts';
import { bookWith, keyOf, labels, named } from '../testing/namedAccounts.ts';
import { settle } from '../testing/settle.ts';
import type { AccountBook, IndexTrouble } from './accountBook.ts';
import type { AccountIndex } from './accountIndex.ts';

async function reopened(machine: Machine): Promise<{ book: AccountBook; troubles: IndexTrouble[] }> {
  const book = machine.book();
  const troubles: IndexTrouble[] = [];
  book.onTrouble((trouble) => troubles.push(trouble));
  await book.load();
  return { book, troubles };
}

/** Two windows on one machine, with accounts of these names. */
async function twoWith(
  ...names: readonly string[]
): Promise<{ machine: Machine; here: AccountBook; there: AccountBook }> {
  const machine = new Machine();
  const here = await bookWith(machine, ...names);
  const there = machine.book();
  await there.load();
  return { machine, here, there };
}

/** A keyring that keeps nothing before its owner has unlocked it. @returns that */
function lockKeyring({ secrets }: Machine): () => void {
  let unlock: () => void = () => undefined;
  const unlocked = new Promise<void>((resolve) => (unlock = resolve));
  const set = secrets.set.bind(secrets);
  secrets.set = async (name, value) => {
    await unlocked;
    await set(name, value);
  };
  return () => unlock();
}

describe('what a window leaves behind', () => {
  test('an account without keys is not swept away where a change that was left to be made gives it one', async () => {
    const machine = new Machine();
    const here = await bookWith(machine, 'a', 'b');
    const { id } = named(here, 'b');
    here.dispose();
    // A window ended while it removed b: another one had begun to save a key of it, and ended before that stood in the list.
    const whole = JSON.parse(machine.files.texts.get('accounts.json') ?? '') as AccountIndex & {
      changes: number;
    };
    const keyless = whole.accounts.map((one) => (one.id === id ? { ...one, keys: [] } : one));
    machine.files.texts.set('accounts.json', JSON.stringify({ ...whole, accounts: keyless }));
    const left = { ...whole, changes: whole.changes + 1 };
    machine.files.texts.set(`accounts.${left.changes}.intent`, JSON.stringify(left));
    const { book } = await reopened(machine);
    const saving = book.saveKey({ ...OPENROUTER, label: 'c' }, 'ordinary', keyOf('c'), 'pasted');
    await machine.clock.advance(1_000);
    await saving;
    expect(labels(book)).toEqual(['a', 'b', 'c']);
    expect(await book.keysOf(named(book, 'b'))).toMatchObject({
      kind: 'keys',
      keys: { ordinary: keyOf('b') },
    });
  });
});

describe('names', () => {
  test('[trust 48] an account that is called "5n" is there after a restart', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a', 'b');
    await book.change(named(book, 'a'), { label: '5n' });
    const again = await reopened(machine);
    expect({ labels: labels(again.book), troubles: again.troubles }).toEqual({
      labels: ['5n', 'b'],
      troubles: [],
    });
  });

  test('one that is too long for the list is refused, and nothing has changed', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a', 'b');
    await expect(book.change(named(book, 'a'), { label: 'x'.repeat(201) })).rejects.toThrow('Not a list');
    const again = await reopened(machine);
    expect({ labels: labels(again.book), troubles: again.troubles }).toEqual({
      labels: ['a', 'b'],
      troubles: [],
    });
  });

  test('[trust 48] one that is damage costs the account its name, and not the account', async () => {
    const machine = new Machine();
    await bookWith(machine, 'a', 'b');
    const text = machine.files.texts.get('accounts.json') ?? '';
    machine.files.texts.set('accounts.json', text.replace('"label":"a"', '"label":5'));
    expect(labels((await reopened(machine)).book)).toEqual([undefined, 'b']);
  });
});

describe('[trust 37] two windows at once', () => {
  test('two windows add an account at the same moment: both are there', async () => {
    const { machine, here, there } = await twoWith('a');
    await Promise.all([
      here.saveKey({ ...OPENROUTER, label: 'b' }, 'ordinary', keyOf('b'), 'pasted'),
      there.saveKey({ ...OPENROUTER, label: 'c' }, 'ordinary', keyOf('c'), 'pasted'),
    ]);
    await settle();
    const again = await reopened(machine);
    expect({ labels: labels(again.book), secrets: machine.secrets.values.size }).toEqual({
      labels: ['a', 'b', 'c'],
      secrets: 3,
    });
  });

  test('two windows rename different accounts at the same moment', async () => {
    const { machine, here, there } = await twoWith('a', 'b');
    await Promise.all([
      here.change(named(here, 'a'), { label: 'A' }),
      there.change(named(there, 'b'), { label: 'B' }),
    ]);
    expect(labels((await reopened(machine)).book)).toEqual(['A', 'B']);
  });

  test('each renames another account, and one write takes a little longer', async () => {
    const { machine, here, there } = await twoWith('a', 'b');
    const { files } = machine;
    const write = files.write.bind(files);
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    let first = true;
    files.write = async (name, text) => {
      const isFirst = first;
      first = false;
      if (isFirst) await gate;
      return write(name, text);
    };
    const slow = here.change(named(here, 'a'), { label: 'A' });
    await settle();
    const quick = there.change(named(there, 'b'), { label: 'B' });
    await settle();
    go();
    await Promise.all([slow, quick]);
    expect(labels((await reopened(machine)).book)).toEqual(['A', 'B']);
  });

  test('a keyring that asks for its password while a key is saved here: what is renamed there meanwhile stays', async () => {
    const { machine, here, there } = await twoWith('a');
    const unlock = lockKeyring(machine);
    const saving = here.saveKey({ ...OPENROUTER, label: 'b' }, 'ordinary', keyOf('b'), 'pasted');
    await settle();
    await there.change(named(there, 'a'), { label: 'A' });
    unlock();
    await saving;
    expect(labels((await reopened(machine)).book)).toEqual(['A', 'b']);
  });

  test('the same; an account that is removed there meanwhile does not come back', async () => {
    const { machine, here, there } = await twoWith('a', 'x');
    const unlock = lockKeyring(machine);
    const saving = here.saveKey({ ...OPENROUTER, label: 'b' }, 'ordinary', keyOf('b'), 'pasted');
    await settle();
    await there.remove(named(there, 'x'));
    unlock();
    await saving;
    expect(labels((await reopened(machine)).book)).toEqual(['a', 'b']);
  });

  test('a key that the keyring refuses at last: what another window has done meanwhile is not taken back', async () => {
    const { machine, here, there } = await twoWith('a', 'x');
    let refuse: () => void = () => undefined;
    const refused = new Promise<void>((resolve) => (refuse = resolve));
    machine.secrets.set = async () => {
      await refused;
      throw new Error('cancelled');
    };
    const saving = here
      .saveKey({ ...OPENROUTER, label: 'b' }, 'ordinary', keyOf('b'), 'pasted')
      .catch(() => undefined);
    await settle();
    await there.remove(named(there, 'x'));
    refuse();
    await saving;
    expect(labels((await reopened(machine)).book)).toEqual(['a']);
  });

  test('Remove All Data there while a key is being saved here: the removed accounts do not come back', async () => {
    const { machine, here, there } = await twoWith('a', 'x');
    const unlock = lockKeyring(machine);
    const saving = here.saveKey({ ...OPENROUTER, label: 'b' }, 'ordinary', keyOf('b'), 'pasted');
    const outcome = saving.then(
      () => 'saved',
      (error: unknown) => String(error),
    );
    await settle();
    await there.forgetKeys();
    await machine.files.clear();
    unlock();
    expect(await outcome).toContain('removed');
    const again = await reopened(machine);
    expect({ labels: labels(again.book), secrets: machine.secrets.values.size }).toEqual({
      labels: [],
      secrets: 0,
    });
  });

  test('an account that is being added here is not swept away by one that is added there', async () => {
    const { machine, here, there } = await twoWith('a');
    // the last write of "here" is slow
    const { files } = machine;
    const write = files.write.bind(files);
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    let writes = 0;
    files.write = async (name, text) => {
      writes += 1;
      if (writes === 2) await gate;
      return write(name, text);
    };
    const saving = here.saveKey({ ...OPENROUTER, label: 'b' }, 'ordinary', keyOf('b'), 'pasted');
    await settle();
    const other = there.saveKey({ ...OPENROUTER, label: 'c' }, 'ordinary', keyOf('c'), 'pasted');
    await settle();
    go();
    await Promise.all([saving, other]);
    const again = await reopened(machine);
    const outcomes = await Promise.all(
      again.book.accounts.map(async (one) => `${one.label}: ${(await again.book.keysOf(one)).kind}`),
    );
    expect(outcomes).toEqual(['a: keys', 'b: keys', 'c: keys']);
  });
});

describe('a window that died', () => {
  test('a management key whose window ended before the list was written goes with its account', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a');
    const [account] = book.accounts;
    // As if the window had died between the keyring and the list.
    machine.secrets.values.set(
      `opencredits.key.${account?.id}.management`,
      `${'f'.repeat(32)} ${keyOf('mgmt')}`,
    );
    await book.remove(named(book, 'a'));
    expect([...machine.secrets.values.keys()]).toEqual([]);
  });

  test('in the middle of a change: the next one does it for it, after a moment', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a', 'b');
    const index = machine.files.json('accounts.json') as AccountIndex & { changes: number };
    const [a, b] = index.accounts;
    if (!a || !b) throw new Error('no accounts');
    const left = { ...index, accounts: [{ ...a, label: 'A' }, b], changes: index.changes + 1 };
    machine.files.texts.set(`accounts.${left.changes}.intent`, JSON.stringify(left));
    const changing = book.change(b, { label: 'B' });
    await machine.clock.advance(249);
    expect(labels((await reopened(machine)).book)).toEqual(['a', 'b']);
    await machine.clock.advance(2);
    await changing;
    expect(labels((await reopened(machine)).book)).toEqual(['A', 'B']);
    expect([...machine.files.texts.keys()].filter((name) => name.endsWith('.intent'))).toEqual([]);
  });

  test.each([['nothing'], ['{"accounts":5}'], ['{"accounts":[],"setupDismissed":true,"changes":9}']])(
    'and left %s: that is put away',
    async (text) => {
      const machine = new Machine();
      const book = await bookWith(machine, 'a');
      const { changes } = machine.files.json('accounts.json') as AccountIndex & { changes: number };
      machine.files.texts.set(`accounts.${changes + 1}.intent`, text);
      const changing = book.change(named(book, 'a'), { label: 'A' });
      await machine.clock.advance(251);
      await changing;
      expect(labels((await reopened(machine)).book)).toEqual(['A']);
      expect([...machine.files.texts.keys()].filter((name) => name.endsWith('.intent'))).toEqual([]);
    },
  );

  test.each(['ordinary', 'management'] as const)(
    'between the keyring and the list: a key that is saved then is later than the one it left (%s)',
    async (slot) => {
      const machine = new Machine();
      const book = await bookWith(machine, 'a');
      const name = `opencredits.key.${named(book, 'a').id}.${slot}`;
      const left = `00000002${'f'.repeat(24)}`;
      machine.secrets.values.set(name, `${left} ${keyOf('left')}`);
      const { keys } = await book.saveKey(named(book, 'a'), slot, keyOf('later'), 'pasted');
      const saved = keys.find((key) => key.slot === slot);
      expect((saved?.revision ?? '') > left).toBe(true);
      expect(machine.secrets.values.get(name)).toBe(`${saved?.revision} ${keyOf('later')}`);
    },
  );
});
