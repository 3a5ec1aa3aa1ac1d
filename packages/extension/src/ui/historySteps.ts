import { exportCsv, type ExportedAccount, exportJson } from '@opencredits/core';
import { nameOf } from './accountRow.ts';
import type { ActionNeeds } from './actions.ts';
import { complain, confirm, tell } from './messages.ts';
import { pick } from './quickInput.ts';
import { saveFile } from './saveFile.ts';

const FORMATS = {
  csv: { title: 'CSV', detail: 'For a spreadsheet: amounts as decimals, times in UTC.', write: exportCsv },
  json: {
    title: 'JSON',
    detail: 'For a program: amounts in whole millionths, times in UTC.',
    write: exportJson,
  },
} as const;

/** Writes what is kept of all accounts into a file of the person's choice. No key is in it. */
export async function exportHistory(needs: ActionNeeds): Promise<void> {
  const { history } = await needs.past();
  const accounts: ExportedAccount[] = [];
  for (const account of needs.book.accounts) {
    const { samples } = await history.read(account.id, { fromMs: 0, toMs: Infinity });
    if (samples.length > 0) accounts.push({ label: nameOf(needs, account), samples });
  }
  if (accounts.length === 0) {
    tell('There is no history yet: it begins with the first figure after an account was added.');
    return;
  }
  const format = await pick<keyof typeof FORMATS>({
    title: 'OpenCredits: export history',
    placeholder: `${accounts.length === 1 ? 'One account' : `${accounts.length} accounts`}, all that is kept`,
    items: (['csv', 'json'] as const).map((value) => ({
      label: `$(file) ${FORMATS[value].title}`,
      detail: FORMATS[value].detail,
      value,
    })),
  });
  if (format === undefined || format === 'back') return;
  const { title, write } = FORMATS[format];
  const saved = await saveFile(
    { title: 'Export history', kind: title, extension: format, name: `opencredits-history.${format}` },
    () => [...write(accounts)].join(''),
  );
  if (saved !== undefined) tell(`The history was exported to ${saved}.`);
}

/** Deletes all samples, and what providers told of the past; accounts, keys and the last figures stay. */
export async function clearHistory(needs: ActionNeeds): Promise<void> {
  const detail = 'Trend, pace and forecast begin anew. Accounts and keys stay. This cannot be undone.';
  if (!(await confirm('Delete the history of all accounts from this editor?', detail, 'Clear History')))
    return;
  try {
    await (await needs.past()).lookout.forget();
  } catch (error) {
    needs.log.error('History not cleared', error);
    complain('Not all of the history could be deleted. See the log.');
    return;
  }
  tell('The history has been deleted.');
}
