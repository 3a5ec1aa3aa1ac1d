import type { ToldAlert } from '../alerts/alertState.ts';
import type { AlertRule } from '../alerts/alertFacts.ts';
import type { Money } from '../model/money.ts';
import { amountWords, type AmountStyle, isOver, negative } from './headlineWords.ts';

const WORDS: Readonly<Record<AlertRule, readonly [string, ...string[]]>> = {
  balance: ['credit was low', 'credit was almost gone'],
  keyLimit: [
    'the key limit was nearly used',
    'the key limit was almost used up',
    'the key limit was used up',
  ],
  day: ['near the budget of the day', 'over the budget of the day'],
  week: ['near the budget of the week', 'over the budget of the week'],
  month: ['near the budget of the month', 'over the budget of the month'],
  runway: ['credit might run out soon'],
  runaway: ['far more than usual was spent'],
  expiry: ['the key was about to expire'],
  rejected: ['the key was rejected'],
};

/** Which of them say what was left, where the others say what was spent. */
const OF_LEFT: readonly string[] = ['balance', 'keyLimit'] satisfies readonly AlertRule[];

/** What a person was told once, for looking back: "Alert: credit was low ($4.20 left)". */
export function toldWords({ rule, level, amount }: ToldAlert, style: AmountStyle): string {
  // A newer version may know more rules, or more levels.
  const levels = Object.hasOwn(WORDS, rule) ? WORDS[rule as AlertRule] : undefined;
  const what = levels?.[Math.min(level, levels.length) - 1] ?? levels?.[0] ?? 'something was told';
  return `Alert: ${what}${amount ? ` (${figureWords(rule, amount, style)})` : ''}`;
}

function figureWords(rule: string, amount: Money, style: AmountStyle): string {
  if (!OF_LEFT.includes(rule)) return `${amountWords(amount, style)} spent`;
  if (!isOver(amount)) return `${amountWords(amount, style)} left`;
  return `${amountWords(negative(amount), style)} ${rule === 'balance' ? 'overdrawn' : 'over it'}`;
}
