import type { Clock, FileStore, FolderSharing, Logger } from '../ports.ts';
import { type AccountRecord, emptyRecord, isAccountRecord } from '../storage/accountRecord.ts';
import { storedFile } from '../storage/storedFile.ts';
import { CLAIM_MS } from './times.ts';

/** The record of one account on disk, which all windows share, and the claims that keep two of them from asking at once. */
export interface RecordFile {
  /** Plain name of the file: what its changes are told by. */
  readonly name: string;
  /** What its name begins with, and those of its claims. */
  readonly prefix: string;
  /** What is on disk now; an empty record where there is none, or no usable one. Never rejects. */
  read(): Promise<AccountRecord>;
  /** Never rejects: a disk that refuses costs the other windows the news, and the next start the memory. */
  write(record: AccountRecord): Promise<void>;
  /** Asks for the right to make an attempt, by its number. Never rejects. */
  claim(attempt: number): Promise<Claim>;
  /** The attempt is over, and its record written: nobody else needs to wait. Never rejects. */
  release(attempt: number): Promise<void>;
}

/**
 * `mine`: go ahead. `held`: another window is at it, and will be done or given up by `untilMs` (wall clock). A window
 * that dies leaves its claim behind, which then counts no longer.
 */
export type Claim = { readonly kind: 'mine' } | { readonly kind: 'held'; readonly untilMs: number };

export interface RecordPorts {
  readonly files: FileStore & FolderSharing;
  readonly clock: Clock;
  readonly log: Logger;
}

/** More windows than one would have to die in the middle of one and the same attempt for each further take. */
const MOST_TAKES = 20;

export function recordFile(ports: RecordPorts, accountId: string): RecordFile {
  const { files, clock, log } = ports;
  const prefix = `account.${accountId}.`;
  const name = `${prefix}json`;
  const file = storedFile<AccountRecord>(ports, name, isAccountRecord, emptyRecord(''));
  let isRefused = false;
  /** Of the last claim that was this window's. */
  let ownTake = 1;

  /** One name for each take of each attempt, so that no claim is ever taken away: a take that ran out is followed. */
  const claimName = (attempt: number, take: number): string => `${prefix}${attempt}.${take}.claim`;

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
    async claim(attempt) {
      for (let take = 1; take <= MOST_TAKES; take += 1) {
        try {
          const mineUntilMs = clock.wallMs() + CLAIM_MS;
          if (await files.create(claimName(attempt, take), String(mineUntilMs))) {
            ownTake = take;
            return { kind: 'mine' };
          }
          // Behind the number a host may have put what it needs.
          const untilMs = Number.parseInt((await files.read(claimName(attempt, take))) ?? '', 10);
          // The time now: the other window may have begun after this one, and written its claim first.
          const nowMs = clock.wallMs();
          if (untilMs > nowMs && untilMs <= nowMs + CLAIM_MS) return { kind: 'held', untilMs };
        } catch {
          // Nothing can be shared in such a folder: each window asks for itself.
          return { kind: 'mine' };
        }
      }
      return { kind: 'mine' };
    },
    async release(attempt) {
      for (let take = 1; take <= MOST_TAKES; take += 1) {
        const claim = claimName(attempt, take);
        // Before this window's own there may be none any more: another window has released it in between.
        const isThere = take <= ownTake || (await files.read(claim).catch(() => undefined)) !== undefined;
        if (!isThere) return;
        await files.remove(claim).catch(() => undefined);
      }
    },
  };
}
