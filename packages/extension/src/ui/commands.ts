import {
  type FileStore,
  headlineOf,
  headlineSpoken,
  type Monitor,
  failureWords,
  type Provider,
  usableLocale,
  waitWords,
} from '@opencredits/core';
import { commands, type Disposable, env, window } from 'vscode';
import type { Log } from '../adapters/log.ts';
import { getSetting, setSetting } from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import { configure, type ConfigureNeeds } from './configure/configure.ts';
import { diagnostics } from './diagnostics.ts';
import { type DeclaredCommand, showMenu } from './menu.ts';
import type { StatusBar } from './statusBar.ts';
import { chooseStatusBarStyle } from './styles.ts';

export interface CommandNeeds extends Omit<ConfigureNeeds, 'report' | 'log'> {
  readonly monitor: Monitor;
  readonly statusBar: StatusBar;
  readonly files: FileStore;
  readonly provider: Provider;
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
  const { monitor, statusBar, provider, log } = needs;
  const actions: Readonly<Record<CommandId, () => Promise<void>>> = {
    'opencredits.refresh': () => refresh(needs),
    'opencredits.configure': () => configure({ ...needs, report: () => report(needs) }, provider),
    'opencredits.showMenu': () => showMenu(needs.manifest.contributes.commands),
    'opencredits.chooseStatusBarStyle': () => chooseStatusBarStyle(statusBar),
    'opencredits.toggleAmounts': () =>
      setSetting('opencredits.hideAmounts', !getSetting('opencredits.hideAmounts')),
    'opencredits.openSettings': async () => {
      await commands.executeCommand('workbench.action.openSettings', '@ext:opencredits.opencredits');
    },
    'opencredits.showLog': async () => log.show(),
    'opencredits.copyDiagnostics': async () => {
      await env.clipboard.writeText(diagnostics(monitor, needs.manifest.version, needs.clock.wallMs()));
      void window.showInformationMessage(
        'Diagnostics copied. They hold no key, no amount, no name and no path.',
      );
    },
    'opencredits.removeAllData': () => removeAllData(needs),
  };
  return Object.entries(actions).map(([id, action]) =>
    commands.registerCommand(id, async () => {
      try {
        await action();
      } catch (error) {
        log.error(`${id} broke off`, error);
        void window.showErrorMessage(
          'OpenCredits: that did not work. The log says why (OpenCredits: Show Log).',
        );
      }
    }),
  );
}

async function refresh({ monitor, provider }: CommandNeeds): Promise<void> {
  const result = await monitor.refresh();
  switch (result.kind) {
    case 'nothing':
      await commands.executeCommand('opencredits.configure' satisfies CommandId);
      return;
    case 'wait':
      void window.showInformationMessage(waitWords(result.waitMs, provider.name));
      return;
    case 'done':
    case 'fresh':
  }
}

/** Fresh figures, in a sentence: what a person hears after saving or testing a key. */
async function report({ monitor, provider }: CommandNeeds): Promise<string> {
  await monitor.refresh();
  const { watch } = monitor;
  if (watch.kind !== 'watching') return `${provider.name} is set up.`;
  const { lastGood, trouble } = watch.state;
  if (trouble) return `${provider.name}: ${failureWords(trouble.failure, provider.name).what}`;
  if (!lastGood) return `${provider.name} is set up.`;
  const style = { locale: usableLocale(env.language), hideAmounts: getSetting('opencredits.hideAmounts') };
  return `${provider.name}: ${headlineSpoken(headlineOf(lastGood.reading), style)}.`;
}

async function removeAllData({ book, files, log, monitor }: CommandNeeds): Promise<void> {
  const confirmed = await window.showWarningMessage(
    'Remove all OpenCredits data from this editor?',
    {
      modal: true,
      detail:
        'The saved keys, the last figures and the switch for each provider are deleted, in every window. Your other OpenCredits settings stay. The keys themselves stay valid at the provider.',
    },
    'Remove All',
  );
  if (confirmed !== 'Remove All') return;
  await monitor.clear(files);
  await book.forgetKeys();
  await setSetting('opencredits.providers.openrouter.enabled', undefined);
  log.info('All data removed');
  void window.showInformationMessage('All OpenCredits data has been removed from this editor.');
}
