import { DAY_MS, periodEndMs } from '../model/periods.ts';
import type { FileStore, FolderSharing, Logger } from '../ports.ts';
import type { KeyUsage, TimeRange } from '../providers/usageSource.ts';
import { type StoredFile, storedFile } from '../storage/storedFile.ts';
import { parseJson } from '../util/parseJson.ts';
import { type Day, type Days, daysOf, type DayTable, dayTableOf, isDayTable, NO_DAYS } from './dayTable.ts';
import type { UsageRow } from './usage.ts';
import { monthOf, monthOfName, usageMonthName, usagePrefix } from './usageFiles.ts';

/**
 * The final days of an account, in a file for each month: written once and kept for ever. Only the window that asks
 * writes, so there is no lock; two that did would each leave good files, and what is missing then is asked again.
 */
export interface UsageMonths {
  /** The days of a range. What cannot be read is not there. Never rejects. */
  read(series: string, range: TimeRange): Promise<Days>;
  /** Adds days that are not kept yet. @returns those that the disk refused. Never rejects. */
  keep(series: string, days: Days): Promise<Days>;
  /** A month may have been written by another window. */
  fileChanged(name: string): void;
  /** Any may have been. */
  allChanged(): void;
}

interface MonthPorts {
  readonly files: FileStore & FolderSharing;
  readonly log: Logger;
}

export function usageMonths(ports: MonthPorts, accountId: string): UsageMonths {
  const { files, log } = ports;
  /** By file: reading years anew for each drawing would take longer than drawing them. */
  const known = new Map<string, Days>();

  const fileOf = (name: string): StoredFile<DayTable> =>
    storedFile<DayTable>(ports, name, isDayTable, NO_DAYS, { parse: (text) => parseJson(text) });

  const load = async (name: string): Promise<Days> => {
    const before = known.get(name);
    if (before) return before;
    const days = daysOf(await fileOf(name).load());
    known.set(name, days);
    return days;
  };

  return {
    async read(series, range) {
      const names = await files.names(`${usagePrefix(accountId)}${series}.`).catch(() => []);
      const within = names.filter((name) => {
        const month = monthOfName(name, accountId, series);
        if (month === undefined) return false;
        const startMs = Date.parse(`${month}-01`);
        return startMs < range.toMs && periodEndMs('month', startMs) > range.fromMs;
      });
      const found: Days[] = [];
      for (const name of within.sort()) found.push(await load(name));
      return { days: daysIn(found, 'days', range), keyDays: daysIn(found, 'keyDays', range) };
    },
    async keep(series, { days, keyDays }) {
      const months = new Set([...days, ...keyDays].map(({ startMs }) => monthOf(startMs)));
      const refused: { days: Day<UsageRow>[]; keyDays: Day<KeyUsage>[] } = { days: [], keyDays: [] };
      for (const month of months) {
        const name = usageMonthName(accountId, series, month);
        const file = fileOf(name);
        const before = daysOf(await file.load());
        const isOfMonth = ({ startMs }: { readonly startMs: number }): boolean => monthOf(startMs) === month;
        const added = { days: days.filter(isOfMonth), keyDays: keyDays.filter(isOfMonth) };
        try {
          await file.save(
            dayTableOf({
              days: together(before.days, added.days),
              keyDays: together(before.keyDays, added.keyDays),
            }),
          );
        } catch (error) {
          log.warn(`${name} was not stored`, error);
          refused.days.push(...added.days);
          refused.keyDays.push(...added.keyDays);
        }
        known.delete(name);
      }
      return refused;
    },
    fileChanged(name) {
      known.delete(name);
    },
    allChanged() {
      known.clear();
    },
  };
}

/** By time; what was kept first stays. */
function together<Row>(before: readonly Day<Row>[], added: readonly Day<Row>[]): readonly Day<Row>[] {
  const days = new Map([...added, ...before].map((day) => [day.startMs, day]));
  return [...days.values()].sort((a, b) => a.startMs - b.startMs);
}

function daysIn<Kind extends keyof Days>(
  months: readonly Days[],
  kind: Kind,
  range: TimeRange,
): Days[Kind][number][] {
  return months.flatMap((month): readonly Days[Kind][number][] =>
    month[kind].filter(({ startMs }) => isWithin(startMs, DAY_MS, range)),
  );
}

/** Whether any of a stretch of time lies in a range. */
export function isWithin(startMs: number, lengthMs: number, { fromMs, toMs }: TimeRange): boolean {
  return startMs < toMs && startMs + lengthMs > fromMs;
}
