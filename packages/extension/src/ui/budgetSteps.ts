import { type Account, type Budgets, plainText } from '@opencredits/core';
import { getSetting } from '../adapters/settings.ts';
import { nameOf } from './accountRow.ts';
import type { ActionNeeds } from './actions.ts';
import { complainOfGone } from './messages.ts';
import { type Answer, ask } from './quickInput.ts';
import { choice, type Outcome, screen } from './screens.ts';

type Period = keyof Budgets;

const PERIODS = {
  day: { label: 'Daily', span: 'in a day (UTC)', setting: 'budgets.daily' },
  week: { label: 'Weekly', span: 'in a week (UTC, from Monday)', setting: 'budgets.weekly' },
  month: { label: 'Monthly', span: 'in a calendar month (UTC)', setting: 'budgets.monthly' },
} as const;

/** As large as the settings take it. */
const MOST = 1_000_000;

/** What an account may spend before it is said: of its own, or as the settings have it for all. */
export function setBudgets(needs: ActionNeeds, account: Account): Promise<unknown> {
  return screen(async (): Promise<Outcome> => {
    await needs.book.load();
    const now = needs.book.accounts.find(({ id }) => id === account.id);
    if (!now) return { done: complainOfGone() };
    return choice({
      title: `${nameOf(needs, now)}: budgets`,
      placeholder: 'You are told at 80 % and at 100 %. Nothing is blocked.',
      canGoBack: needs.canGoBack,
      items: (Object.keys(PERIODS) as Period[]).map((period) => ({
        label: `$(graph) ${PERIODS[period].label}`,
        description: budgetWords(now, period),
        value: async () => {
          const answer = await askBudget(needs, now, period);
          if (typeof answer === 'object') await needs.book.change(now, { budgets: answer });
          // On to the next one.
          return answer === undefined ? undefined : 'back';
        },
      })),
    });
  });
}

function budgetWords({ budgets }: Account, period: Period): string {
  const own = budgets?.[period];
  const ofAll = getSetting(PERIODS[period].setting);
  const words = (units: number): string => (units > 0 ? String(units) : 'none');
  return own === undefined ? `${words(ofAll)} · from the settings` : words(own);
}

async function askBudget(needs: ActionNeeds, account: Account, period: Period): Promise<Answer<Budgets>> {
  const { label, span } = PERIODS[period];
  const own = account.budgets?.[period];
  const answer = await ask({
    title: `${nameOf(needs, account)}: ${label.toLowerCase()} budget`,
    prompt: `What it may spend ${span}, in its currency. 0: no budget. Empty: as in the settings.`,
    placeholder: '12.50',
    value: own === undefined ? '' : String(own),
    canGoBack: true,
    check: (text) =>
      Promise.resolve(isBudget(text) ? undefined : `Type an amount from 0 to ${MOST}, such as 12.50.`),
  });
  if (answer === undefined || answer === 'back') return answer;
  const { [period]: _, ...others } = account.budgets ?? {};
  const text = unitsText(answer);
  return text === '' ? others : { ...others, [period]: Number(text) };
}

function isBudget(typed: string): boolean {
  const text = unitsText(typed);
  return text === '' || (/^\d+(\.\d{1,2})?$/.test(text) && Number(text) <= MOST);
}

/** `$ 1,250.50` is as good as `1250.50`, and `12,50` as `12.50`. */
function unitsText(typed: string): string {
  return plainText(typed)
    .replace(/^\p{Sc}\s*|\s+/gu, '')
    .replace(/,(?=\d{3}(\D|$))/g, '')
    .replace(/,(?=\d{1,2}$)/, '.');
}
