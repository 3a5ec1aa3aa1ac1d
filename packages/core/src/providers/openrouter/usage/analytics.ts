import type { UsageRow } from '../../../usage/usage.ts';
import { fields, type Fields, flag } from '../../lenient.ts';
import type { HourSum, KeyUsage, TimeRange, UsageTable } from '../../usageSource.ts';
import { ofHours, ofKeys, ofModels, type RowKind, tableOf } from './tableOf.ts';
import { dayOf, hourOf, microsOf, nameOf, plusMicros, wholeOf } from './usageFields.ts';

/** The most that OpenRouter gives; without it it would be 1000. */
const MOST_ROWS = 10_000;

const OF_MODELS = [
  'credits_usage',
  'total_usage',
  'request_count',
  'tokens_prompt',
  'tokens_completion',
  'reasoning_tokens',
];
const SUMS = ['credits_usage', 'request_count'];

/**
 * The bodies of OpenRouter's `/analytics/query`. Times have seconds, without which it refuses them. Source: OpenRouter's
 * OpenAPI document of 2026-08-22 and its cookbook on analytics.
 */
export const analyticsBody = {
  byProvider: (range: TimeRange): string => bodyOf(OF_MODELS, ['model', 'provider'], 'day', range),
  byModel: (range: TimeRange): string => bodyOf(OF_MODELS, ['model'], 'day', range),
  byKey: (range: TimeRange): string => bodyOf(SUMS, ['api_key_id'], 'day', range),
  byHour: (range: TimeRange): string => bodyOf(SUMS, [], 'hour', range),
};

function bodyOf(
  metrics: readonly string[],
  dimensions: readonly string[],
  granularity: 'day' | 'hour',
  { fromMs, toMs }: TimeRange,
): string {
  const time = (ms: number): string => new Date(ms).toISOString().replace('.000', '');
  return JSON.stringify({
    metrics,
    ...(dimensions.length > 0 ? { dimensions } : {}),
    granularity,
    time_range: { start: time(fromMs), end: time(toMs) },
    limit: MOST_ROWS,
  });
}

/** The key of the time is of one or the other name. */
const timeOf = (row: Fields, granularity: 'day' | 'hour'): unknown =>
  row[`date__${granularity}`] ?? row[`created_at__${granularity}`];
const startOfDay = (row: Fields): number | undefined => dayOf(timeOf(row, 'day'));

export function mapModels(json: unknown): UsageTable<UsageRow> | undefined {
  return mapRows(json, { ...ofModels, startOf: startOfDay, rowOf: modelRow });
}

export function mapKeys(json: unknown): UsageTable<KeyUsage> | undefined {
  return mapRows(json, {
    ...ofKeys,
    startOf: startOfDay,
    rowOf(row) {
      // For an id that was asked for, OpenRouter gives the key's name.
      const name = nameOf(row['api_key_id']);
      const sum = sumOf(row);
      return name !== undefined && sum ? { name, ...sum } : undefined;
    },
  });
}

export function mapHours(json: unknown): UsageTable<HourSum> | undefined {
  return mapRows(json, { ...ofHours, startOf: (row) => hourOf(timeOf(row, 'hour')), rowOf: sumOf });
}

function mapRows<Row>(json: unknown, kind: RowKind<Row>): UsageTable<Row> | undefined {
  const data = fields(fields(json)?.['data']);
  const rows = data?.['data'];
  const isFull = Array.isArray(rows) && rows.length >= MOST_ROWS;
  // Where it does not say, as many as fit are taken for a sign that not all did.
  return tableOf(rows, kind, flag(fields(data?.['metadata'])?.['truncated']) ?? isFull);
}

function sumOf(row: Fields): HourSum | undefined {
  const spentMicros = microsOf(row['credits_usage']);
  return spentMicros === undefined ? undefined : { spentMicros, requests: wholeOf(row['request_count']) };
}

function modelRow(row: Fields): UsageRow | undefined {
  const model = nameOf(row['model']);
  const sum = sumOf(row);
  // What went to other providers through one's own keys there is part of this one, and not of the other.
  const totalMicros = microsOf(row['total_usage'] ?? row['credits_usage']);
  if (model === undefined || !sum || totalMicros === undefined) return undefined;
  const ownKeysMicros = plusMicros(totalMicros, -sum.spentMicros);
  if (ownKeysMicros === undefined) return undefined;
  return {
    model,
    provider: nameOf(row['provider']) ?? 'unknown',
    ...sum,
    // Either is rounded.
    ownKeysMicros: ownKeysMicros > 0n ? ownKeysMicros : 0n,
    promptTokens: wholeOf(row['tokens_prompt']),
    completionTokens: wholeOf(row['tokens_completion']),
    // A part that was not used is null, OpenRouter's cookbook on analytics says.
    reasoningTokens: row['reasoning_tokens'] === null ? 0 : wholeOf(row['reasoning_tokens']),
  };
}
