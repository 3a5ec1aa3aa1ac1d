import { expect, test } from 'vitest';
import { KEY, Machine, OTHER_KEY, saveKey } from '../testing/machine.ts';
import { settle } from '../testing/settle.ts';

test('[trust 52] a key cannot be saved beside an index of a newer version: refused, and no secret left', async () => {
  const machine = new Machine();
  const text = '{"version":2,"vaults":[]}';
  machine.files.texts.set('accounts.json', text);
  const book = machine.book();
  await expect(saveKey(book, 'ordinary', KEY)).rejects.toThrow('accounts.json');
  await settle();
  expect(book.accounts).toEqual([]);
  expect(machine.secrets.values.size).toBe(0);
  expect(machine.files.texts.get('accounts.json')).toBe(text);
});

test('[trust 49] an index that cannot be read for a moment: accounts stay in memory', async () => {
  const machine = new Machine();
  const book = machine.book();
  await saveKey(book, 'ordinary', KEY);
  await settle();
  machine.files.refusesReads = true;
  const [name] = machine.secrets.values.keys();
  machine.secrets.fire(name ?? '');
  await settle();
  expect(book.accounts).toHaveLength(1);
});

test('[trust 49] an index that cannot be read is not written over by one without its accounts', async () => {
  const machine = new Machine();
  const book = machine.book();
  await saveKey(book, 'ordinary', KEY);
  await book.dismissSetup();
  await settle();
  const before = machine.files.texts.get('accounts.json');
  const fresh = machine.book();
  machine.files.refusesReads = true;
  await saveKey(fresh, 'ordinary', OTHER_KEY).catch(() => undefined);
  machine.files.refusesReads = false;
  await settle();
  expect(machine.files.texts.get('accounts.json')).toBe(before);
});

test('[trust 12] a keyring that refuses to forget: nothing is lost, and it can be tried again', async () => {
  const machine = new Machine();
  const book = machine.book();
  await saveKey(book, 'ordinary', KEY);
  machine.secrets.refuses = 'delete';
  await expect(book.forgetKeys()).rejects.toThrow('locked');
  const restarted = machine.book();
  await restarted.load();
  expect(restarted.accounts).toEqual(book.accounts);
  expect(book.accounts).toHaveLength(1);
  machine.secrets.refuses = 'nothing';
  await restarted.forgetKeys();
  expect(machine.secrets.values.size).toBe(0);
});
