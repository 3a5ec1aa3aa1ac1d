import { accountName, waitWords } from '@opencredits/core';
import type { Disposable } from 'vscode';
import { getSetting, setSetting } from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import type { ActionNeeds, actions } from './actions.ts';
import { complain, complainOf, complainOfGone, tell } from './messages.ts';
import { commands } from '../vscodeApi.ts';

export type CommandNeeds = Omit<ActionNeeds, 'report' | 'canGoBack'> & {
  readonly openDashboard: () => Promise<void>;
};

/** What the code for is only loaded when somebody wants it. */
type RareAction = keyof typeof actions;
type CommandName = CommandId extends `opencredits.${infer Name}` ? Name : never;
type Action = () => PromiseLike<unknown> | void;

/** Registers every command of the manifest. None takes an argument and none returns anything, whoever calls it. */
export function registerCommands(needs: CommandNeeds): readonly Disposable[] {
  const { log } = needs;
  const rare = (name: RareAction) => async (): Promise<void> => {
    const loaded = await import('./actions.ts');
    await loaded.actions[name]({
      ...needs,
      canGoBack: false,
      report: (accountId, prefix) => report(needs, accountId, prefix),
    });
  };
  const all: Readonly<Record<CommandName, Action>> = {
    refresh: () => refresh(needs),
    // Everything that can be done, in VS Code's own list of commands.
    showMenu: () => commands.executeCommand('workbench.action.quickOpen', '>OpenCredits: '),
    toggleAmounts: () => setSetting('hideAmounts', !getSetting('hideAmounts') || undefined),
    openDashboard: () => needs.openDashboard(),
    openSettings: () =>
      commands.executeCommand('workbench.action.openSettings', '@ext:opencredits.opencredits'),
    showLog: () => log.show(),
    configure: rare('configure'),
    addAccount: rare('addAccount'),
    switchAccount: rare('switchAccount'),
    renameAccount: rare('renameAccount'),
    replaceKey: rare('replaceKey'),
    testAccount: rare('testAccount'),
    toggleAccount: rare('toggleAccount'),
    moveAccount: rare('moveAccount'),
    removeAccount: rare('removeAccount'),
    setBudgets: rare('setBudgets'),
    snoozeAlerts: rare('snoozeAlerts'),
    exportHistory: rare('exportHistory'),
    clearHistory: rare('clearHistory'),
    chooseStatusBarStyle: rare('chooseStatusBarStyle'),
    copyDiagnostics: rare('copyDiagnostics'),
    removeAllData: rare('removeAllData'),
  };
  return Object.entries(all).map(([name, action]) =>
    commands.registerCommand(`opencredits.${name}`, async () => {
      try {
        await action();
      } catch (error) {
        log.error(`${name} broke off`, error);
        complainOf('That did not work', error);
      }
    }),
  );
}

async function refresh({ monitor, statusBar }: CommandNeeds): Promise<void> {
  const { firstShown } = statusBar;
  const result = await monitor.refreshAll(firstShown?.account.id);
  if (result.kind === 'wait' && firstShown) tell(waitWords(result.waitMs, firstShown.provider.name));
  if (result.kind === 'nothing') await commands.executeCommand('opencredits.configure' satisfies CommandId);
}

/** Fresh figures of an account, in a sentence: what a person hears after saving or testing a key. */
async function report(
  { book, monitor, statusBar, provider }: CommandNeeds,
  accountId: string,
  prefix = '',
): Promise<void> {
  await monitor.refresh(accountId);
  const { watch } = monitor;
  const watching =
    watch.kind === 'watching' && watch.accounts.find(({ account }) => account.id === accountId);
  const account = book.accounts.find(({ id }) => id === accountId);
  if (!account) return complainOfGone();
  const words = statusBar.lineOf(accountId)?.spoken ?? `${accountName(account, provider)} is switched off.`;
  if (watching && !watching.state.trouble) tell(prefix + words);
  else complain(words);
}
