import type { Monitor } from '@opencredits/core';
import type { Log } from '../adapters/log.ts';
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
import { copyDiagnostics } from './diagnostics.ts';
import type { KeyNeeds } from './keySteps.ts';
import { pickAccount } from './pickAccount.ts';
import { removeAllData } from './removeAllData.ts';
import type { StatusBar } from './statusBar.ts';
import { chooseStatusBarStyle } from './styles.ts';

export interface ActionNeeds extends KeyNeeds {
  readonly monitor: Monitor;
  readonly statusBar: StatusBar;
  readonly shownAccount: ShownAccount;
  readonly log: Log;
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
  switchAccount,
  renameAccount: onOne(renameAccount),
  replaceKey: onOne(replaceKey),
  testAccount: onOne((needs, account) => needs.report(account.id, 'Accepted. ')),
  toggleAccount: onOne(toggleAccount),
  moveAccount: onOne(moveAccount),
  removeAccount: onOne(removeAccount),
  chooseStatusBarStyle,
  copyDiagnostics,
  removeAllData,
} satisfies Readonly<Record<string, (needs: ActionNeeds) => Promise<unknown>>>;

type AccountAction = (
  needs: ActionNeeds,
  account: ActionNeeds['book']['accounts'][number],
) => Promise<unknown>;

/** Does something with an account: the only one, or the one that is picked; without any the way to add one begins. */
function onOne(act: AccountAction): (needs: ActionNeeds) => Promise<unknown> {
  return async (needs) => {
    await needs.book.load();
    if (needs.book.accounts.length === 0) return configure(needs);
    const account = await pickAccount(needs, 'Which account?');
    return typeof account === 'object' ? act(needs, account) : undefined;
  };
}
