import type { FileStore, FolderSharing } from '../ports.ts';

/**
 * The files of an account's usage: `usage.ACCOUNT.json`, the record that all windows share, and for each month
 * `usage.ACCOUNT.SERIES.YYYY-MM.json` with its days that are final. Names hold random ids and months.
 */
export function usagePrefix(accountId?: string): string {
  return accountId === undefined ? 'usage.' : `usage.${accountId}.`;
}

export function usageRecordName(accountId: string): string {
  return `${usagePrefix(accountId)}json`;
}

/** @param month `2026-11` */
export function usageMonthName(accountId: string, series: string, month: string): string {
  return `${usagePrefix(accountId)}${series}.${month}.json`;
}

/** The UTC month that a moment lies in, as it stands in a name. */
export function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7);
}

/** @returns undefined for what is not the name of a month of this account and series */
export function monthOfName(name: string, accountId: string, series: string): string | undefined {
  const month = name.slice(usageMonthName(accountId, series, '').length - '.json'.length).slice(0, 7);
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && name === usageMonthName(accountId, series, month)
    ? month
    : undefined;
}

/** The account that a file is of. */
export function accountOfUsage(name: string): string | undefined {
  return name.startsWith(usagePrefix()) ? name.split('.')[1] : undefined;
}

/** Deletes all that is kept of an account's usage, or of everyone's. Rejects when the disk refuses. */
export async function forgetUsage(files: FileStore & FolderSharing, accountId?: string): Promise<void> {
  for (const name of await files.names(usagePrefix(accountId))) await files.remove(name);
}
