import { isAccountRecord } from '../../../packages/core/src/storage/accountRecord.ts';
import { assertShows } from '../../../packages/core/src/testing/invariants.ts';
import { openFile } from '../../../packages/core/src/testing/openFile.ts';

/** `account.<id>.json`: refused, or kept as it is and fit to be shown. */
export async function recordFile(bytes: Uint8Array): Promise<void> {
  const record = await openFile(isAccountRecord, new TextDecoder().decode(bytes));
  if (record) assertShows(record);
}
