import type { Known } from '../model/known.ts';
import { DAY_MS } from '../model/periods.ts';
import { type Check, isBoolean, isCount, listOf, objectOf, orMissing } from '../storage/check.ts';
import type { KeyUsage } from '../providers/usageSource.ts';
import type { UsageRow } from './usage.ts';

/** A day's rows, as they are known. */
export interface Day<Row> {
  readonly startMs: number;
  readonly rows: readonly Row[];
  /** The provider left out some of them, and can give no more. */
  readonly isCut: boolean;
}

/** Days as they stand in a file: names once, and numbers without names, since years of many models are read at once. */
export interface DayTable {
  readonly names: readonly string[];
  readonly days: readonly StoredDay[];
  readonly keyDays: readonly StoredDay[];
}

interface StoredDay {
  /** Whole days since 1970-01-01. */
  readonly day: number;
  /**
   * One row after the other. Of a model: name, name of its provider, micros spent, micros through own keys, requests,
   * tokens of prompts, of completions, of reasoning. Of a key: name, micros spent, requests. Null is unknown.
   */
  readonly rows: readonly (number | null)[];
  readonly isCut?: boolean | undefined;
}

export const NO_DAYS: DayTable = { names: [], days: [], keyDays: [] };

const MODEL_WIDTH = 8;
const KEY_WIDTH = 3;

const isAmount = (value: unknown): boolean => Number.isSafeInteger(value);
const isTally = (value: unknown): boolean => value === null || (isAmount(value) && Number(value) >= 0);
/** Whatever a provider calls something: also with line breaks in it. */
export const isName: Check<string> = (value): value is string =>
  typeof value === 'string' && value.length <= 200;

const isDay = objectOf<StoredDay>({
  day: isCount,
  rows: (value): value is StoredDay['rows'] => Array.isArray(value),
  isCut: orMissing(isBoolean),
});
const hasShape = objectOf<DayTable>({ names: listOf(isName), days: listOf(isDay), keyDays: listOf(isDay) });

/** Whether a value from one of our files is a table of days, with all that reading it relies on. */
export const isDayTable: Check<DayTable> = (value): value is DayTable => {
  if (!hasShape(value)) return false;
  const { length } = value.names;
  const isIndex = (index: unknown): boolean => isTally(index) && index !== null && Number(index) < length;
  const isMaybeIndex = (index: unknown): boolean => index === null || isIndex(index);
  const ofModel = [isIndex, isMaybeIndex, isAmount, isAmount, isTally, isTally, isTally, isTally];
  const ofKey = [isIndex, isAmount, isTally];
  return (
    value.days.every(({ rows }) => isRows(rows, ofModel)) &&
    value.keyDays.every(({ rows }) => isRows(rows, ofKey))
  );
};

/** Years of many models are millions of cells. */
function isRows(rows: readonly unknown[], columns: readonly ((cell: unknown) => boolean)[]): boolean {
  const width = columns.length;
  return (
    rows.length % width === 0 &&
    columns.every((isCell, column) => {
      for (let at = column; at < rows.length; at += width) if (!isCell(rows[at])) return false;
      return true;
    })
  );
}

export interface Days {
  readonly days: readonly Day<UsageRow>[];
  readonly keyDays: readonly Day<KeyUsage>[];
}

export function dayTableOf({ days, keyDays }: Days): DayTable {
  const indices = new Map<string, number>();
  const indexOf = (name: string): number => {
    const index = indices.get(name) ?? indices.size;
    indices.set(name, index);
    return index;
  };
  const stored = <Row>(
    { startMs, rows, isCut }: Day<Row>,
    cellsOf: (row: Row) => StoredDay['rows'],
  ): StoredDay => ({
    day: startMs / DAY_MS,
    rows: rows.flatMap(cellsOf),
    isCut: isCut || undefined,
  });
  const table = {
    days: days.map((day) =>
      stored(day, (row) => [
        indexOf(row.model),
        row.provider === 'unknown' ? null : indexOf(row.provider),
        Number(row.spentMicros),
        Number(row.ownKeysMicros),
        cellOf(row.requests),
        cellOf(row.promptTokens),
        cellOf(row.completionTokens),
        cellOf(row.reasoningTokens),
      ]),
    ),
    keyDays: keyDays.map((day) =>
      stored(day, (row) => [indexOf(row.name), Number(row.spentMicros), cellOf(row.requests)]),
    ),
  };
  return { names: [...indices.keys()], ...table };
}

/** @param table has passed {@link isDayTable} */
export function daysOf({ names, days, keyDays }: DayTable): Days {
  const nameOf = (index: number | null | undefined): string => names[Number(index)] ?? '';
  const read = <Row>(
    { day, rows, isCut = false }: StoredDay,
    width: number,
    rowAt: (cells: StoredDay['rows'], at: number) => Row,
  ): Day<Row> => ({
    startMs: day * DAY_MS,
    rows: Array.from({ length: rows.length / width }, (_, at) => rowAt(rows, at * width)),
    isCut,
  });
  return {
    days: days.map((day) =>
      read(day, MODEL_WIDTH, (cells, at) => ({
        model: nameOf(cells[at]),
        provider: cells[at + 1] === null ? 'unknown' : nameOf(cells[at + 1]),
        spentMicros: BigInt(cells[at + 2] ?? 0),
        ownKeysMicros: BigInt(cells[at + 3] ?? 0),
        requests: tallyOf(cells[at + 4]),
        promptTokens: tallyOf(cells[at + 5]),
        completionTokens: tallyOf(cells[at + 6]),
        reasoningTokens: tallyOf(cells[at + 7]),
      })),
    ),
    keyDays: keyDays.map((day) =>
      read(day, KEY_WIDTH, (cells, at) => ({
        name: nameOf(cells[at]),
        spentMicros: BigInt(cells[at + 1] ?? 0),
        requests: tallyOf(cells[at + 2]),
      })),
    ),
  };
}

export function cellOf(tally: Known<number>): number | null {
  return tally === 'unknown' ? null : tally;
}

export function tallyOf(cell: number | null | undefined): Known<number> {
  return cell ?? 'unknown';
}
