import { type Claims, createClaims } from '../monitor/claims.ts';
import { MINUTE_MS } from '../monitor/times.ts';
import type { Clock, FileStore, FolderSharing, Logger } from '../ports.ts';
import { storedFile } from '../storage/storedFile.ts';
import { type Days, daysOf, dayTableOf } from './dayTable.ts';
import { usagePrefix, usageRecordName } from './usageFiles.ts';
import { type UsageMonths, usageMonths } from './usageMonths.ts';
import { emptyUsageRecord, isUsageRecord, type UsageRecord } from './usageRecord.ts';

/** An attempt asks nothing more after this; what is left waits for the next one. */
export const ATTEMPT_MS = 4 * MINUTE_MS;
/** A window's claim on an attempt: longer than one can take, with a last answer at its deadline. */
const USAGE_CLAIM_MS = 5 * MINUTE_MS;

/** One account's usage as all windows share it. */
export interface SharedUsage {
  /** The number of the newest attempt that is known, of any key. */
  readonly attempt: number;
  /** Whether the record can be shared: otherwise nothing is asked, for no other window would know of it. */
  readonly canBeShared: boolean;
  readonly months: UsageMonths;
  readonly claims: Claims;
  /** What is known with this key: what was learnt with another may be of another account, and counts for nothing. */
  recordOf(series: string): UsageRecord;
  /** Reads what another window may have written. Never rejects. @returns whether it is something else */
  look(): Promise<boolean>;
  /** Keeps what came of an attempt. Where the disk refuses, this window goes on from memory. Never rejects. */
  keep(record: UsageRecord, final: Days): Promise<void>;
}

interface SharingPorts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly files: FileStore & FolderSharing;
}

export function sharedUsage(ports: SharingPorts, accountId: string): SharedUsage {
  const file = storedFile<UsageRecord>(
    ports,
    usageRecordName(accountId),
    isUsageRecord,
    emptyUsageRecord(''),
  );
  const months = usageMonths(ports, accountId);
  let record = emptyUsageRecord('');
  let isRefused = false;

  return {
    get attempt() {
      return record.attempt;
    },
    get canBeShared() {
      return file.standing === 'read';
    },
    months,
    claims: createClaims(ports, usagePrefix(accountId), USAGE_CLAIM_MS),
    recordOf: (series) => (record.series === series ? record : emptyUsageRecord(series, record.attempt)),
    async look() {
      const onDisk = await file.load();
      // What this window could not write is newer than what is there.
      if (file.standing !== 'read' || (isRefused && onDisk.attempt < record.attempt)) return false;
      const isNew = onDisk.attempt !== record.attempt || onDisk.attemptAtMs !== record.attemptAtMs;
      record = onDisk;
      if (isNew) months.allChanged();
      return isNew;
    },
    async keep(next, final) {
      // First the days: were the record to say that they are known, nobody would ask for them again.
      record = withOpen(next, await months.keep(next.series, final));
      try {
        await file.save(record);
        isRefused = false;
      } catch (error) {
        if (!isRefused) ports.log.warn('The usage was not stored', error);
        isRefused = true;
      }
    },
  };
}

/** Days that could not be kept stay with those that may still change, and are asked for again. */
function withOpen(record: UsageRecord, { days, keyDays }: Days): UsageRecord {
  if (days.length + keyDays.length === 0) return record;
  const open = daysOf(record.open);
  return {
    ...record,
    open: dayTableOf({ days: [...open.days, ...days], keyDays: [...open.keyDays, ...keyDays] }),
  };
}
