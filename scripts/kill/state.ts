import type { AccountBook } from '../../packages/core/src/accounts/accountBook.ts';
import { recordFile } from '../../packages/core/src/monitor/recordFile.ts';
import type { KillPorts } from './ports.ts';

/** One account as a person would find it: what is there, in its order, and the keys that can really be had. */
export interface FoundAccount {
  readonly id: string;
  readonly label: string;
  /** By slot; `lost` where the account says that there is one and there is none. */
  readonly keys: Readonly<Record<string, string>>;
  /** How many attempts its record counts. */
  readonly attempt: number;
}

/** What is done to what is kept of an account's past, at a time that is made up. */
export interface Step {
  readonly kind: 'append' | 'maintain' | 'forget' | 'judge';
  readonly accountId: string;
  readonly atMs: number;
}

/**
 * What a host says: that it has started, and after each change, with what the accounts are now; and before and after each
 * step, with what a person was told.
 */
export interface Said {
  readonly what: 'started' | 'done' | 'begins' | 'ends';
  readonly complaints: readonly string[];
  readonly accounts?: readonly FoundAccount[];
  readonly step?: Step;
  readonly notice?: string | undefined;
}

export async function accountsOf(book: AccountBook, ports: KillPorts): Promise<readonly FoundAccount[]> {
  return Promise.all(
    book.accounts.map(async (account) => {
      const outcome = await book.keysOf(account);
      const keys = outcome.kind === 'keys' ? outcome.keys : { all: 'lost' };
      const { attempt } = await recordFile(ports, account.id).read();
      return { id: account.id, label: account.label ?? '', keys, attempt };
    }),
  );
}
