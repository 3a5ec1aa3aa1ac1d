import * as v from 'valibot';
import type { ReadingAt } from '../model/account.ts';
import type { FileStore, Logger } from '../ports.ts';
import { ReadingSchema, type StoredFailure, StoredFailureSchema, StoredTimeSchema } from './readingSchema.ts';
import { type StoredFile, storedFile } from './storedFile.ts';

/** `snapshot.json`: the last word of each account, by account id. Painted at start, before anything is asked. */
export interface Snapshot {
  readonly accounts: Readonly<Record<string, AccountSnapshot>>;
}

export interface AccountSnapshot {
  /** The keys that all of this was learnt with: with other keys it may be another account, and counts for nothing. */
  readonly keyRevisions: string;
  readonly lastGood?: ReadingAt;
  /** The key was rejected: a new window does not send it again. */
  readonly rejected?: { readonly failure: StoredFailure; readonly atMs: number };
  /** Optional requests that were answered 403, by name, with when to try again. Wall clock. */
  readonly forbiddenUntilMs?: Readonly<Record<string, number>>;
}

const AccountSnapshotSchema: v.GenericSchema<unknown, AccountSnapshot> = v.object({
  keyRevisions: v.string(),
  lastGood: v.exactOptional(v.object({ reading: ReadingSchema, atMs: StoredTimeSchema })),
  rejected: v.exactOptional(v.object({ failure: StoredFailureSchema, atMs: StoredTimeSchema })),
  forbiddenUntilMs: v.exactOptional(v.record(v.string(), StoredTimeSchema)),
});

export function snapshotFile(files: FileStore, log: Logger): StoredFile<Snapshot> {
  return storedFile(files, log, {
    name: 'snapshot.json',
    version: 1,
    schema: v.object({ accounts: v.record(v.string(), AccountSnapshotSchema) }),
    empty: { accounts: {} },
  });
}
