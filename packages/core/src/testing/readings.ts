import type { Balance, KeyLimit, Reading } from '../model/reading.ts';
import { type Money, parseMoney } from '../model/money.ts';

/** Dollars from a text, for tests that name amounts as people do. */
export function usd(amount: string): Money {
  const money = parseMoney(amount, 'USD');
  if (!money) throw new Error(`not an amount: ${amount}`);
  return money;
}

export function aBalance(amount: string, usage = '94.80'): Balance {
  const spent = usd(usage);
  const left = usd(amount);
  const credits = { amountMicros: left.amountMicros + spent.amountMicros, currency: 'USD' };
  return { kind: 'known', amount: left, credits, usage: spent };
}

export function aLimit(remaining: string, limit?: string, resets: 'monthly' | 'daily' = 'monthly'): KeyLimit {
  return {
    kind: 'limited',
    remaining: usd(remaining),
    limit: limit === undefined ? 'unknown' : usd(limit),
    resets: { kind: resets },
  };
}

const NO_SPEND = { today: 'unknown', week: 'unknown', month: 'unknown', lifetime: 'unknown' } as const;

/** An ordinary key without a limit that may not see the balance; tests say what differs. */
export function aReading(over: Partial<Reading> = {}): Reading {
  return {
    keyKind: 'ordinary',
    balance: { kind: 'unknown', why: 'notVisible' },
    keyLimit: { kind: 'none' },
    budget: { kind: 'none' },
    spend: { today: usd('0.42'), week: usd('2.90'), month: usd('9.75'), lifetime: usd('12.50') },
    ownKeySpend: NO_SPEND,
    freeTier: { kind: 'no' },
    keyExpiresAtMs: 'unknown',
    ...over,
  };
}
