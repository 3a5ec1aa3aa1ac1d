import type { Known } from './known.ts';
import { compareMoney, type Money } from './money.ts';
import { isOfCurrent, type Period } from './periods.ts';

/** What a provider said about an account at one moment. All times UTC; all money in the account's own currency. */
export interface Reading {
  readonly keyKind: 'ordinary' | 'management' | 'unknown';
  readonly balance: Balance;
  readonly keyLimit: KeyLimit;
  /** A budget above the key (of a member, a workspace, an organisation) that also binds it. */
  readonly budget: KeyLimit;
  readonly spend: Spend;
  /** Spend at other providers through one's own keys there (BYOK); not taken from this account's credit. */
  readonly ownKeySpend: Spend;
  readonly freeTier: FreeTier;
  readonly keyExpiresAtMs: Known<number>;
}

export type Balance =
  | { readonly kind: 'known'; readonly amount: Money; readonly credits: Money; readonly usage: Money }
  /** `notVisible`: this key may not see it. `notRead`: it may, but this time the answer was not to be had. */
  | { readonly kind: 'unknown'; readonly why: 'notVisible' | 'notRead' };

export type KeyLimit =
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'limited';
      /** The server's own figure, never limit − usage; may be negative. */
      readonly remaining: Money;
      readonly limit: Known<Money>;
      readonly resets: Resets;
    };

export type Resets =
  | { readonly kind: 'daily' | 'weekly' | 'monthly' | 'never' | 'unknown' }
  /** A period that this version does not know, in the provider's word. Untrusted text. */
  | { readonly kind: 'other'; readonly word: string };

/** The period that a limit is for; undefined where it never begins anew, or nobody knows when. */
export function resetPeriod({ kind }: Resets): Period | undefined {
  switch (kind) {
    case 'daily':
      return 'day';
    case 'weekly':
      return 'week';
    case 'monthly':
      return 'month';
    case 'never':
    case 'unknown':
    case 'other':
      return undefined;
  }
}

/** Of the current UTC day, the UTC week from Monday, the UTC month, and since the key was made. */
export interface Spend {
  readonly today: Known<Money>;
  readonly week: Known<Money>;
  readonly month: Known<Money>;
  readonly lifetime: Known<Money>;
}

export type FreeTier =
  | {
      readonly kind: 'yes';
      readonly requestsLeftToday: Known<number>;
    }
  | { readonly kind: 'no' }
  | { readonly kind: 'unknown' };

/**
 * What of a reading holds at `nowMs`: what was counted in a day, week or month is of those in which it was read; just after
 * one began it may still be of the one before.
 */
export function readingAsOf(reading: Reading, asOfMs: Known<number>, nowMs: number): Reading {
  const isOfNow = (period: Period): boolean => asOfMs !== 'unknown' && isOfCurrent(period, asOfMs, nowMs);
  const [isOfToday, isOfWeek, isOfMonth] = [isOfNow('day'), isOfNow('week'), isOfNow('month')];
  if (isOfToday && isOfWeek && isOfMonth) return reading;
  const held = ({ today, week, month, lifetime }: Spend): Spend => ({
    today: isOfToday ? today : 'unknown',
    week: isOfWeek ? week : 'unknown',
    month: isOfMonth ? month : 'unknown',
    lifetime,
  });
  const { freeTier, spend, ownKeySpend } = reading;
  return {
    ...reading,
    spend: held(spend),
    ownKeySpend: held(ownKeySpend),
    freeTier:
      freeTier.kind === 'yes' && !isOfToday ? { ...freeTier, requestsLeftToday: 'unknown' } : freeTier,
  };
}

/** One of the things that cap what can be spent. */
export interface Cap {
  readonly kind: 'balance' | 'keyLimit' | 'budget';
  readonly remaining: Money;
  readonly limit: Known<Money>;
  readonly resets: Resets;
  /** The smallest of the known caps: the one that decides what can be spent. */
  readonly binds: boolean;
}

/** Every known cap, the balance first. Exactly one binds; on a tie the balance, then the key limit. */
export function capsOf(reading: Reading): readonly Cap[] {
  const caps: Omit<Cap, 'binds'>[] = [];
  if (reading.balance.kind === 'known') {
    caps.push({
      kind: 'balance',
      remaining: reading.balance.amount,
      limit: 'unknown',
      resets: { kind: 'never' },
    });
  }
  for (const kind of ['keyLimit', 'budget'] as const) {
    const cap = reading[kind];
    if (cap.kind === 'limited') caps.push({ ...cap, kind });
  }
  // Equal ones keep their order.
  const [smallest] = [...caps].sort((a, b) => compareMoney(a.remaining, b.remaining));
  return caps.map((cap) => ({ ...cap, binds: cap === smallest }));
}

/** The one figure for the status bar, and what it is. */
export type Headline =
  | { readonly kind: 'balance'; readonly amount: Money }
  | {
      readonly kind: 'limit';
      readonly of: 'keyLimit' | 'budget';
      readonly remaining: Money;
      readonly limit: Known<Money>;
    }
  | { readonly kind: 'spendOnly'; readonly today: Money }
  | { readonly kind: 'freeTier'; readonly requestsLeftToday: Known<number> }
  /** Nothing that may stand in the status bar as a figure. */
  | { readonly kind: 'unknown' };

/** The truth table of the product: the binding cap; else free tier or spend; else unknown. Never a guess. */
export function headlineOf(reading: Reading): Headline {
  const binding = capsOf(reading).find((cap) => cap.binds);
  if (binding) {
    return binding.kind === 'balance'
      ? { kind: 'balance', amount: binding.remaining }
      : { kind: 'limit', of: binding.kind, remaining: binding.remaining, limit: binding.limit };
  }
  // A management key cannot run a model, so its own usage is always 0 and says nothing about the account.
  if (reading.keyKind === 'management') return { kind: 'unknown' };
  if (reading.freeTier.kind === 'yes') {
    return { kind: 'freeTier', requestsLeftToday: reading.freeTier.requestsLeftToday };
  }
  return reading.spend.today === 'unknown'
    ? { kind: 'unknown' }
    : { kind: 'spendOnly', today: reading.spend.today };
}
