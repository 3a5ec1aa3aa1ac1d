import type { Clock, FileStore, FolderSharing, Logger } from '../ports.ts';
import { type AccountRecord, emptyRecord, isAccountRecord } from '../storage/accountRecord.ts';
import { storedFile } from '../storage/storedFile.ts';
import { type Claims, createClaims } from './claims.ts';
import { CLAIM_MS } from './times.ts';

/** The record of one account on disk, which all windows share, and the claims that keep two of them from asking at once. */
export interface RecordFile extends Claims {
  /** Plain name of the file: what its changes are told by. */
  readonly name: string;
  /** What its name begins with, and those of its claims. */
  readonly prefix: string;
  /** What is on disk now; an empty record where there is none, or no usable one. Never rejects. */
  read(): Promise<AccountRecord>;
  /** Never rejects: a disk that refuses costs the other windows the news, and the next start the memory. */
  write(record: AccountRecord): Promise<void>;
}

export interface RecordPorts {
  readonly files: FileStore & FolderSharing;
  readonly clock: Clock;
  readonly log: Logger;
}

export function recordFile(ports: RecordPorts, accountId: string): RecordFile {
  const { log } = ports;
  const prefix = `account.${accountId}.`;
  const name = `${prefix}json`;
  const file = storedFile<AccountRecord>(ports, name, isAccountRecord, emptyRecord(''));
  let isRefused = false;
  return {
    name,
    prefix,
    read: () => file.load(),
    async write(record) {
      try {
        await file.save(record);
        isRefused = false;
      } catch (error) {
        if (!isRefused) log.warn('The figures were not stored', error);
        isRefused = true;
      }
    },
    ...createClaims(ports, prefix, CLAIM_MS),
  };
}
