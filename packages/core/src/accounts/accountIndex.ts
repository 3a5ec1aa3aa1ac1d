import type { Account, SavedKey } from '../model/account.ts';
import type { Budgets } from '../model/budgets.ts';
import { keySlots } from '../model/failure.ts';
import {
  isBoolean,
  isCount,
  isNumber,
  isText,
  listOf,
  objectOf,
  oneOf,
  orMissing,
  textLike,
} from '../storage/check.ts';
import { isRecord } from '../util/isRecord.ts';

/** `accounts.json`: which accounts there are, in the person's order. The keys themselves are in SecretStorage only. */
export interface AccountIndex {
  /** An account without keys is on its way in or out: nobody sees it, but its secrets can still be found. */
  readonly accounts: readonly Account[];
  readonly setupDismissed: boolean;
  /** How often it was changed: which of two is newer. */
  readonly changes?: number | undefined;
}

export const EMPTY_INDEX: AccountIndex = { accounts: [], setupDismissed: false };

const isAccount = objectOf<Account>({
  id: textLike(/^[0-9a-f]{32}$/),
  providerId: isText,
  label: orMissing(isText),
  disabled: orMissing(isBoolean),
  budgets: orMissing(
    objectOf<Budgets>({ day: orMissing(isNumber), week: orMissing(isNumber), month: orMissing(isNumber) }),
  ),
  addedAtMs: orMissing(isNumber),
  keys: listOf(
    objectOf<SavedKey>({
      slot: oneOf(...keySlots),
      source: oneOf('pasted', 'environment'),
      revision: isText,
    }),
  ),
});

const hasShape = objectOf<AccountIndex>({
  accounts: listOf(isAccount),
  setupDismissed: isBoolean,
  changes: orMissing(isCount),
});

export function isAccountIndex(value: unknown): value is AccountIndex {
  return hasShape(value) && new Set(value.accounts.map(({ id }) => id)).size === value.accounts.length;
}

/** The accounts of a damaged index that are still whole, or would be without their name and budgets. */
export function salvageIndex(json: unknown): AccountIndex {
  const accounts = isRecord(json) ? json['accounts'] : undefined;
  const whole = new Map<string, Account>();
  for (const one of Array.isArray(accounts) ? (accounts as readonly unknown[]) : []) {
    if (!isRecord(one)) continue;
    const none = undefined;
    const tries: readonly unknown[] = [
      one,
      { ...one, budgets: none },
      { ...one, label: none },
      { ...one, label: none, budgets: none },
    ];
    const kept = tries.find(isAccount);
    if (kept && !whole.has(kept.id)) whole.set(kept.id, kept);
  }
  return whole.size > 0 ? { ...EMPTY_INDEX, accounts: [...whole.values()] } : EMPTY_INDEX;
}

/** The index with an account in the place of its former self; a new one comes last. */
export function withAccount(index: AccountIndex, account: Account): AccountIndex {
  const { accounts } = index;
  return accounts.some(({ id }) => id === account.id)
    ? { ...index, accounts: accounts.map((one) => (one.id === account.id ? account : one)) }
    : { ...index, accounts: [...accounts, account] };
}

export function withoutAccount(index: AccountIndex, accountId: string): AccountIndex {
  return { ...index, accounts: index.accounts.filter(({ id }) => id !== accountId) };
}

/** The index with an account moved by so many places; it stops at either end. */
export function withAccountMoved(index: AccountIndex, accountId: string, by: number): AccountIndex {
  const account = index.accounts.find(({ id }) => id === accountId);
  if (!account) return index;
  const accounts = index.accounts.filter((one) => one !== account);
  const at = Math.max(0, index.accounts.indexOf(account) + by);
  return { ...index, accounts: [...accounts.slice(0, at), account, ...accounts.slice(at)] };
}

/** Changes whenever one of the account's keys does. */
export function keyRevisions({ keys }: Pick<Account, 'keys'>): string {
  return keys.map(({ slot, revision }) => `${slot}:${revision}`).join(' ');
}
