import type { AccountState } from '../model/account.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Reading } from '../model/reading.ts';
import type { AccountOutcome } from '../providers/readAccount.ts';
import { oneMore } from '../storage/check.ts';

/** How one attempt changes what is known. Pure: what was good stays until something better has come. */
export function mergeOutcome(
  { lastGood, trouble }: AccountState,
  outcome: Exclude<AccountOutcome, { kind: 'aborted' }>,
  { atMs, asked }: { readonly atMs: number; readonly asked: boolean },
): AccountState {
  const failure = outcome.kind === 'failed' ? outcome.failure : outcome.shortfall;
  // Half an answer does not replace a whole one: a balance would turn into a spend and back at every hiccup.
  const keepsOld = outcome.kind === 'failed' || (failure && lastGood?.reading.balance.kind === 'known');
  return {
    lastGood: keepsOld ? lastGood : { reading: outcome.reading, atMs },
    trouble: failure && {
      failure,
      atMs,
      attempts: oneMore(trouble?.attempts ?? 0),
      // Once a person has seen the warning it stays until the trouble is over.
      asked: asked || trouble?.asked === true,
    },
  };
}

/** Whether money was spent between two readings of one account, by the counters that only ever rise. */
export function sawSpending(before: Reading | undefined, after: Reading): boolean {
  if (!before) return false;
  const rose = (a: Known<Money>, b: Known<Money>): boolean =>
    a !== 'unknown' && b !== 'unknown' && a.currency === b.currency && b.amountMicros > a.amountMicros;
  return rose(before.spend.lifetime, after.spend.lifetime) || rose(accountUsage(before), accountUsage(after));
}

function accountUsage(reading: Reading): Known<Money> {
  return reading.balance.kind === 'known' ? reading.balance.usage : 'unknown';
}
