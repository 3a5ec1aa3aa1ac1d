import type { Monitor } from '@opencredits/core';
import type { Log } from '../adapters/log.ts';
import type { Past } from '../past.ts';
import type { ShownAccount } from '../adapters/shownAccount.ts';
import {
  addAccount,
  moveAccount,
  removeAccount,
  renameAccount,
  replaceKey,
  switchAccount,
  toggleAccount,
} from './accountSteps.ts';
import { configure } from './configure.ts';
import { setBudgets } from './budgetSteps.ts';
import { copyDiagnostics } from './diagnostics.ts';
import { clearHistory, exportHistory } from './historySteps.ts';
import { type KeyNeeds, providerOrSay } from './keySteps.ts';
import { accountRow } from './accountRow.ts';
import { removeAllData } from './removeAllData.ts';
import { choice, screen } from './screens.ts';
import { snoozeAlerts } from './snoozeAlerts.ts';
import type { StatusBar } from './statusBar.ts';
import { chooseStatusBarStyle } from './styles.ts';

export interface ActionNeeds extends KeyNeeds {
  readonly monitor: Monitor;
  readonly statusBar: StatusBar;
  readonly shownAccount: ShownAccount;
  readonly log: Log;
  /** History and alerts, which are loaded late. */
  readonly past: () => Promise<Past>;
  /** The clock on the wall, in milliseconds. */
  readonly now: () => number;
  /** Of ours, from the manifest. */
  readonly version: string;
}

/**
 * What the commands do that are not wanted every day: on Node all of it is a file of its own, loaded at the first of them
 * (docs/adr/0009).
 */
export const actions = {
  configure,
  addAccount,
  switchAccount: withAccounts(switchAccount),
  renameAccount: onOne('Rename which account?', renameAccount),
  replaceKey: onOne('Replace the key of which account?', replaceKey),
  testAccount: onOne('Test which account?', async (needs, account) =>
    providerOrSay(needs, account) ? needs.report(account.id, 'Accepted. ') : undefined,
  ),
  toggleAccount: onOne('Switch which account on or off?', toggleAccount),
  moveAccount: onOne('Move which account?', moveAccount),
  removeAccount: onOne('Remove which account?', removeAccount),
  setBudgets: onOne('Set the budgets of which account?', setBudgets),
  snoozeAlerts: withAccounts(snoozeAlerts),
  exportHistory: withAccounts(exportHistory),
  clearHistory: withAccounts(clearHistory),
  chooseStatusBarStyle,
  copyDiagnostics,
  removeAllData,
} satisfies Readonly<Record<string, (needs: ActionNeeds) => Promise<unknown>>>;

type AccountAction = (
  needs: ActionNeeds,
  account: ActionNeeds['book']['accounts'][number],
) => PromiseLike<unknown>;

/** Without any account the way to add one begins. */
function withAccounts(
  act: (needs: ActionNeeds) => Promise<unknown>,
): (needs: ActionNeeds) => Promise<unknown> {
  return async (needs) => {
    await needs.book.load();
    return needs.book.accounts.length === 0 ? configure(needs) : act(needs);
  };
}

/** Does something with an account: the only one, or the one that is picked. */
function onOne(question: string, act: AccountAction): (needs: ActionNeeds) => Promise<unknown> {
  return withAccounts((needs) =>
    screen(async () => {
      const [first, ...others] = needs.book.accounts;
      if (!first) return { done: undefined };
      if (others.length === 0) return { done: await act(needs, first) };
      return choice({
        title: 'OpenCredits: accounts',
        placeholder: question,
        items: [first, ...others].map((account) => ({
          ...accountRow(needs, account),
          value: () => act({ ...needs, canGoBack: true }, account),
        })),
      });
    }),
  );
}
