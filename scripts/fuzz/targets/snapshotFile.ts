import { isSnapshot } from '../../../packages/core/src/storage/snapshot.ts';
import { openFile } from '../../../packages/core/src/testing/openFile.ts';

/** `snapshot.json`: refused, or kept as it is. */
export async function snapshotFile(bytes: Uint8Array): Promise<void> {
  await openFile(isSnapshot, new TextDecoder().decode(bytes));
}
