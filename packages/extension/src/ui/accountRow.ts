import { type Account, accountName } from '@opencredits/core';
import type { KeyNeeds } from './keySteps.ts';
import type { Choice } from './quickInput.ts';
import type { StatusBar } from './statusBar.ts';

export type AccountNeeds = KeyNeeds & { readonly statusBar: StatusBar };

export function nameOf({ provider }: KeyNeeds, account: Account): string {
  return accountName(account, provider);
}

/** An account as a row of a list: its name, what it shows, and whether it is switched off. */
export function accountRow(needs: AccountNeeds, account: Account): Choice<never> {
  const { statusBar } = needs;
  const line = statusBar.lineOf(account.id, '{headline}');
  return {
    label: `$(${account.disabled ? 'circle-slash' : 'credit-card'}) ${nameOf(needs, account)}`,
    description: account.disabled ? 'switched off' : (line?.text ?? ''),
    detail: line?.click === 'fix' ? line.spoken : '',
  };
}
