import { describe, expect, test } from 'vitest';
import { Machine, OPENROUTER } from '../testing/machine.ts';
import { bookWith, keyOf, labels, named } from '../testing/namedAccounts.ts';
import { settle } from '../testing/settle.ts';
import type { AccountBook, IndexTrouble } from './accountBook.ts';

describe('several accounts of one provider', () => {
  test('each has its own id and its own key', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a', 'b', 'c');
    expect(new Set(book.accounts.map(({ id }) => id)).size).toBe(3);
    for (const account of book.accounts)
      expect(await book.keysOf(account)).toMatchObject({ keys: { ordinary: keyOf(account.label ?? '') } });
    expect(machine.secrets.values.size).toBe(3);
  });

  test('renamed, switched off, moved: in every window, and after a restart', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a', 'b', 'c');
    const other = machine.book();
    await other.load();
    await book.change(named(book, 'a'), { label: 'A' });
    await book.change(named(book, 'b'), { disabled: true });
    await book.move(named(book, 'c'), -5);
    await settle();
    const again = machine.book();
    await again.load();
    for (const one of [book, other, again]) {
      expect(labels(one)).toEqual(['c', 'A', 'b']);
      expect(named(one, 'b').disabled).toBe(true);
      expect(await one.keysOf(named(one, 'A'))).toMatchObject({ keys: { ordinary: keyOf('a') } });
    }
  });

  test('changes made in two windows at once on different accounts are both kept', async () => {
    const machine = new Machine();
    const here = await bookWith(machine, 'a', 'b');
    await here.change(named(here, 'a'), { label: 'A' });
    const there = machine.book();
    await there.load();
    // Neither window has heard of the other's change when it makes its own.
    machine.files.events = 'silent';
    await here.change(named(here, 'b'), { label: 'B' });
    await there.change(named(there, 'A'), { label: 'AA' });
    expect(labels(there)).toEqual(['AA', 'B']);
  });

  test('many changes asked for at once in one window happen one after the other, and none is lost', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a', 'b');
    await Promise.all([
      book.change(named(book, 'a'), { label: 'A' }),
      book.saveKey({ ...OPENROUTER, label: 'c' }, 'ordinary', keyOf('c'), 'pasted'),
      book.change(named(book, 'b'), { disabled: true }),
      book.move(named(book, 'b'), -1),
      book.dismissSetup(),
    ]);
    expect(labels(book)).toEqual(['b', 'A', 'c']);
    expect(book.setupDismissed).toBe(true);
  });

  test('one that is gone cannot be changed, moved or given a slot back by a window that has not heard of it', async () => {
    const machine = new Machine();
    const here = await bookWith(machine, 'a', 'b');
    machine.files.events = 'silent';
    machine.secrets.events = 'held';
    const there = machine.book();
    await there.load();
    const gone = named(there, 'a');
    await here.remove(named(here, 'a'));
    await there.change(gone, { label: 'ghost' });
    await there.move(gone, 1);
    await there.removeKey(gone, 'ordinary');
    expect(labels(there)).toEqual(['b']);
    expect(machine.secrets.values.size).toBe(1);
  });

  test('fields that only a newer version knows stay with their account', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a');
    const index = machine.files.json('accounts.json') as { accounts: object[] };
    const [account] = index.accounts;
    machine.files.texts.set(
      'accounts.json',
      JSON.stringify({ ...index, accounts: [{ ...account, budgets: { daily: 5 } }], more: true }),
    );
    await book.load();
    await book.change(named(book, 'a'), { label: 'A' });
    await book.saveKey(named(book, 'A'), 'management', keyOf('m'), 'pasted');
    expect(machine.files.json('accounts.json')).toMatchObject({
      more: true,
      accounts: [{ label: 'A', budgets: { daily: 5 } }],
    });
  });

  test('of the version before, without labels', async () => {
    const machine = new Machine();
    const id = 'a'.repeat(32);
    const keys = [{ slot: 'ordinary', source: 'pasted', revision: 'b'.repeat(32) }];
    machine.files.texts.set(
      'accounts.json',
      JSON.stringify({
        version: 1,
        accounts: [{ id, providerId: 'openrouter', keys }],
        setupDismissed: false,
      }),
    );
    // Then the key alone stood in SecretStorage.
    machine.secrets.values.set(`opencredits.key.${id}.ordinary`, keyOf('old'));
    const book = machine.book();
    await book.load();
    const [account] = book.accounts;
    expect(account && (await book.keysOf(account))).toEqual({
      kind: 'keys',
      keys: { ordinary: keyOf('old') },
      revisions: `ordinary:${'b'.repeat(32)}`,
    });
  });
});

describe('[trust 48] a damaged index', () => {
  async function damaged(change: (index: { accounts: object[] }) => unknown): Promise<{
    machine: Machine;
    book: AccountBook;
    troubles: IndexTrouble[];
    text: string;
  }> {
    const machine = new Machine();
    (await bookWith(machine, 'a', 'b', 'c')).dispose();
    const text = JSON.stringify(change(machine.files.json('accounts.json') as { accounts: object[] }));
    machine.files.texts.set('accounts.json', text);
    const book = machine.book();
    const troubles: IndexTrouble[] = [];
    book.onTrouble((trouble) => troubles.push(trouble));
    await book.load();
    return { machine, book, troubles, text };
  }

  test.each<[string, (index: { accounts: object[] }) => unknown, readonly string[]]>([
    [
      'one account of another shape',
      (index) => ({ ...index, accounts: [...index.accounts.slice(0, 2), { id: 5 }] }),
      ['a', 'b'],
    ],
    [
      'one account twice',
      (index) => ({ ...index, accounts: [...index.accounts, index.accounts[0]] }),
      ['a', 'b', 'c'],
    ],
    ['what is beside the accounts', (index) => ({ ...index, setupDismissed: 'yes' }), ['a', 'b', 'c']],
    ['everything', () => ({ accounts: 'none' }), []],
  ])('%s: what is whole is kept, the rest set aside, and it is said once', async (_what, change, kept) => {
    const { machine, book, troubles, text } = await damaged(change);
    expect(labels(book)).toEqual(kept);
    expect(machine.files.aside('accounts.json')).toBe(text);
    expect(troubles).toEqual([{ kind: 'damaged', kept: kept.length }]);
    await book.load();
    const again = machine.book();
    again.onTrouble((trouble) => troubles.push(trouble));
    await again.load();
    expect(labels(again)).toEqual(kept);
    expect(troubles).toHaveLength(1);
  });

  test('found by eight windows at once: one says it', async () => {
    const { machine } = await damaged((index) => index);
    machine.files.texts.set('accounts.json', '{"version":1,"accounts":[{}]}');
    const troubles: IndexTrouble[] = [];
    const books = Array.from({ length: 8 }, () => machine.book());
    for (const book of books) book.onTrouble((trouble) => troubles.push(trouble));
    await Promise.all(books.map((book) => book.load()));
    expect(troubles).toHaveLength(1);
  });

  test('[trust 52] of a newer version: said once in each window, and nothing is written over', async () => {
    const { book, troubles, machine, text } = await damaged((index) => ({ ...index, version: 2 }));
    await book.load();
    expect(troubles).toEqual([{ kind: 'newer', kept: 0 }]);
    await expect(book.saveKey(OPENROUTER, 'ordinary', keyOf('x'), 'pasted')).rejects.toThrow('newer');
    expect(machine.files.texts.get('accounts.json')).toBe(text);
    expect([...machine.secrets.values.values()].join()).not.toContain(keyOf('x'));
  });
});

describe('[trust 21] forgetting everything', () => {
  test('with a damaged index: the keys of the accounts that were lost go, too', async () => {
    const machine = new Machine();
    (await bookWith(machine, 'a', 'b')).dispose();
    const text = machine.files.texts.get('accounts.json') ?? '';
    machine.files.texts.set('accounts.json', text.slice(0, -20));
    const book = machine.book();
    await book.load();
    expect(book.accounts).toEqual([]);
    await book.forgetKeys();
    expect(machine.secrets.values.size).toBe(0);
  });

  test('with an index of a newer version', async () => {
    const machine = new Machine();
    (await bookWith(machine, 'a')).dispose();
    const index = machine.files.json('accounts.json') as object;
    machine.files.texts.set('accounts.json', JSON.stringify({ ...index, version: 9 }));
    const book = machine.book();
    await book.load();
    await book.forgetKeys();
    expect(machine.secrets.values.size).toBe(0);
  });

  test('with keys that nothing points to any more, where the host can name them', async () => {
    const machine = new Machine();
    machine.secrets.listsNames = true;
    machine.secrets.values.set(`opencredits.key.${'c'.repeat(32)}.ordinary`, keyOf('orphan'));
    machine.secrets.values.set('another.extension', 'stays');
    await machine.book().forgetKeys();
    expect([...machine.secrets.values.keys()]).toEqual(['another.extension']);
  });

  test('a key that a window left behind while it added an account goes when the next is added', async () => {
    const machine = new Machine();
    const book = await bookWith(machine, 'a');
    const lost = { id: 'd'.repeat(32), providerId: 'openrouter', keys: [] };
    const index = machine.files.json('accounts.json') as { accounts: object[] };
    machine.files.texts.set(
      'accounts.json',
      JSON.stringify({ ...index, accounts: [...index.accounts, lost] }),
    );
    machine.secrets.values.set(`opencredits.key.${lost.id}.ordinary`, keyOf('lost'));
    await book.load();
    expect(labels(book)).toEqual(['a']);
    await book.saveKey({ ...OPENROUTER, label: 'b' }, 'ordinary', keyOf('b'), 'pasted');
    expect([...machine.secrets.values.values()].join()).not.toContain(keyOf('lost'));
    expect(machine.secrets.values.size).toBe(2);
  });
});

test('[trust 7] an account says nothing about where to ask: there is no host that could be changed behind one’s back', async () => {
  const machine = new Machine();
  await bookWith(machine, 'a');
  const { accounts } = machine.files.json('accounts.json') as { accounts: object[] };
  expect(Object.keys(accounts[0] ?? {}).sort()).toEqual(['id', 'keys', 'label', 'providerId']);
});
