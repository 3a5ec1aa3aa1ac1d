import type { Account, KeySlot, Provider } from '@opencredits/core';
import { QuickPickItemKind } from 'vscode';
import type { Choice } from '../quickInput.ts';

/** What a person can do about a provider's keys. */
export type Action =
  | { readonly kind: 'useEnvironment' }
  /** `wanted`: a management key was asked for, so an ordinary one will not do. */
  | { readonly kind: 'paste'; readonly wanted: 'any' | 'management' }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'test' }
  | { readonly kind: 'remove'; readonly slot: KeySlot }
  | { readonly kind: 'dismissSetup' };

const separator: Choice<Action> = { label: '', kind: QuickPickItemKind.Separator };

/** For a provider without an account. The environment's key comes first: where there is one, it is two clicks. */
export function setupChoices(
  provider: Provider,
  has: { readonly environmentKey: boolean; readonly setupDismissed: boolean },
): readonly Choice<Action>[] {
  const { shows, environmentVariable } = provider.keys;
  return [
    ...(has.environmentKey
      ? [
          {
            label: `$(terminal) Use the key in ${environmentVariable}`,
            detail: "From this machine's environment. It is checked, then copied to SecretStorage.",
            value: { kind: 'useEnvironment' } as const,
          },
        ]
      : []),
    {
      label: '$(key) Paste a key',
      detail: `An API key shows ${shows.ordinary}. A management key shows ${shows.management}.`,
      value: { kind: 'paste', wanted: 'any' },
    },
    separator,
    {
      label: '$(globe) Get an API key',
      description: hostAndPath(provider.links.keys),
      value: { kind: 'open', url: provider.links.keys },
    },
    {
      label: '$(shield) Get a management key',
      description: hostAndPath(provider.links.managementKeys),
      value: { kind: 'open', url: provider.links.managementKeys },
    },
    ...(has.setupDismissed
      ? []
      : [
          separator,
          {
            label: '$(bell-slash) Take "Set up" out of the status bar',
            detail: 'For good. The command OpenCredits: Configure Providers stays.',
            value: { kind: 'dismissSetup' } as const,
          },
        ]),
  ];
}

/** For a provider that has an account. */
export function manageChoices(provider: Provider, account: Account): readonly Choice<Action>[] {
  const has = (slot: KeySlot): boolean => account.keys.some((key) => key.slot === slot);
  const { shows } = provider.keys;
  return [
    {
      label: '$(beaker) Test',
      detail: 'Ask the provider whether the saved key is good.',
      value: { kind: 'test' },
    },
    separator,
    {
      label: has('ordinary') ? '$(key) Replace the API key' : '$(key) Add an API key',
      detail: `Shows ${shows.ordinary}.`,
      value: { kind: 'paste', wanted: 'any' },
    },
    {
      label: has('management') ? '$(shield) Replace the management key' : '$(shield) Add a management key',
      detail: `Shows ${shows.management}. Kept apart from the API key, and only after you agree.`,
      value: { kind: 'paste', wanted: 'management' },
    },
    separator,
    ...(has('ordinary')
      ? [{ label: '$(trash) Remove the API key', value: { kind: 'remove', slot: 'ordinary' } as const }]
      : []),
    ...(has('management')
      ? [
          {
            label: '$(trash) Remove the management key',
            value: { kind: 'remove', slot: 'management' } as const,
          },
        ]
      : []),
    {
      label: `$(globe) Open the keys page`,
      description: hostAndPath(provider.links.keys),
      value: { kind: 'open', url: provider.links.keys },
    },
  ];
}

/** Before a management key is kept. */
export function consentChoices(provider: Provider): readonly Choice<'keep' | 'other'>[] {
  return [
    {
      label: '$(check) Keep it, for reading only',
      detail: `OpenCredits only reads with it. It shows ${provider.keys.shows.management}.`,
      value: 'keep',
    },
    {
      label: '$(discard) Use another key',
      detail: 'An API key without such powers is enough for its own limit and spend.',
      value: 'other',
    },
  ];
}

function hostAndPath(url: string): string {
  return url.replace('https://', '');
}
