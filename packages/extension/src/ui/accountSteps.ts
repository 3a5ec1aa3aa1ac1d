import { type Account, type KeySlot, slotWords } from '@opencredits/core';
import { ENABLED, setSetting } from '../adapters/settings.ts';
import type { ActionNeeds } from './actions.ts';
import { askLabel } from './askLabel.ts';
import { pasteKey, takeEnvironmentKey } from './keySteps.ts';
import { accountRow, nameOf } from './pickAccount.ts';
import { type Answer, type Choice, pick } from './quickInput.ts';
import { window } from '../vscodeApi.ts';

/** What can be done with one account, each a command and a row of the configure flow. */

/** A new account: from the environment's key, where there is one, or from a pasted one. */
export async function addAccount(needs: ActionNeeds): Promise<Answer<unknown>> {
  const { provider, environmentKey } = needs;
  const whose = { providerId: provider.id };
  const name = provider.keys.environmentVariable;
  await needs.book.load();
  const from = environmentKey(name)?.trim()
    ? await pick({
        title: `${provider.name}: add an account`,
        placeholder: 'Which key?',
        canGoBack: true,
        items: [
          { label: '$(key) Paste a key', value: 'paste' },
          { label: `$(terminal) Use the key in ${name}`, value: 'environment' },
        ],
      })
    : 'paste';
  if (from === 'environment') return takeEnvironmentKey(needs, whose);
  return from === 'paste' ? pasteKey(needs, whose, 'ordinary') : from;
}

/** Which account this workspace shows, where it does not show each. */
export async function switchAccount(needs: ActionNeeds): Promise<void> {
  const { book, shownAccount, statusBar } = needs;
  await book.load();
  const wanted = shownAccount.get();
  const automatic = !book.accounts.some(({ id }) => id === wanted);
  const accountId = await pick<string>({
    title: 'OpenCredits: account of this workspace',
    placeholder: 'Which account does the status bar of this workspace show?',
    items: [
      {
        label: '$(wand) The one that needs attention most',
        description: automatic ? 'current' : '',
        value: '',
      },
      ...book.accounts
        .filter(({ disabled }) => !disabled)
        .map((account): Choice<string> => {
          const row = accountRow(needs, account);
          const description = [row.description, account.id === wanted && 'current']
            .filter(Boolean)
            .join(' · ');
          return { ...row, description, value: account.id };
        }),
    ],
  });
  if (accountId === undefined || accountId === 'back') return;
  await shownAccount.set(accountId === '' ? undefined : accountId);
  statusBar.draw();
}

export async function renameAccount(needs: ActionNeeds, account: Account): Promise<Answer<unknown>> {
  const label = await askLabel(nameOf(needs, account));
  if (label === undefined || label === 'back') return label;
  return needs.book.change(account, { label });
}

/** Puts another key in the place of the account's first. */
export async function replaceKey(needs: ActionNeeds, account: Account): Promise<Answer<unknown>> {
  return pasteKey(needs, account, account.keys[0]?.slot ?? 'ordinary');
}

export async function toggleAccount({ book }: ActionNeeds, account: Account): Promise<void> {
  await book.change(account, { disabled: account.disabled === true ? undefined : true });
}

/** Moves an account step by step, until the person is content. */
export async function moveAccount(needs: ActionNeeds, account: Account): Promise<void> {
  const { book } = needs;
  for (;;) {
    const names = book.accounts.map((one) =>
      one.id === account.id ? `[${nameOf(needs, one)}]` : nameOf(needs, one),
    );
    const by = await pick({
      title: `${nameOf(needs, account)}: order`,
      placeholder: names.join(', '),
      items: [
        { label: '$(arrow-up) Move up', value: -1 },
        { label: '$(arrow-down) Move down', value: 1 },
      ],
    });
    if (typeof by !== 'number') return;
    await book.move(account, by);
  }
}

export async function removeAccount(needs: ActionNeeds, account: Account): Promise<void> {
  const name = nameOf(needs, account);
  if (!(await confirm(`Remove the account ${name} from this editor?`, needs))) return;
  await needs.book.remove(account);
  await switchOffIfNone(needs);
}

export async function removeKey(needs: ActionNeeds, account: Account, slot: KeySlot): Promise<void> {
  const name = nameOf(needs, account);
  if (!(await confirm(`Remove the ${slotWords(slot)} for ${name} from this editor?`, needs))) return;
  await needs.book.removeKey(account, slot);
  await switchOffIfNone(needs);
}

async function confirm(question: string, { provider }: ActionNeeds): Promise<boolean> {
  const detail = `It stays valid at ${provider.name}.`;
  return (await window.showWarningMessage(question, { modal: true, detail }, 'Remove')) !== undefined;
}

/** Without an account the provider's switch is as it was before the first. */
async function switchOffIfNone({ book }: ActionNeeds): Promise<void> {
  if (book.accounts.length === 0) await setSetting(ENABLED, undefined);
}
