import type { AccountBook } from '../accounts/accountBook.ts';
import type { Account } from '../model/account.ts';
import { type Machine, OPENROUTER } from './machine.ts';

/** Accounts that are told apart by their names: for tests with several of them. */

export const keyOf = (name: string): string => `sk-or-v1-simulated-${name}`;

export const labels = (book: AccountBook): unknown => book.accounts.map(({ label }) => label);

/** The accounts as a window knows them that has added one of each name. */
export async function bookWith(machine: Machine, ...names: readonly string[]): Promise<AccountBook> {
  const book = machine.book();
  for (const name of names)
    await book.saveKey({ ...OPENROUTER, label: name }, 'ordinary', keyOf(name), 'pasted');
  return book;
}

export function named(book: AccountBook, name: string): Account {
  const account = book.accounts.find(({ label }) => label === name);
  if (!account) throw new Error(`no account ${name}`);
  return account;
}
