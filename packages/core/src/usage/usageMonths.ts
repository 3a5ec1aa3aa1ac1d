import { DAY_MS, periodEndMs } from '../model/periods.ts';
import type { Clock, FileStore, FolderSharing, Logger } from '../ports.ts';
import type { KeyUsage, TimeRange } from '../providers/usageSource.ts';
import { type StoredFile, storedFile } from '../storage/storedFile.ts';
import { parseJson } from '../util/parseJson.ts';
import { type Day, type Days, daysOf, type DayTable, dayTableOf, isDayTable, NO_DAYS } from './dayTable.ts';
import type { UsageRow } from './usage.ts';
import { monthOf, monthOfName, usageMonthName, usagePrefix } from './usageFiles.ts';

/**
 * The final days of an account, in a file for each month: written once and kept for ever. Only the window that asks
 * writes, so there is no lock; two that did would each leave good files, and what is missing then is asked again.
 *
 * A day that is not over is not final, whatever a file says: it was written by a clock that was ahead. It is not read, and
 * the next to write takes it away, so that it is asked about once more.
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
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly files: FileStore & FolderSharing;
  readonly log: Logger;
}

export function usageMonths(ports: MonthPorts, accountId: string): UsageMonths {
  const { files, log, clock } = ports;
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
      const past = { fromMs: range.fromMs, toMs: Math.min(range.toMs, clock.wallMs() - DAY_MS + 1) };
      return { days: daysIn(found, 'days', past), keyDays: daysIn(found, 'keyDays', past) };
    },
    async keep(series, { days, keyDays }) {
      const nowMs = clock.wallMs();
      const isTimely = ({ startMs }: { readonly startMs: number }): boolean =>
        startMs + DAY_MS <= nowMs || startMs > nowMs + TOLD_AGAIN_MS;
      const months = new Set([...days, ...keyDays].map(({ startMs }) => monthOf(startMs)));
      for (const month of [nowMs, nowMs + TOLD_AGAIN_MS].map(monthOf)) {
        const there = await load(usageMonthName(accountId, series, month));
        if (![...there.days, ...there.keyDays].every(isTimely)) months.add(month);
      }
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
              days: together(before.days.filter(isTimely), added.days),
              keyDays: together(before.keyDays.filter(isTimely), added.keyDays),
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

/** A clock that is behind takes days for untimely that a provider will not tell again: those it must leave. */
const TOLD_AGAIN_MS = 28 * DAY_MS;

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
