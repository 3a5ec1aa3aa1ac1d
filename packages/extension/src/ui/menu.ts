import type { Provider } from '@opencredits/core';
import { commands, env, Uri } from 'vscode';
import type { CommandId } from '../generated/contributions.ts';
import { type Choice, pick } from './quickInput.ts';

type Entry = { readonly command: CommandId } | { readonly url: string };

/** Everything that can be done, in one list: for those who set the click to open it, and for the keyboard. */
export async function showMenu(provider: Provider): Promise<void> {
  const entries: readonly Choice<Entry>[] = [
    { label: '$(refresh) Refresh', value: { command: 'opencredits.refresh' } },
    { label: '$(key) Configure providers', value: { command: 'opencredits.configure' } },
    {
      label: '$(symbol-color) Choose status bar style',
      value: { command: 'opencredits.chooseStatusBarStyle' },
    },
    { label: '$(eye-closed) Hide or show amounts', value: { command: 'opencredits.toggleAmounts' } },
    { label: '$(credit-card) Top up', description: provider.name, value: { url: provider.links.topUp } },
    { label: '$(graph) Activity', description: provider.name, value: { url: provider.links.activity } },
    { label: 'Settings', value: { command: 'opencredits.openSettings' } },
    { label: 'Log', value: { command: 'opencredits.showLog' } },
  ];
  const chosen = await pick({ title: 'OpenCredits', placeholder: 'What next?', items: entries });
  if (chosen === undefined || chosen === 'back') return;
  if ('command' in chosen) await commands.executeCommand(chosen.command);
  else await env.openExternal(Uri.parse(chosen.url));
}
