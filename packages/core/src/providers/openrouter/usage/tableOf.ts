import type { UsageRow } from '../../../usage/usage.ts';
import { fields, type Fields } from '../../lenient.ts';
import type { HourSum, KeyUsage, UsageTable } from '../../usageSource.ts';
import { plus, plusMicros } from './usageFields.ts';

/** How rows of one kind are read and put together. */
export interface RowKind<Row> {
  /** When the day or hour of it began. */
  readonly startOf: (row: Fields) => number | undefined;
  readonly rowOf: (row: Fields) => Row | undefined;
  /** What tells it from the other rows of the same time. */
  readonly nameOf: (row: Row) => string;
  readonly sumOf: (a: Row, b: Row) => Row | undefined;
}

/**
 * A table of an answer's rows. A row that cannot be read is left out.
 * @returns undefined where that would be most of them: then it is our understanding that is at fault
 */
export function tableOf<Row>(json: unknown, kind: RowKind<Row>, isCut: boolean): UsageTable<Row> | undefined {
  if (!Array.isArray(json)) return undefined;
  const times = new Map<number, Map<string, Row>>();
  let left = 0;
  for (const one of json as readonly unknown[]) {
    const given = fields(one);
    const startMs = given && kind.startOf(given);
    const row = given && kind.rowOf(given);
    if (startMs === undefined || row === undefined) {
      left += 1;
      continue;
    }
    const rows = times.get(startMs) ?? new Map<string, Row>();
    times.set(startMs, rows);
    const name = kind.nameOf(row);
    const before = rows.get(name);
    const sum = before ? kind.sumOf(before, row) : row;
    if (sum) rows.set(name, sum);
    else left += 1;
  }
  if (left * 2 > json.length) return undefined;
  return { rows: new Map([...times].map(([startMs, rows]) => [startMs, [...rows.values()]])), isCut };
}

type Kind<Row> = Pick<RowKind<Row>, 'nameOf' | 'sumOf'>;

export const ofModels: Kind<UsageRow> = {
  nameOf: ({ model, provider }) => JSON.stringify([model, provider]),
  sumOf(a, b) {
    const spentMicros = plusMicros(a.spentMicros, b.spentMicros);
    const ownKeysMicros = plusMicros(a.ownKeysMicros, b.ownKeysMicros);
    if (spentMicros === undefined || ownKeysMicros === undefined) return undefined;
    return {
      model: a.model,
      provider: a.provider,
      spentMicros,
      ownKeysMicros,
      requests: plus(a.requests, b.requests),
      promptTokens: plus(a.promptTokens, b.promptTokens),
      completionTokens: plus(a.completionTokens, b.completionTokens),
      reasoningTokens: plus(a.reasoningTokens, b.reasoningTokens),
    };
  },
};

export const ofKeys: Kind<KeyUsage> = { nameOf: ({ name }) => name, sumOf: sumWithRequests };
export const ofHours: Kind<HourSum> = { nameOf: () => '', sumOf: sumWithRequests };

function sumWithRequests<Row extends HourSum>(a: Row, b: Row): Row | undefined {
  const spentMicros = plusMicros(a.spentMicros, b.spentMicros);
  return spentMicros === undefined
    ? undefined
    : { ...a, spentMicros, requests: plus(a.requests, b.requests) };
}
