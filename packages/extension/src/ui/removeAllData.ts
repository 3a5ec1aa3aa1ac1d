import { setSetting, ENABLED } from '../adapters/settings.ts';
import type { ActionNeeds } from './actions.ts';
import { tell } from './messages.ts';
import { window } from '../vscodeApi.ts';

/** Deletes everything that we have stored, after the person has confirmed it. Other windows notice by themselves. */
export async function removeAllData({ book, monitor, shownAccount }: ActionNeeds): Promise<void> {
  const confirmed = await window.showWarningMessage(
    'Remove all OpenCredits data from this editor?',
    {
      modal: true,
      detail: 'All accounts, keys and figures are deleted. Your keys stay valid at their providers.',
    },
    'Remove All',
  );
  if (confirmed === undefined) return;
  // Keys first: if the keyring refuses, everything is still there to try again.
  await book.forgetKeys();
  await monitor.clear();
  await shownAccount.set(undefined);
  await setSetting(ENABLED, undefined);
  tell('All OpenCredits data has been removed from this editor.');
}
