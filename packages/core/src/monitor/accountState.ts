import type { AccountState, Trouble } from '../model/account.ts';
import type { Failure } from '../model/failure.ts';
import type { Known } from '../model/known.ts';
import { compareMoney, type Money } from '../model/money.ts';
import type { Reading } from '../model/reading.ts';
import type { AccountOutcome } from '../providers/readAccount.ts';

/** How one attempt changes what is known. Pure: what was good stays until something better has come. */
export function mergeOutcome(
  before: AccountState,
  outcome: Exclude<AccountOutcome, { kind: 'aborted' }>,
  attempt: { readonly atMs: number; readonly asked: boolean },
): AccountState {
  if (outcome.kind === 'failed') return { ...before, trouble: nextTrouble(before, outcome.failure, attempt) };
  if (!outcome.shortfall) return { lastGood: { reading: outcome.reading, atMs: attempt.atMs } };
  const trouble = nextTrouble(before, outcome.shortfall, attempt);
  // Half an answer does not replace a whole one: a balance would turn into a spend and back at every hiccup.
  const hadBalance = before.lastGood?.reading.balance.kind === 'known';
  return hadBalance
    ? { ...before, trouble }
    : { lastGood: { reading: outcome.reading, atMs: attempt.atMs }, trouble };
}

function nextTrouble(
  before: AccountState,
  failure: Failure,
  attempt: { readonly atMs: number; readonly asked: boolean },
): Trouble {
  return {
    failure,
    atMs: attempt.atMs,
    attempts: (before.trouble?.attempts ?? 0) + 1,
    // Once a person has seen the warning it stays until the trouble is over.
    asked: attempt.asked || (before.trouble?.asked ?? false),
  };
}

/** Whether money was spent between two readings of one account, by the counters that only ever rise. */
export function sawSpending(before: Reading | undefined, after: Reading): boolean {
  if (!before) return false;
  const rose = (a: Known<Money>, b: Known<Money>): boolean =>
    a !== 'unknown' && b !== 'unknown' && a.currency === b.currency && compareMoney(b, a) > 0;
  return rose(before.spend.lifetime, after.spend.lifetime) || rose(accountUsage(before), accountUsage(after));
}

function accountUsage(reading: Reading): Known<Money> {
  return reading.balance.kind === 'known' ? reading.balance.usage : 'unknown';
}
