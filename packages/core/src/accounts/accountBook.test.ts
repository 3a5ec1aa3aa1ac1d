import { describe, expect, test } from 'vitest';
import type { Account } from '../model/account.ts';
import { KEY, Machine, OTHER_KEY, saveKey } from '../testing/machine.ts';
import { settle } from '../testing/settle.ts';
import { type AccountBook, KEYRING_PATIENCE_MS } from './accountBook.ts';
import { keyRevisions } from './accountIndex.ts';

const MANAGEMENT = 'sk-or-v1-simulated-management';

async function bookWithKey(machine: Machine): Promise<AccountBook> {
  const book = machine.book();
  await saveKey(book, 'ordinary', KEY);
  return book;
}

function only(book: AccountBook): Account {
  const [account, ...others] = book.accounts;
  if (!account || others.length > 0) throw new Error(`${book.accounts.length} accounts`);
  return account;
}

const keysIn = async (book: AccountBook, account: Account): Promise<unknown> => {
  const outcome = await book.keysOf(account);
  return outcome.kind === 'keys' ? outcome.keys : outcome;
};

/** Every place where something is kept, as text. */
const disk = (machine: Machine): string => JSON.stringify([...machine.files.texts]);

describe('saving', () => {
  test('makes an account, and gives the key back to whoever asks for it', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    expect(only(book)).toMatchObject({
      providerId: 'openrouter',
      keys: [{ slot: 'ordinary', source: 'pasted' }],
    });
    expect(await keysIn(book, only(book))).toEqual({ ordinary: KEY });
  });

  test('a second kind of key joins the account; replacing one keeps the account and changes its revision', async () => {
    const book = await bookWithKey(new Machine());
    const { id, ...before } = only(book);
    await saveKey(book, 'management', MANAGEMENT, 'environment');
    expect(await keysIn(book, only(book))).toEqual({ ordinary: KEY, management: MANAGEMENT });
    await saveKey(book, 'ordinary', OTHER_KEY);
    expect(only(book).id).toBe(id);
    expect(only(book).keys).toHaveLength(2);
    expect(await book.keysOf(only(book))).toMatchObject({ keys: { ordinary: OTHER_KEY } });
    expect(keyRevisions(only(book))).not.toBe(keyRevisions(before));
  });

  test('the index is on disk before the secret is stored, so that other windows find it', async () => {
    const machine = new Machine();
    let accountsAtEvent: unknown;
    machine.secrets.onDidChange(() => (accountsAtEvent = machine.files.json('accounts.json')));
    const book = await bookWithKey(machine);
    expect(accountsAtEvent).toMatchObject({ accounts: [{ id: only(book).id }] });
  });

  test('[trust 18] names of secrets, and everything on disk, hold random ids only', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    await saveKey(book, 'management', MANAGEMENT);
    for (const name of machine.secrets.values.keys())
      expect(name).toMatch(/^opencredits\.key\.[0-9a-f]{32}\.(ordinary|management)$/);
    expect(disk(machine)).not.toContain('simulated');
    expect(machine.log.written(machine.redactor)).not.toContain('simulated');
  });

  test('the redactor knows a key from the moment it is saved, and from the moment it is read', async () => {
    const machine = new Machine();
    await bookWithKey(machine);
    expect(machine.redactor.redact('simulated-ordinary')).not.toContain('simulated');
    const later = new Machine();
    Object.assign(later, { files: machine.files, secrets: machine.secrets });
    const book = later.book();
    await book.load();
    await book.keysOf(only(book));
    expect(later.redactor.redact('simulated-ordinary')).not.toContain('simulated');
  });

  test('[trust 12] a keyring that refuses: nothing is kept, and the caller hears it', async () => {
    const machine = new Machine();
    machine.secrets.refuses = 'set';
    const book = machine.book();
    await expect(saveKey(book, 'ordinary', KEY)).rejects.toThrow('the keyring is locked');
    expect(book.accounts).toEqual([]);
    expect(machine.secrets.values.size).toBe(0);
    const again = machine.book();
    await again.load();
    expect(again.accounts).toEqual([]);
    expect(disk(machine)).not.toContain('simulated');
  });

  test('[trust 12] a keyring that refuses a new key: the old one stays', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    const before = only(book);
    machine.secrets.refuses = 'set';
    await expect(saveKey(book, 'ordinary', OTHER_KEY)).rejects.toThrow('the keyring is locked');
    await book.load();
    expect(only(book)).toEqual(before);
    expect(await keysIn(book, before)).toEqual({ ordinary: KEY });
  });

  test('[trust 49] a disk that refuses: no secret is left behind, and the caller hears it', async () => {
    const machine = new Machine();
    machine.files.refusesWrites = true;
    const book = machine.book();
    await expect(saveKey(book, 'ordinary', KEY)).rejects.toThrow('ENOSPC');
    expect(machine.secrets.values.size).toBe(0);
    expect(book.accounts).toEqual([]);
  });
});

describe('reading the keys', () => {
  const unavailable = (reason: 'missing' | 'noAnswer'): unknown =>
    expect.objectContaining({ failure: { kind: 'keyUnavailable', reason } });

  test('[trust 13] a known account whose key is gone', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    machine.secrets.values.clear();
    expect(await book.keysOf(only(book))).toEqual(unavailable('missing'));
    expect(book.accounts).toHaveLength(1);
  });

  test('[trust 13] one of two keys is gone: not half of the account', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    await saveKey(book, 'management', MANAGEMENT);
    machine.secrets.values.delete(`opencredits.key.${only(book).id}.management`);
    expect(await book.keysOf(only(book))).toEqual(unavailable('missing'));
  });

  test('[trust 13] a keyring that refuses: the key is not lost', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    machine.secrets.refuses = 'get';
    expect(await book.keysOf(only(book))).toEqual(unavailable('noAnswer'));
    expect(machine.clock.pending).toBe(0);
  });

  test('[trust 14] a keyring that never answers: ten seconds, not more, one question', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    machine.secrets.neverAnswers = true;
    machine.secrets.namesAsked.length = 0;
    let outcome: unknown;
    const asking = book.keysOf(only(book)).then((value) => (outcome = value));
    await machine.clock.advance(KEYRING_PATIENCE_MS - 1);
    expect(outcome).toBeUndefined();
    await machine.clock.advance(1);
    await asking;
    expect(outcome).toEqual(unavailable('noAnswer'));
    expect(machine.secrets.namesAsked).toHaveLength(1);
    expect(machine.clock.pending).toBe(0);
  });

  test('an account without keys', async () => {
    const machine = new Machine();
    const account = { id: '0'.repeat(32), providerId: 'openrouter', keys: [] };
    expect(await machine.book().keysOf(account)).toEqual(unavailable('missing'));
  });
});

describe('removing', () => {
  test('the last key takes the account with it', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    await book.removeKey(only(book), 'ordinary');
    expect(book.accounts).toEqual([]);
    expect(machine.secrets.values.size).toBe(0);
    expect(machine.files.json('accounts.json')).toMatchObject({ accounts: [] });
  });

  test('one of two keys leaves the other', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    await saveKey(book, 'management', MANAGEMENT);
    await book.removeKey(only(book), 'ordinary');
    expect(await keysIn(book, only(book))).toEqual({ management: MANAGEMENT });
  });

  test('a key that another window added meanwhile is not lost', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    const asShown = only(book);
    await saveKey(machine.book(), 'management', MANAGEMENT);
    await book.removeKey(asShown, 'ordinary');
    expect(only(book).keys.map(({ slot }) => slot)).toEqual(['management']);
  });

  test('an account that another window removed meanwhile does not come back', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    const asShown = only(book);
    await machine.book().removeKey(asShown, 'ordinary');
    await book.removeKey(asShown, 'ordinary');
    expect(book.accounts).toEqual([]);
  });

  test('[trust 12] a keyring that refuses: nothing has changed', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    machine.secrets.refuses = 'delete';
    await expect(book.removeKey(only(book), 'ordinary')).rejects.toThrow('the keyring is locked');
    await book.load();
    expect(await keysIn(book, only(book))).toEqual({ ordinary: KEY });
  });

  test('[trust 21] forgetting them all leaves none, recorded or not', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    machine.secrets.values.set(`opencredits.key.${only(book).id}.management`, MANAGEMENT);
    machine.secrets.values.set('another.extension', 'stays');
    await book.forgetKeys();
    expect(book.accounts).toEqual([]);
    expect([...machine.secrets.values.keys()]).toEqual(['another.extension']);
  });
});

describe('[trust 16] events of SecretStorage', () => {
  async function twoWindows(
    events: 'once' | 'twice' | 'held',
  ): Promise<{ machine: Machine; here: AccountBook; there: AccountBook; told: string[] }> {
    const machine = new Machine();
    machine.secrets.events = events;
    if (events === 'held') machine.files.events = 'silent';
    const here = machine.book();
    const there = machine.book();
    await there.load();
    const told: string[] = [];
    here.onDidChange(() => told.push('here'));
    there.onDidChange(() => told.push('there'));
    return { machine, here, there, told };
  }

  test('tell the other window, which then knows the same', async () => {
    const { here, there, told } = await twoWindows('once');
    await saveKey(here, 'ordinary', KEY);
    await settle();
    expect(told).toContain('there');
    expect(there.accounts).toEqual(here.accounts);
    await here.removeKey(only(here), 'ordinary');
    await settle();
    expect(there.accounts).toEqual([]);
  });

  test('twice, late, in another order or not at all: both windows end up right', async () => {
    const { machine, here, there, told } = await twoWindows('held');
    await saveKey(here, 'ordinary', KEY);
    // The window that wrote does not depend on the event.
    expect(new Set(told)).toEqual(new Set(['here']));
    expect(await keysIn(here, only(here))).toEqual({ ordinary: KEY });
    await saveKey(here, 'management', MANAGEMENT);
    const { id } = only(here);
    machine.secrets.fire(`opencredits.key.${id}.management`);
    machine.secrets.fire(`opencredits.key.${id}.ordinary`);
    machine.secrets.fire(`opencredits.key.${id}.ordinary`);
    await settle();
    expect(there.accounts).toEqual(here.accounts);
    expect(here.accounts[0]?.keys).toHaveLength(2);
  });

  test('without a change: nothing is different', async () => {
    const { machine, here, there } = await twoWindows('twice');
    await saveKey(here, 'ordinary', KEY);
    await settle();
    const before = only(there);
    machine.secrets.fire(`opencredits.key.${before.id}.ordinary`);
    await settle();
    expect(only(there)).toEqual(before);
  });

  test('of other people\u2019s secrets are not ours', async () => {
    const { machine, told } = await twoWindows('held');
    machine.secrets.fire('another.extension');
    await settle();
    expect(told).toEqual([]);
  });

  test('[trust 44] after dispose nobody listens', async () => {
    const machine = new Machine();
    const book = machine.book();
    book.dispose();
    expect(machine.secrets.listeners).toBe(0);
  });
});

describe('accounts.json', () => {
  test('[trust 48] damaged: set aside, no accounts, and a new one can be made', async () => {
    const machine = new Machine();
    machine.files.texts.set('accounts.json', '{"version":1,"accounts":[{"id":"../../x"}]}');
    const book = machine.book();
    await book.load();
    expect(book.accounts).toEqual([]);
    expect(machine.files.texts.has('accounts.json.damaged')).toBe(true);
    await saveKey(book, 'ordinary', KEY);
    expect(only(book).keys).toHaveLength(1);
  });

  test('[trust 48] damaged again and again: the last three are kept, the latest under the name that is told', async () => {
    const machine = new Machine();
    const book = machine.book();
    for (const text of ['first', 'second', 'third', 'fourth']) {
      machine.files.texts.set('accounts.json', text);
      await book.load();
    }
    expect(Object.fromEntries(machine.files.texts)).toMatchObject({
      'accounts.json.damaged': 'fourth',
      'accounts.json.damaged.2': 'third',
      'accounts.json.damaged.3': 'second',
    });
    expect(disk(machine)).not.toContain('first');
  });

  test('[trust 48] damaged before the eyes of two windows: set aside once, what was before is kept', async () => {
    const machine = new Machine();
    machine.files.texts.set('accounts.json', 'first');
    const books = [machine.book(), machine.book()];
    await books[0]?.load();
    machine.files.texts.set('accounts.json', 'second');
    await Promise.all(books.map((book) => book.load()));
    expect(machine.files.texts.get('accounts.json.damaged')).toBe('second');
    expect(machine.files.texts.get('accounts.json.damaged.2')).toBe('first');
    expect(machine.files.texts.has('accounts.json.damaged.3')).toBe(false);
  });

  test.each(['', 'A'.repeat(32), '0'.repeat(31), `${'0'.repeat(32)}\n`, '../../../etc/passwd'])(
    '[trust 48] an account called %j is not taken for one of ours',
    async (id) => {
      const machine = new Machine();
      const account = { id, providerId: 'openrouter', keys: [] };
      machine.files.texts.set(
        'accounts.json',
        JSON.stringify({ version: 1, accounts: [account], setupDismissed: false }),
      );
      const book = machine.book();
      await book.load();
      expect(book.accounts).toEqual([]);
    },
  );

  test('[trust 52] of a newer version: left as it is', async () => {
    const machine = new Machine();
    const text = '{"version":2,"vaults":[]}';
    machine.files.texts.set('accounts.json', text);
    const book = machine.book();
    await book.load();
    await book.dismissSetup().catch(() => undefined);
    expect(machine.files.texts.get('accounts.json')).toBe(text);
  });

  test('that the person does not want to be reminded is kept, beside the accounts', async () => {
    const machine = new Machine();
    const book = await bookWithKey(machine);
    await book.dismissSetup();
    const again = machine.book();
    await again.load();
    expect(again.setupDismissed).toBe(true);
    expect(again.accounts).toEqual(book.accounts);
  });
});

test('[trust 46] a listener that throws stops nobody', async () => {
  const machine = new Machine();
  const book = machine.book();
  const told: string[] = [];
  book.onDidChange(() => {
    throw new Error('mistake of the host');
  });
  book.onDidChange(() => told.push('second'));
  await saveKey(book, 'ordinary', KEY);
  await settle();
  expect(told.length).toBeGreaterThan(0);
  expect(machine.log.of('error').length).toBeGreaterThan(0);
});
