import type { LedgerKey, LedgerRow } from '../../../packages/simulator/src/index.ts';

/** The simulator's own ledger, added up and written as a person would: not with the product's own code. */

const DAY_MS = 86_400_000;
const dollar = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const whole = new Intl.NumberFormat('en-US');
const percents = new Intl.NumberFormat('en-US', { style: 'percent' });
const tenths = new Intl.NumberFormat('en-US', { style: 'percent', minimumFractionDigits: 1 });

export function dollars(micros: number): string {
  const size = Math.abs(micros);
  const text = size > 0 && size < 10_000 ? '<$0.01' : dollar.format(Math.round(size / 10_000) / 100);
  return micros < 0 ? `-${text}` : text;
}

export function count(number: number): string {
  return whole.format(number);
}

/** What became of a spend, in the words of a table's column. @param before undefined: it cannot be known */
export function change(now: number, before: number | undefined): string {
  if (before === undefined) return '–';
  if (now === before) return '= same';
  if (before === 0) return '▲ new';
  return `${now > before ? '▲' : '▼'} ${percent(Math.abs(now - before) / before)}`;
}

export function percent(share: number): string {
  if (share === 0) return '0%';
  if (share < 0.001) return '<0.1%';
  return (share < 0.1 ? tenths : percents).format(share);
}

/** By the clock of this computer, which is the browser's too; with its year where that is not this one. */
export function moment(atMs: number, nowMs: number): string {
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return new Intl.DateTimeFormat('en-US', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(atMs);
}

export function credits(rows: readonly LedgerRow[]): number {
  return sum(rows, (row) => row.creditsMicros);
}

export function sum(rows: readonly LedgerRow[], of: (row: LedgerRow) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

/** By name, largest spend first, as all tables are at first. */
export function groups(
  rows: readonly LedgerRow[],
  nameOf: (row: LedgerRow) => string,
): readonly (readonly [string, readonly LedgerRow[]])[] {
  const found = new Map<string, LedgerRow[]>();
  for (const row of rows) found.set(nameOf(row), [...(found.get(nameOf(row)) ?? []), row]);
  return [...found].sort(([, a], [, b]) => credits(b) - credits(a));
}

export function between(rows: readonly LedgerRow[], fromMs: number, toMs: number): readonly LedgerRow[] {
  return rows.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}

/** When the UTC day, the week from Monday, the month began. */
export function starts(nowMs: number): {
  readonly day: number;
  readonly week: number;
  readonly month: number;
} {
  const now = new Date(nowMs);
  const day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const sinceMonday = (now.getUTCDay() + 6) % 7;
  return {
    day,
    week: day - sinceMonday * DAY_MS,
    month: Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1),
  };
}

/** @returns undefined for a key without a limit */
export function limitLeft({ limitMicros, limitReset, usage }: LedgerKey): number | undefined {
  if (limitMicros === null) return undefined;
  const used =
    { daily: usage.daily, weekly: usage.weekly, monthly: usage.monthly }[limitReset ?? ''] ?? usage.total;
  return limitMicros - used;
}

/** What is left of a key's limit, in the words of the table. */
export function leftOfLimit(key: LedgerKey): string {
  const { limitMicros } = key;
  const left = limitLeft(key);
  if (limitMicros === null || left === undefined) return 'no limit';
  return `${dollars(Math.abs(left))} ${left < 0 ? 'over' : 'of'} ${dollars(limitMicros).replace(/\.00$/, '')}`;
}

/** When a key's limit begins anew. @returns undefined for one that never does */
export function nextReset({ limitMicros, limitReset }: LedgerKey, nowMs: number): number | undefined {
  if (limitMicros === null) return undefined;
  const { day, week } = starts(nowMs);
  const now = new Date(nowMs);
  return {
    daily: day + DAY_MS,
    weekly: week + 7 * DAY_MS,
    monthly: Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1),
  }[limitReset ?? ''];
}

/** A text as a part of a regular expression. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
