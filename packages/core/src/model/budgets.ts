import { type Money, parseMoney } from './money.ts';
import type { Period } from './periods.ts';

/** What may be spent in a UTC day, week and month, in units of the account's currency; one that is missing or 0 is none. */
export type Budgets = Readonly<Partial<Record<Period, number>>>;

/** The same as money of that currency; what is no budget is missing. */
export function moneyBudgets(budgets: Budgets, currency: string): Readonly<Partial<Record<Period, Money>>> {
  return Object.fromEntries(
    Object.entries(budgets).flatMap(([period, units]) => {
      const money = units > 0 ? parseMoney(units, currency) : undefined;
      return money && money.amountMicros > 0n ? [[period, money]] : [];
    }),
  );
}
