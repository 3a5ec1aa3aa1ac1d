import { dayMs, hourMs } from '../../account/periods.ts';
import {
  dimensions,
  granularities,
  metrics,
  operators,
  type Dimension,
  type Granularity,
  type Metric,
  type Operator,
} from './fields.ts';

/** What is asked of `/analytics/query`, checked. */
export interface AnalyticsQuery {
  metrics: Metric[];
  dimensions: Dimension[];
  filters: { field: Dimension; operator: Operator; values: string[] }[];
  granularity: Granularity | undefined;
  /** [from, to), ms since the epoch. */
  fromMs: number;
  toMs: number;
  limit: number;
  groupLimit: number;
  orderBy: { field: Metric | Dimension | 'date'; isAscending: boolean } | undefined;
}

/** A query that is refused, with OpenRouter's reason or one like it. */
class Refusal extends Error {}

const longestDays = 365;
const longestProviderDays = 31;
const longestMinuteHours = 3;
const longestLimit = 10_000;

/** What a body asks for, or why it is refused. */
export function parseQuery(body: string, nowMs: number): AnalyticsQuery | { refused: string } {
  try {
    return parse(JSON.parse(body) as unknown, nowMs);
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    if (error instanceof SyntaxError) return { refused: 'Invalid JSON in request body' };
    throw error;
  }
}

function parse(body: unknown, nowMs: number): AnalyticsQuery {
  if (!isRecord(body)) throw new Refusal('Invalid input: expected object');
  const asked = {
    metrics: names(body, 'metrics', metrics),
    dimensions: names(body, 'dimensions', dimensions),
    filters: filtersOf(body['filters']),
    granularity: granularityOf(body['granularity']),
    ...rangeOf(body['time_range'], nowMs),
    limit: countOf(body, 'limit', 1000),
    groupLimit: countOf(body, 'group_limit', Infinity),
  };
  if (asked.metrics.length === 0) throw new Refusal('metrics: Too small: expected array to have >=1 items');
  if (asked.dimensions.length > 2) throw new Refusal('dimensions: Too big: expected array to have <=2 items');
  if (body['classifier_dimensions'] !== undefined || body['classifier_filters'] !== undefined)
    throw new Refusal('No active classifier on this workspace');
  checkRange(asked, nowMs);
  return { ...asked, orderBy: orderOf(body['order_by'], asked) };
}

function checkRange(
  asked: Pick<AnalyticsQuery, 'fromMs' | 'toMs' | 'dimensions' | 'filters' | 'granularity'>,
  nowMs: number,
): void {
  const lengthMs = asked.toMs - asked.fromMs;
  if (lengthMs <= 0) throw new Refusal('time_range: start must be before end');
  if (lengthMs > longestDays * dayMs) throw new Refusal(`Time range must not exceed ${longestDays} days`);
  const byProvider =
    asked.dimensions.includes('provider') || asked.filters.some(({ field }) => field === 'provider');
  if (byProvider && nowMs - asked.fromMs > longestProviderDays * dayMs)
    throw new Refusal(`The provider dimension is limited to the last ${longestProviderDays} days`);
  if (asked.granularity === 'minute' && lengthMs > longestMinuteHours * hourMs)
    throw new Refusal(`Minute granularity is limited to ${longestMinuteHours} hours`);
}

function names<Name extends string>(
  body: Record<string, unknown>,
  field: string,
  known: Readonly<Record<Name, unknown>>,
): Name[] {
  const value = body[field] ?? [];
  if (!Array.isArray(value)) throw new Refusal(`${field}: Invalid input: expected array`);
  return value.map((name: unknown) => {
    if (!isKeyOf(known, name)) throw new Refusal(`Unknown ${field.slice(0, -1)}: ${String(name)}`);
    return name;
  });
}

function filtersOf(value: unknown = []): AnalyticsQuery['filters'] {
  if (!Array.isArray(value)) throw new Refusal('filters: Invalid input: expected array');
  if (value.length > 20) throw new Refusal('filters: Too big: expected array to have <=20 items');
  return value.map((filter: unknown) => {
    if (!isRecord(filter) || !isKeyOf(dimensions, filter['field']))
      throw new Refusal('filters: Unknown field');
    if (!isKeyOf(operators, filter['operator'])) throw new Refusal('filters: Unknown operator');
    const wanted = filter['value'];
    if (Array.isArray(wanted) !== (operators[filter['operator']] === 'array'))
      throw new Refusal(`filters: ${filter['operator']} expects ${operators[filter['operator']]}`);
    const values = (Array.isArray(wanted) ? wanted : [wanted]).map(String);
    return { field: filter['field'], operator: filter['operator'], values };
  });
}

function granularityOf(value: unknown): Granularity | undefined {
  if (value === undefined) return undefined;
  const found = granularities.find((name) => name === value);
  if (!found) throw new Refusal('Unknown granularity');
  return found;
}

function rangeOf(value: unknown, nowMs: number): { fromMs: number; toMs: number } {
  // The hour that is just beginning is part of the current day.
  if (value === undefined) return { fromMs: nowMs - 7 * dayMs, toMs: nowMs + 1 };
  if (!isRecord(value)) throw new Refusal('time_range: Invalid input: expected object');
  return { fromMs: instant(value['start'], 'start'), toMs: instant(value['end'], 'end') };
}

/** UTC with seconds: minutes alone, and other time zones, are refused. */
function instant(value: unknown, field: string): number {
  const isUtc = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);
  const ms = isUtc ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw new Refusal(`time_range.${field}: Invalid ISO datetime`);
  return ms;
}

function countOf(body: Record<string, unknown>, field: string, byDefault: number): number {
  const value = body[field];
  if (value === undefined) return byDefault;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > longestLimit)
    throw new Refusal(`${field}: expected an integer from 1 to ${longestLimit}`);
  return value;
}

function orderOf(
  value: unknown,
  asked: Pick<AnalyticsQuery, 'metrics' | 'dimensions'>,
): AnalyticsQuery['orderBy'] {
  if (value === undefined) return undefined;
  const fields = [...asked.metrics, ...asked.dimensions, 'request_count', 'date'] as const;
  const field = isRecord(value) ? fields.find((name) => name === value['field']) : undefined;
  if (!isRecord(value) || !field) throw new Refusal('order_by: Unknown field');
  if (value['direction'] !== 'asc' && value['direction'] !== 'desc')
    throw new Refusal('order_by: Unknown direction');
  return { field, isAscending: value['direction'] === 'asc' };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isKeyOf = <Name extends string>(known: Readonly<Record<Name, unknown>>, name: unknown): name is Name =>
  typeof name === 'string' && Object.hasOwn(known, name);
