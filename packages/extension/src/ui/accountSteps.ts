import { type Account, type KeySlot, slotWords } from '@opencredits/core';
import { ENABLED, getSetting, setSetting } from '../adapters/settings.ts';
import { accountRow, nameOf } from './accountRow.ts';
import type { ActionNeeds } from './actions.ts';
import { askLabel } from './askLabel.ts';
import { pasteKey, takeEnvironmentKey } from './keySteps.ts';
import { complainOfGone, confirm, tell } from './messages.ts';
import { type Answer, type Choice, pick } from './quickInput.ts';
import { choice, screen } from './screens.ts';

/** What can be done with one account, each a command and a row of the configure flow. */

/** A new account: from the environment's key, where there is one, or from a pasted one. */
export async function addAccount(needs: ActionNeeds): Promise<unknown> {
  const { provider, environmentKey, canGoBack } = needs;
  const whose = { providerId: provider.id };
  const name = provider.keys.environmentVariable;
  await needs.book.load();
  if (!environmentKey(name)?.trim()) return pasteKey(needs, whose, 'ordinary');
  return screen(() =>
    choice({
      title: `${provider.name}: add an account`,
      placeholder: 'Which key?',
      canGoBack,
      items: [
        {
          label: '$(key) Paste a key',
          value: () => pasteKey({ ...needs, canGoBack: true }, whose, 'ordinary'),
        },
        { label: `$(terminal) Use the key in ${name}`, value: () => takeEnvironmentKey(needs, whose) },
      ],
    }),
  );
}

/** Which account this workspace shows, where it does not show each. */
export async function switchAccount(needs: ActionNeeds): Promise<Answer<unknown>> {
  const { book, shownAccount, statusBar, canGoBack, providerOf } = needs;
  await book.load();
  const accounts = book.accounts.filter(({ disabled, providerId }) => !disabled && providerOf(providerId));
  const current = accounts.find(({ id }) => id === shownAccount.get())?.id ?? '';
  const isEach = getSetting('statusBar.accounts') === 'each';
  const row = (accountId: string, { description = '', ...rest }: Choice<never>): Choice<string> => ({
    ...rest,
    description: [description, accountId === current && 'current'].filter(Boolean).join(' · '),
    value: accountId,
  });
  const accountId = await pick<string>({
    title: 'OpenCredits: account of this workspace',
    placeholder: isEach
      ? 'The status bar shows each account now. Which one, when it shows only one?'
      : 'Which account does the status bar of this workspace show?',
    canGoBack,
    items: [
      row('', { label: '$(wand) The one that needs attention most' }),
      ...accounts.map((account) => row(account.id, accountRow(needs, account))),
    ],
  });
  if (accountId === undefined || accountId === 'back') return accountId;
  await book.load();
  const isGone = accountId !== '' && !book.accounts.some(({ id }) => id === accountId);
  if (isGone) return complainOfGone();
  await shownAccount.set(accountId === '' ? undefined : accountId);
  statusBar.draw();
  return undefined;
}

export async function renameAccount(needs: ActionNeeds, account: Account): Promise<Answer<unknown>> {
  const others = needs.book.accounts.filter(({ id }) => id !== account.id);
  const taken = others.map((one) => nameOf(needs, one));
  const label = await askLabel(nameOf(needs, account), needs.canGoBack, taken);
  if (label === undefined || label === 'back') return label;
  return change(needs, account, { label });
}

/** Puts another key in the place of one of the account's. */
export async function replaceKey(needs: ActionNeeds, account: Account): Promise<unknown> {
  const { keys } = account;
  if (keys.length < 2) return pasteKey(needs, account, keys[0]?.slot ?? 'ordinary');
  return screen(() =>
    choice({
      title: `${nameOf(needs, account)}: replace a key`,
      placeholder: 'Which key?',
      canGoBack: needs.canGoBack,
      items: keys.map(({ slot }) => ({
        label: `$(key) Replace the ${slotWords(slot)}`,
        value: () => pasteKey({ ...needs, canGoBack: true }, account, slot),
      })),
    }),
  );
}

export async function toggleAccount(needs: ActionNeeds, account: Account): Promise<void> {
  await change(needs, account, { disabled: account.disabled === true ? undefined : true });
}

async function change(
  needs: ActionNeeds,
  account: Account,
  what: Parameters<ActionNeeds['book']['change']>[1],
): Promise<void> {
  await needs.book.change(account, what);
  if (!isThere(needs, account)) complainOfGone();
}

/** Another window may have removed it. */
function isThere({ book }: ActionNeeds, { id }: Account): boolean {
  return book.accounts.some((one) => one.id === id);
}

/** Moves an account step by step, until the person is content. */
export async function moveAccount(needs: ActionNeeds, account: Account): Promise<Answer<unknown>> {
  const { book } = needs;
  while (isThere(needs, account)) {
    if (book.accounts.length < 2) return tell('There is one account only: nothing to move.');
    const names = book.accounts.map((one) =>
      one.id === account.id ? `[${nameOf(needs, one)}]` : nameOf(needs, one),
    );
    const by = await pick({
      title: `${nameOf(needs, account)}: order`,
      placeholder: names.join(', '),
      canGoBack: needs.canGoBack,
      items: [
        { label: '$(arrow-up) Move up', value: -1 },
        { label: '$(arrow-down) Move down', value: 1 },
      ],
    });
    if (typeof by !== 'number') return by;
    await book.move(account, by);
  }
  return complainOfGone();
}

export async function removeAccount(needs: ActionNeeds, account: Account): Promise<void> {
  const name = nameOf(needs, account);
  const detail = 'Its keys, its name and its figures are deleted here.';
  if (!(await isSure(needs, `Remove the account ${name} from this editor?`, detail, account))) return;
  await needs.book.remove(account);
  await switchOffIfNone(needs);
}

export async function removeKey(needs: ActionNeeds, account: Account, slot: KeySlot): Promise<void> {
  const name = nameOf(needs, account);
  const detail = account.keys.length === 1 ? 'The account goes with it.' : '';
  if (!(await isSure(needs, `Remove the ${slotWords(slot)} for ${name} from this editor?`, detail, account)))
    return;
  await needs.book.removeKey(account, slot);
  await switchOffIfNone(needs);
}

function isSure(
  { providerOf }: ActionNeeds,
  question: string,
  detail: string,
  account: Account,
): Promise<boolean> {
  const at = providerOf(account.providerId)?.name ?? 'its provider';
  const valid = account.keys.length === 1 ? `The key stays valid at ${at}.` : `The keys stay valid at ${at}.`;
  return confirm(question, `${detail} ${valid}`.trim(), 'Remove');
}

/** Without an account the provider's switch is as it was before the first. */
async function switchOffIfNone({ book }: ActionNeeds): Promise<void> {
  if (book.accounts.length === 0) await setSetting(ENABLED, undefined);
}
