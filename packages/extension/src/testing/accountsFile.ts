import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '@opencredits/core';
import type { Journey } from './journey.ts';

type Listed = Pick<Account, 'id' | 'label' | 'disabled'>;

/** The accounts as they stand in `accounts.json`. */
export function listedAccounts(at: Journey): readonly Listed[] {
  const path = join(at.folder, 'accounts.json');
  // Written whole or not at all, so that it may be read at any time.
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '{"accounts":[]}';
  return (JSON.parse(text) as { readonly accounts: readonly Listed[] }).accounts;
}

/** Another window changes the list of accounts. */
export function editAccounts(at: Journey, edit: (accounts: readonly Listed[]) => readonly Listed[]): void {
  const accounts = edit(listedAccounts(at));
  writeFileSync(
    join(at.folder, 'accounts.json'),
    JSON.stringify({ version: 1, accounts, setupDismissed: false }),
  );
}

/** Another window removes the account that goes by this name, with its keys. */
export async function removeElsewhere(at: Journey, label: string): Promise<void> {
  const gone = listedAccounts(at).find((one) => one.label === label);
  editAccounts(at, (accounts) => accounts.filter((one) => one.id !== gone?.id));
  for (const name of [...at.secrets.values.keys()])
    if (gone && name.includes(gone.id)) await at.secrets.delete(name);
}
