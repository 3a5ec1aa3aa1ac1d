import { isRecord } from '../util/isRecord.ts';
import type { Known } from '../model/known.ts';
import { parseMoney, type Money } from '../model/money.ts';

/**
 * Field readers for API answers. A field that is missing, null or of the wrong type is unknown, and never fails the
 * whole: providers add, drop and retype fields without notice. What is read is never turned into 0.
 */
export type Fields = Readonly<Record<string, unknown>>;

export function money(value: unknown, currency: string): Known<Money> {
  return parseMoney(value, currency) ?? 'unknown';
}

export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A whole number from 0 to 10⁹; also from a string of digits. */
export function count(value: unknown): Known<number> {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= 1e9
    ? number
    : 'unknown';
}

/** An ISO 8601 instant with a zone, as milliseconds since 1970 UTC. */
export function instant(value: unknown): Known<number> {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T[\d:.]{5,20}(Z|[+-]\d{2}:?\d{2})$/.test(value))
    return 'unknown';
  const ms = Date.parse(value);
  return Number.isFinite(ms) ? ms : 'unknown';
}

/** An object's fields; undefined for anything else. JSON gives objects a prototype: only own fields are handed on. */
export function fields(value: unknown): Fields | undefined {
  return isRecord(value) ? Object.assign(Object.create(null) as Fields, value) : undefined;
}
