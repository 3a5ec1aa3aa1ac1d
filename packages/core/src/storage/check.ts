import { isRecord } from '../util/isRecord.ts';

/**
 * Checks for what comes back from our own files. Written by hand: they are half a KB where the smallest well-kept
 * library would be 9 KB of a 40 KB budget (docs/adr/0004). Made when the extension is loaded, so making one does nothing
 * yet: all work is left to the first value.
 */
export type Check<T> = (value: unknown) => value is T;

/** A check for each field, also for those that may be missing. */
export type Fields<T> = { readonly [Name in keyof T]-?: Check<T[Name]> };

export const isNumber = (value: unknown): value is number => Number.isFinite(value);
/** Milliseconds since 1970, such as a Date can hold: of others it has no words, and throws. */
export const isTimeMs = (value: unknown): value is number =>
  isNumber(value) && Math.abs(value) <= 8_640_000_000_000_000;
const HIGHEST_COUNT = 2 ** 50 - 1;
/** A whole number that one can still be added to. */
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= HIGHEST_COUNT;
/** One more. Only a damaged file counts so far, but the highest count stays: what is written must be read again. */
export const oneMore = (count: number): number => Math.min(HIGHEST_COUNT, count + 1);
/** In [0, 1). */
export const isShare = (value: unknown): value is number => isNumber(value) && value >= 0 && value < 1;
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isBigint = (value: unknown): value is bigint => typeof value === 'bigint';
export const isText = textLike(/^.{0,200}$/);

// A check that nobody uses is left out of a bundle.
/* @__NO_SIDE_EFFECTS__ */
export function textLike(pattern: RegExp): Check<string> {
  return (value): value is string => typeof value === 'string' && pattern.test(value);
}

export function oneOf<const T>(...allowed: readonly T[]): Check<T> {
  return (value): value is T => (allowed as readonly unknown[]).includes(value);
}

export function either<A, B>(isA: Check<A>, isB: Check<B>): Check<A | B> {
  return (value): value is A | B => isA(value) || isB(value);
}

export function orMissing<T>(check: Check<T>): Check<T | undefined> {
  return either(check, oneOf(undefined));
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

export function recordOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    isRecord(value) && Object.values(value).every(check);
}

export function objectOf<T extends object>(fields: Fields<T>): Check<T> {
  return (value): value is T =>
    isRecord(value) && Object.entries<Check<unknown>>(fields).every(([name, check]) => check(value[name]));
}

/** A union told apart by `kind`: the fields beside it, by kind. */
export function byKind<T extends { readonly kind: string }>(variants: {
  readonly [Kind in T['kind']]: Fields<Omit<Extract<T, { readonly kind: Kind }>, 'kind'>>;
}): Check<T> {
  return (value): value is T =>
    Object.entries<Fields<object>>(variants).some(([kind, fields]) =>
      objectOf({ ...fields, kind: oneOf(kind) })(value),
    );
}
