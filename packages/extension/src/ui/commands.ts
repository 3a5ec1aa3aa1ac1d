import {
  failureWords,
  type FileStore,
  headlineOf,
  headlineSpoken,
  type Monitor,
  usableLocale,
  waitWords,
} from '@opencredits/core';
import { commands, type Disposable, env, window } from 'vscode';
import type { Log } from '../adapters/log.ts';
import { getSetting, setSetting } from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import { Configure, type ConfigureNeeds } from './configure.ts';
import { diagnostics } from './diagnostics.ts';
import { type DeclaredCommand, showMenu } from './menu.ts';
import type { StatusBar } from './statusBar.ts';
import { chooseStatusBarStyle } from './styles.ts';

export interface CommandNeeds extends Omit<ConfigureNeeds, 'report' | 'log'> {
  readonly monitor: Monitor;
  readonly statusBar: StatusBar;
  readonly files: FileStore;
  readonly log: Log;
  /** Our own package.json, in the display language. */
  readonly manifest: Manifest;
}

export interface Manifest {
  readonly version: string;
  readonly contributes: { readonly commands: readonly DeclaredCommand[] };
}

/** Registers every command of the manifest. None takes an argument and none returns anything, whoever calls it. */
export function registerCommands(needs: CommandNeeds): readonly Disposable[] {
  const { monitor, statusBar, log, manifest } = needs;
  const actions: Readonly<Record<CommandId, () => PromiseLike<unknown> | void>> = {
    'opencredits.refresh': () => refresh(needs),
    'opencredits.configure': () => new Configure({ ...needs, report: () => report(needs) }).run(),
    'opencredits.showMenu': () => showMenu(manifest.contributes.commands),
    'opencredits.chooseStatusBarStyle': () => chooseStatusBarStyle(statusBar),
    'opencredits.toggleAmounts': () =>
      setSetting('opencredits.hideAmounts', !getSetting('opencredits.hideAmounts')),
    'opencredits.openSettings': () =>
      commands.executeCommand('workbench.action.openSettings', '@ext:opencredits.opencredits'),
    'opencredits.showLog': () => log.show(),
    'opencredits.copyDiagnostics': async () => {
      await env.clipboard.writeText(diagnostics(monitor, manifest.version, needs.clock.wallMs()));
      void window.showInformationMessage('Diagnostics copied. They hold no key, amount, name or path.');
    },
    'opencredits.removeAllData': () => removeAllData(needs),
  };
  return Object.entries(actions).map(([id, action]) =>
    commands.registerCommand(id, async () => {
      try {
        await action();
      } catch (error) {
        log.error(`${id} broke off`, error);
        void window.showErrorMessage('OpenCredits: that did not work. The log says why (Show Log).');
      }
    }),
  );
}

async function refresh({ monitor, provider }: CommandNeeds): Promise<void> {
  const result = await monitor.refresh();
  if (result.kind === 'wait') void window.showInformationMessage(waitWords(result.waitMs, provider.name));
  if (result.kind === 'nothing') await commands.executeCommand('opencredits.configure' satisfies CommandId);
}

/** Fresh figures, in a sentence: what a person hears after saving or testing a key. */
async function report({ monitor, provider: { name } }: CommandNeeds): Promise<string> {
  await monitor.refresh();
  const { watch } = monitor;
  const { lastGood, trouble } = watch.kind === 'watching' ? watch.state : {};
  if (trouble) return failureWords(trouble.failure, name).what;
  const style = { locale: usableLocale(env.language), hideAmounts: getSetting('opencredits.hideAmounts') };
  return `${name}: ${lastGood ? headlineSpoken(headlineOf(lastGood.reading), style) : 'set up'}.`;
}

async function removeAllData({ book, files, monitor }: CommandNeeds): Promise<void> {
  const confirmed = await window.showWarningMessage(
    'Remove all OpenCredits data from this editor?',
    {
      modal: true,
      detail: 'Saved keys and figures are deleted, in every window. Your other settings stay.',
    },
    'Remove All',
  );
  if (confirmed === undefined) return;
  await monitor.clear(files);
  await book.forgetKeys();
  await setSetting('opencredits.providers.openrouter.enabled', undefined);
}
