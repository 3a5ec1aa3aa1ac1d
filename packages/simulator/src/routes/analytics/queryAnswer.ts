import type { Account } from '../../account/account.ts';
import { addUp, type LedgerEntry, type LedgerFigures } from '../../ledger/ledger.ts';
import { permaslugOf } from '../activityAnswer.ts';
import { errorAnswer, jsonAnswer, type Answer } from '../answer.ts';
import { dimensions, metrics, type Metric } from './fields.ts';
import { parseQuery, type AnalyticsQuery } from './query.ts';
import { bucketStartMs, timeKey } from './timeKey.ts';

/** What was used within one bucket of time, by what the query tells apart. */
interface Group {
  startMs: number;
  ids: string[];
  sum: LedgerFigures;
}

/** `POST /analytics/query`: the ledger's hours of the range, the current one too, in groups. An hour counts where it begins. */
export function queryAnswer(account: Account, body: string, nowMs: number): Answer {
  const query = parseQuery(body, nowMs);
  if ('refused' in query) return errorAnswer(400, query.refused);
  const groups = groupsOf(account, query).sort(order(query));
  const inGroupLimit = query.dimensions.length === 0 ? groups : firstOfEach(groups, query.groupLimit);
  const shown = inGroupLimit.slice(0, query.limit);
  return jsonAnswer({
    data: {
      data: shown.map((group) => rowOf(account, query, group)),
      metadata: {
        query_time_ms: 7 + Math.floor(shown.length / 50),
        row_count: shown.length,
        truncated: shown.length < groups.length,
      },
      cachedAt: nowMs,
      warnings: warningsOf(account, query),
    },
  });
}

function groupsOf(account: Account, query: AnalyticsQuery): Group[] {
  const groups = new Map<string, Group>();
  for (const entry of account.past.ledger.between(query.fromMs, query.toMs)) {
    if (!query.filters.every((filter) => passes(entry, filter))) continue;
    const startMs = query.granularity ? bucketStartMs(query.granularity, entry.atMs) : 0;
    const ids = query.dimensions.map((name) => dimensions[name].id(entry));
    const key = JSON.stringify([startMs, ...ids]);
    const group = groups.get(key);
    if (group) addUp(group.sum, entry);
    else groups.set(key, { startMs, ids, sum: { ...entry } });
  }
  return [...groups.values()];
}

function passes(entry: LedgerEntry, { field, operator, values }: AnalyticsQuery['filters'][number]): boolean {
  const id = dimensions[field].id(entry);
  const isAmong = values.includes(id) || (field === 'model' && values.includes(permaslugOf(id)));
  return isAmong === (operator === 'eq' || operator === 'in');
}

/** Newest first, then what has most of the first metric: as live answers come that ask for no order. */
function order(query: AnalyticsQuery): (one: Group, other: Group) => number {
  const [first = 'request_count'] = query.metrics;
  const { field, isAscending } = query.orderBy ?? {
    field: query.granularity ? 'date' : first,
    isAscending: false,
  };
  const by = (name: typeof field, one: Group, other: Group): number => {
    if (name === 'date') return one.startMs - other.startMs;
    if (name in metrics) return amount(name as Metric, one) - amount(name as Metric, other);
    const at = query.dimensions.findIndex((dimension) => dimension === name);
    const [a = '', b = ''] = [one.ids[at], other.ids[at]];
    return a < b ? -1 : a > b ? 1 : 0;
  };
  return (one, other) => (isAscending ? 1 : -1) * by(field, one, other) || by(first, other, one);
}

const amount = (metric: Metric, { sum }: Group): number => Number(metrics[metric].of(sum));

function firstOfEach(groups: readonly Group[], most: number): Group[] {
  const seen = new Map<string, number>();
  return groups.filter(({ ids }) => {
    const key = JSON.stringify(ids);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return (seen.get(key) ?? 0) <= most;
  });
}

function rowOf(account: Account, query: AnalyticsQuery, group: Group): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  if (query.granularity) {
    const { name, write } = timeKey(query, query.granularity);
    entries.push([name, write(group.startMs)]);
  }
  for (const [at, name] of query.dimensions.entries())
    entries.push([name, dimensions[name].shown(group.ids[at] ?? '', account)]);
  for (const name of query.metrics) entries.push([name, metrics[name].of(group.sum)]);
  return Object.fromEntries(entries);
}

/** A key's hash that nobody has is no error: the query runs, finds nothing of it, and says so. */
function warningsOf(account: Account, query: AnalyticsQuery): string[] {
  return query.filters
    .filter(({ field }) => field === 'api_key_id')
    .flatMap(({ values }) => values)
    .filter((value) => !account.past.listedKeys.some(({ hash }) => hash === value))
    .map((value) => `Could not resolve api_key_id ${value}`);
}
