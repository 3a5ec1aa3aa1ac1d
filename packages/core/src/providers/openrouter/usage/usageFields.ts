import type { Known } from '../../../model/known.ts';
import { parseMoney } from '../../../model/money.ts';
import { DAY_MS } from '../../../model/periods.ts';

/** Field readers for answers about usage, as lenient as those of `lenient.ts`; what they read fits into our files. */

const LONGEST_NAME = 200;

/** A name as it may be kept: untrusted text, cut to 200 UTF-16 units. @returns undefined for what is no text, or empty */
export function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  // Half of a pair at the cut is no character.
  return value.length <= LONGEST_NAME ? value : value.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, '');
}

/** Dollars in micros, up to what a JSON number holds exactly: 9 thousand million dollars. */
export function microsOf(value: unknown): bigint | undefined {
  const micros = parseMoney(value, 'USD')?.amountMicros;
  return micros !== undefined && isExact(micros) ? micros : undefined;
}

/** The same of an amount that need not be there: where it is missing or null there was none of it. */
export function microsIfAny(value: unknown): bigint | undefined {
  return value === undefined || value === null ? 0n : microsOf(value);
}

/** A whole number from 0 that a double holds exactly; tokens of a day may well be thousands of millions. */
export function wholeOf(value: unknown): Known<number> {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
    ? // Of −0, 0.
      Math.abs(number)
    : 'unknown';
}

/** The sum of two; unknown where one is, or where it is too high to be exact. */
export function plus(a: Known<number>, b: Known<number>): Known<number> {
  return a === 'unknown' || b === 'unknown' ? 'unknown' : wholeOf(a + b);
}

/** @returns undefined where the sum is too high to be kept: then nobody knows it */
export function plusMicros(a: bigint, b: bigint): bigint | undefined {
  return isExact(a + b) ? a + b : undefined;
}

function isExact(micros: bigint): boolean {
  return Number.isSafeInteger(Number(micros));
}

/** `2026-11-24`, `2026-11-24 00:00:00`, `2026-11-24T07:00:00.000Z`: all are seen, and all are UTC. */
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|\+00:00)?)?$/;

/** The UTC hour that a time of an answer lies in. */
export function hourOf(value: unknown): number | undefined {
  const [, day = '', hour = '00'] = (typeof value === 'string' && TIME.exec(value)) || [];
  const ms = Date.parse(`${day}T${hour}:00:00Z`);
  return ms > 0 ? ms : undefined;
}

/** The UTC day that a time of an answer lies in. */
export function dayOf(value: unknown): number | undefined {
  const ms = hourOf(value);
  return ms === undefined ? undefined : Math.floor(ms / DAY_MS) * DAY_MS;
}
