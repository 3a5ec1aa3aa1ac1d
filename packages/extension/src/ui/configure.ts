import { type Account, type KeySlot, slotWords } from '@opencredits/core';
import { type KeyNeeds, pasteKey, removeKey, showsWords, takeEnvironmentKey } from './keySteps.ts';
import { type Choice, pick } from './quickInput.ts';
import { env, QuickPickItemKind, Uri } from '../vscodeApi.ts';

/** What a choice in a list does. Only `'back'` returns to the list. */
type Action = () => PromiseLike<unknown>;

const separator: Choice<Action> = { label: '', kind: QuickPickItemKind.Separator };

/** The way to add, replace, test and remove a provider's keys: lists and input boxes, all by keyboard. */
export async function configure(needs: KeyNeeds): Promise<void> {
  const { book, provider } = needs;
  let answer: unknown;
  do {
    await book.load();
    const account = book.accounts.find((one) => one.providerId === provider.id);
    const action = await pick({
      title: `${provider.name}: ${account ? 'keys' : 'set up'}`,
      placeholder: account
        ? account.keys.map((key) => `${slotWords(key.slot)}, ${key.source}`).join('; ')
        : `The key is checked, kept in SecretStorage and sent only to ${provider.origins.join(', ')}`,
      items: account ? manageChoices(needs, account) : setupChoices(needs),
    });
    answer = typeof action === 'function' && (await action());
  } while (answer === 'back');
}

/** The environment's key comes first: where there is one, it is two clicks. */
function setupChoices(needs: KeyNeeds): readonly Choice<Action>[] {
  const { book, provider } = needs;
  const { links, keys } = provider;
  const choices: Choice<Action>[] = [
    { label: '$(key) Paste a key', detail: showsWords(provider), value: () => pasteKey(needs, 'ordinary') },
    separator,
    link('$(globe) Get an API key', links.keys),
    link('$(shield) Get a management key', links.managementKeys),
  ];
  if (needs.environmentKey(keys.environmentVariable)?.trim()) {
    choices.unshift({
      label: `$(terminal) Use the key in ${keys.environmentVariable}`,
      value: () => takeEnvironmentKey(needs),
    });
  }
  if (!book.setupDismissed) {
    choices.push(separator, {
      label: '$(bell-slash) Take "Set up" out of the status bar',
      value: () => book.dismissSetup(),
    });
  }
  return choices;
}

function manageChoices(needs: KeyNeeds, account: Account): readonly Choice<Action>[] {
  const { links, keys } = needs.provider;
  const put = (slot: KeySlot, icon: string): Choice<Action> => ({
    label: `${icon} ${account.keys.some((key) => key.slot === slot) ? 'Replace' : 'Add'} the ${slotWords(slot)}`,
    detail: `Shows ${keys.shows[slot]}.`,
    value: () => pasteKey(needs, slot),
  });
  return [
    { label: '$(beaker) Test', value: () => needs.report('Accepted. ') },
    put('ordinary', '$(key)'),
    put('management', '$(shield)'),
    link('$(globe) Keys page', links.keys),
    separator,
    ...account.keys.map(({ slot }) => ({
      label: `$(trash) Remove the ${slotWords(slot)}`,
      value: () => removeKey(needs, account, slot),
    })),
  ];
}

function link(label: string, url: string): Choice<Action> {
  return {
    label,
    description: url,
    value: async () => {
      await env.openExternal(Uri.parse(url));
      return 'back';
    },
  };
}
