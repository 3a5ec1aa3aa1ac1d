import { keyFor, type PersonaName } from '../../../packages/simulator/src/index.ts';
import { poll } from '../../harness/poll.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { enterKey } from './keys.ts';

/** An ordinary key of one account more, named by the person; from the palette, by keyboard. */
export async function addNamedAccount(
  window: VscodeWindow,
  persona: PersonaName,
  label: string,
): Promise<void> {
  const { quickInput } = window;
  await window.runCommand('OpenCredits: Add Account');
  await quickInput.waitFor({ title: /^OpenRouter: paste a key$/, password: true });
  await enterKey(window, keyFor(persona));
  await quickInput.waitFor({ title: /^OpenCredits: name the account$/ });
  await quickInput.fill(label);
  await quickInput.accept();
  await window.waitForNotification(new RegExp(`^${label}: `));
  await window.dismissNotifications();
}

/** From the palette to the list of what can be done with one of several accounts. */
export async function openAccount(window: VscodeWindow, label: string): Promise<void> {
  await window.runCommand('OpenCredits: Configure Providers');
  await window.quickInput.waitFor({ title: /^OpenCredits: accounts$/, item: new RegExp(`^${label}`) });
  await window.quickInput.pick(new RegExp(`^${label}`));
  await window.quickInput.waitFor({ title: new RegExp(`^${label}: keys$`), item: /./ });
}

/** An account's own item, where each has one. */
export interface AccountItem {
  /** Its DOM id. */
  readonly id: string;
  readonly text: string;
}

/** The items of the accounts from left to right; none while one item stands for all. */
export async function accountItems({ page }: VscodeWindow): Promise<readonly AccountItem[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[id^="opencredits.opencredits.account."]')]
      .filter((item) => item.getClientRects().length > 0)
      .sort((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
      .map((item) => ({ id: item.id, text: (item.textContent ?? '').replace(/\u00a0/g, ' ').trim() })),
  );
}

/** Waits until the accounts' items read exactly so, from left to right. */
export async function waitForAccountItems(
  window: VscodeWindow,
  texts: readonly string[],
): Promise<readonly AccountItem[]> {
  const wanted = texts.join(' | ');
  return poll(
    window.page,
    `the items ${wanted}`,
    () => accountItems(window),
    (items) => items.map(({ text }) => text).join(' | ') === wanted,
  );
}

/** The account's own id, as it stands in that of its item. */
export function accountIdIn(itemId: string): string {
  return /[0-9a-f]{32}/.exec(itemId)?.[0] ?? '';
}
