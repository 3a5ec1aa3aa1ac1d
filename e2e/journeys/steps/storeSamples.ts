import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { createHistory, type FileStore, type FolderSharing } from '../../../packages/core/src/index.ts';
import type { Sample } from '../../../packages/core/src/history/sample.ts';
import { accountOfShard } from '../../../packages/core/src/history/shardName.ts';
import { createFileStore } from '../../../packages/extension/src/env/node/fileStore.ts';

/**
 * Gives the only account a past, as a window would have written it: worked back from what the open window has just kept, by
 * the product's own code, into the same folder. The open window sees it when it looks next.
 * @param pastOf what was before the newest sample that the open window has kept
 */
export async function storeSamples(
  folder: string,
  pastOf: (now: Sample) => readonly Sample[],
): Promise<void> {
  const accountId = accountOfShard((await readdir(folder)).find((name) => name.startsWith('history.')) ?? '');
  const newId = (): string => randomBytes(16).toString('hex');
  const files: FileStore & FolderSharing = createFileStore({ fsPath: folder } as never, newId);
  const history = createHistory({ files, log: console, isKept: (id) => id === accountId }, newId());
  const { samples } = await history.read(accountId, { fromMs: 0, toMs: Infinity });
  const now = samples.at(-1);
  assert.ok(now, 'the window has kept a first sample');
  for (const sample of pastOf(now)) await history.append(accountId, sample);
  await history.maintain(now.atMs);
}
