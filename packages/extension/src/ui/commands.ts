import { type Monitor, waitWords } from '@opencredits/core';
import type { Disposable } from 'vscode';
import type { Log } from '../adapters/log.ts';
import { getSetting, setSetting } from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import { configure } from './configure.ts';
import type { KeyNeeds } from './keySteps.ts';
import { complain, tell } from './messages.ts';
import type { StatusBar } from './statusBar.ts';
import { chooseStatusBarStyle } from './styles.ts';
import { commands, window } from '../vscodeApi.ts';

export interface CommandNeeds extends Omit<KeyNeeds, 'report'> {
  readonly monitor: Monitor;
  readonly statusBar: StatusBar;
  readonly log: Log;
}

type CommandName = CommandId extends `opencredits.${infer Name}` ? Name : never;

/** Registers every command of the manifest. None takes an argument and none returns anything, whoever calls it. */
export function registerCommands(needs: CommandNeeds): readonly Disposable[] {
  const { log } = needs;
  const actions: Readonly<Record<CommandName, () => PromiseLike<unknown> | void>> = {
    refresh: () => refresh(needs),
    configure: () => configure({ ...needs, report: (prefix) => report(needs, prefix) }),
    // Everything that can be done, in VS Code's own list of commands.
    showMenu: () => commands.executeCommand('workbench.action.quickOpen', '>OpenCredits: '),
    chooseStatusBarStyle: () => chooseStatusBarStyle(needs.statusBar),
    toggleAmounts: () => setSetting('hideAmounts', !getSetting('hideAmounts') || undefined),
    openSettings: () =>
      commands.executeCommand('workbench.action.openSettings', '@ext:opencredits.opencredits'),
    showLog: () => log.show(),
    removeAllData: () => removeAllData(needs),
  };
  return Object.entries(actions).map(([name, action]) =>
    commands.registerCommand(`opencredits.${name}`, async () => {
      try {
        await action();
      } catch (error) {
        log.error(`${name} broke off`, error);
        complain('That did not work. See the log.');
      }
    }),
  );
}

async function refresh({ monitor, provider }: CommandNeeds): Promise<void> {
  const result = await monitor.refresh();
  if (result.kind === 'wait') tell(waitWords(result.waitMs, provider.name));
  if (result.kind === 'nothing') await commands.executeCommand('opencredits.configure' satisfies CommandId);
}

/** Fresh figures, in a sentence: what a person hears after saving or testing a key. */
async function report({ monitor, provider, statusBar }: CommandNeeds, prefix = ''): Promise<void> {
  await monitor.refresh();
  const { watch } = monitor;
  const words = statusBar.lineIn()?.spoken ?? `${provider.name} is switched off.`;
  if (watch.kind === 'watching' && !watch.state.trouble) tell(prefix + words);
  else complain(words);
}

async function removeAllData({ book, monitor }: CommandNeeds): Promise<void> {
  const confirmed = await window.showWarningMessage(
    'Remove all OpenCredits data from this editor?',
    { modal: true, detail: 'Keys and figures are deleted.' },
    'Remove All',
  );
  if (confirmed === undefined) return;
  // Keys first: if the keyring refuses, everything is still there to try again.
  await book.forgetKeys();
  await monitor.clear();
  await setSetting('providers.openrouter.enabled', undefined);
}
