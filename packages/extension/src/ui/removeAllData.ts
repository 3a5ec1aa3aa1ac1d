import { setSetting, ENABLED } from '../adapters/settings.ts';
import type { ActionNeeds } from './actions.ts';
import { complain, confirm, tell } from './messages.ts';

/** Deletes everything that we have stored, after the person has confirmed it. Other windows notice by themselves. */
export async function removeAllData({ book, log, monitor, past, shownAccount }: ActionNeeds): Promise<void> {
  const detail = 'All accounts, keys and figures are deleted. Your keys stay valid at their providers.';
  if (!(await confirm('Remove all OpenCredits data from this editor?', detail, 'Remove All'))) return;
  // Keys first: if the keyring refuses, everything is still there to try again.
  let left =
    'Not every key could be removed: the keyring refused. Your accounts are still there, to try again.';
  try {
    await book.forgetKeys();
    left = 'All keys have been removed, but not all other data. See the log.';
    // What is being written now must not come after the folder was emptied.
    await (await past()).lookout.forget();
    await monitor.clear();
    await shownAccount.set(undefined);
    await setSetting(ENABLED, undefined);
  } catch (error) {
    log.error('Not all data removed', error);
    complain(left);
    return;
  }
  tell('All OpenCredits data has been removed from this editor.');
}
