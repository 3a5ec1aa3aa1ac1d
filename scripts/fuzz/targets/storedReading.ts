import type { ReadingAt } from '../../../packages/core/src/model/account.ts';
import { isNumber, objectOf } from '../../../packages/core/src/storage/check.ts';
import { isReading } from '../../../packages/core/src/storage/isReading.ts';
import { assertShows } from '../../../packages/core/src/testing/invariants.ts';
import { openFile } from '../../../packages/core/src/testing/openFile.ts';

const isReadingAt = objectOf<ReadingAt>({ reading: isReading, atMs: isNumber });

/** A reading in a file of ours: refused, or kept as it is and fit to be shown. */
export async function storedReading(bytes: Uint8Array): Promise<void> {
  const lastGood = await openFile(isReadingAt, new TextDecoder().decode(bytes));
  if (lastGood) assertShows({ lastGood });
}
