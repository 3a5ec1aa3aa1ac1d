import { type Account, accountName, plainText } from '@opencredits/core';
import type { KeyNeeds } from './keySteps.ts';
import type { Choice } from './quickInput.ts';
import type { StatusBar } from './statusBar.ts';

export type AccountNeeds = KeyNeeds & { readonly statusBar: StatusBar };

export function nameOf({ providerOf }: KeyNeeds, account: Account): string {
  return accountName(account, providerOf(account.providerId) ?? { name: plainText(account.providerId) });
}

/** An account as a row of a list: its name, what it shows, and whether it is switched off. */
export function accountRow(needs: AccountNeeds, account: Account): Choice<never> {
  const { statusBar } = needs;
  const name = nameOf(needs, account);
  const line = statusBar.lineOf(account.id, '{headline}');
  // The label has the name already, and "Error" need not be said twice.
  const [said, spoken] = [line?.text ?? '', line?.spoken ?? ''].map((text) =>
    text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text,
  );
  return {
    label: `$(${account.disabled ? 'circle-slash' : 'credit-card'}) ${name}`,
    description: account.disabled ? 'switched off' : (said ?? ''),
    detail: line?.click === 'fix' ? (spoken ?? '').replace(/^error\. /, '') : '',
  };
}
