import { type Account, type KeySlot, slotWords } from '@opencredits/core';
import { ENABLED, getSetting, setSetting } from '../adapters/settings.ts';
import { accountRow, nameOf } from './accountRow.ts';
import {
  addAccount,
  moveAccount,
  removeKey,
  renameAccount,
  switchAccount,
  toggleAccount,
} from './accountSteps.ts';
import type { ActionNeeds } from './actions.ts';
import { setBudgets } from './budgetSteps.ts';
import { keysWords, pasteKey, showsWords, takeEnvironmentKey, UNKNOWN_PROVIDER } from './keySteps.ts';
import type { Answer, Choice } from './quickInput.ts';
import { type Action, choice, type Outcome, screen } from './screens.ts';
import { env, QuickPickItemKind, Uri } from '../vscodeApi.ts';

const separator: Choice<Action> = { label: '', kind: QuickPickItemKind.Separator };

/** The way to add accounts, and to replace, test and remove their keys: lists and input boxes, all by keyboard. */
export async function configure(given: ActionNeeds): Promise<void> {
  const needs = { ...given, canGoBack: true };
  await screen(async () => {
    await needs.book.load();
    const [first, ...others] = needs.book.accounts;
    if (!first) return setUp(needs);
    return others.length === 0 ? manage(needs, first, false) : choose(needs);
  });
}

/** The environment's key comes first: where there is one, it is two clicks. */
function setUp(needs: ActionNeeds): Promise<Outcome> {
  const { book, provider } = needs;
  const { links, keys, name, origins } = provider;
  const whose = { providerId: provider.id };
  const items: Choice<Action>[] = [
    {
      label: '$(key) Paste a key',
      detail: showsWords(provider),
      value: () => pasteKey(needs, whose, 'ordinary'),
    },
    separator,
    link('$(globe) Get an API key', links.keys),
    link('$(shield) Get a management key', links.managementKeys),
  ];
  if (needs.environmentKey(keys.environmentVariable)?.trim()) {
    items.unshift({
      label: `$(terminal) Use the key in ${keys.environmentVariable}`,
      value: () => takeEnvironmentKey(needs, whose),
    });
  }
  if (!book.setupDismissed) {
    items.push(separator, {
      label: '$(bell-slash) Take "Set up" out of the status bar',
      value: () => book.dismissSetup(),
    });
  }
  const placeholder = `The key is checked, kept in SecretStorage and sent only to ${origins.join(', ')}`;
  return choice({ title: `${name}: set up`, placeholder, items });
}

/** Of several accounts: which one, or one more. */
function choose(needs: ActionNeeds): Promise<Outcome> {
  const { accounts } = needs.book;
  return choice({
    title: 'OpenCredits: accounts',
    placeholder: 'Choose an account to rename it, to test or change its keys, to move or remove it',
    items: [
      ...accounts.map((account): Choice<Action> => ({
        ...accountRow(needs, account),
        value: () => screen(() => manageAgain(needs, account)),
      })),
      separator,
      addRow(needs),
      {
        label: '$(pinned) Account of this workspace…',
        detail: 'Which one its status bar shows.',
        value: () => switchAccount(needs),
      },
    ],
  });
}

/** The account as it is by now: it may have been renamed, and another window may have removed it. */
async function manageAgain(needs: ActionNeeds, { id }: Account): Promise<Outcome> {
  await needs.book.load();
  const account = needs.book.accounts.find((one) => one.id === id);
  return account ? manage(needs, account, true) : 'back';
}

function manage(needs: ActionNeeds, account: Account, isOneOfMany: boolean): Promise<Outcome> {
  const provider = needs.providerOf(account.providerId);
  const put = (slot: KeySlot, icon: string): Choice<Action> => ({
    label: `${icon} ${account.keys.some((key) => key.slot === slot) ? 'Replace' : 'Add'} the ${slotWords(slot)}`,
    detail: `Shows ${provider?.keys.shows[slot] ?? ''}.`,
    value: () => pasteKey(needs, account, slot),
  });
  const isLast = account.keys.length === 1;
  return choice({
    title: `${nameOf(needs, account)}: keys`,
    placeholder: provider ? keysWords(account) : UNKNOWN_PROVIDER,
    canGoBack: isOneOfMany,
    items: [
      ...switchRows(needs, account),
      ...(provider
        ? [
            put('ordinary', '$(key)'),
            put('management', '$(shield)'),
            link('$(globe) Keys page', provider.links.keys),
          ]
        : []),
      separator,
      { label: '$(edit) Rename', value: () => renameAccount(needs, account) },
      ...(provider
        ? [
            {
              label: '$(graph) Budgets…',
              detail: 'What it may spend in a day, a week or a month before you are told.',
              value: () => setBudgets({ ...needs, canGoBack: true }, account),
            },
          ]
        : []),
      ...(isOneOfMany
        ? [{ label: '$(list-ordered) Move…', value: () => moveAccount(needs, account) }]
        : [addRow(needs)]),
      separator,
      ...account.keys.map(({ slot }) => ({
        label: `$(trash) Remove the ${slotWords(slot)}`,
        detail: isLast ? 'The account goes with it.' : '',
        value: () => removeKey(needs, account, slot),
      })),
    ],
  });
}

/** Testing what is on, and switching on and off. */
function switchRows(needs: ActionNeeds, account: Account): readonly Choice<Action>[] {
  const { provider, report } = needs;
  const isKnown = needs.providerOf(account.providerId) !== undefined;
  if (isKnown && !getSetting(ENABLED)) {
    return [{ label: `$(play) Switch ${provider.name} on`, value: () => setSetting(ENABLED, true) }];
  }
  if (account.disabled) {
    return [{ label: '$(play) Switch on', value: () => toggleAccount(needs, account) }];
  }
  return [
    ...(isKnown ? [{ label: '$(beaker) Test', value: () => report(account.id, 'Accepted. ') }] : []),
    {
      label: '$(circle-slash) Switch off',
      detail: 'Its keys are kept; nothing is asked and nothing shown.',
      value: () => toggleAccount(needs, account),
    },
  ];
}

function addRow(needs: ActionNeeds): Choice<Action> {
  return { label: '$(add) Add an account…', value: () => addAccount(needs) };
}

function link(label: string, url: string): Choice<Action> {
  return {
    label,
    description: url,
    value: async (): Promise<Answer<never>> => {
      await env.openExternal(Uri.parse(url));
      return 'back';
    },
  };
}
