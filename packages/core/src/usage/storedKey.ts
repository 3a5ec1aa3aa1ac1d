import type { Resets } from '../model/reading.ts';
import { either, isBoolean, isText, isTimeMs, objectOf, oneOf, orMissing } from '../storage/check.ts';
import { isName } from './dayTable.ts';
import type { ListedKey } from './usage.ts';

type Micros =
  'limitMicros' | 'limitLeftMicros' | 'lifetimeMicros' | 'todayMicros' | 'weekMicros' | 'monthMicros';
type Amounts<T> = Readonly<Partial<Record<Micros, T | undefined>>>;

/** A key as it stands in a file: with amounts as JSON has them. */
export type StoredKey = Omit<ListedKey, Micros> & Amounts<number>;

const maybeTime = orMissing(isTimeMs);
const maybeMicros = orMissing((value: unknown): value is number => Number.isSafeInteger(value));

const isResets = either(
  objectOf<Exclude<Resets, { readonly kind: 'other' }>>({
    kind: oneOf('daily', 'weekly', 'monthly', 'never', 'unknown'),
  }),
  objectOf<Extract<Resets, { readonly kind: 'other' }>>({ kind: oneOf('other'), word: isText }),
);

export const isStoredKey = objectOf<StoredKey>({
  name: isName,
  label: isName,
  workspace: isName,
  isDisabled: isBoolean,
  limitMicros: maybeMicros,
  limitLeftMicros: maybeMicros,
  resets: isResets,
  lifetimeMicros: maybeMicros,
  todayMicros: maybeMicros,
  weekMicros: maybeMicros,
  monthMicros: maybeMicros,
  createdAtMs: maybeTime,
  expiresAtMs: maybeTime,
});

export function storedKeyOf(key: ListedKey): StoredKey {
  return { ...key, ...converted(key, Number) };
}

export function keyOfStored(key: StoredKey): ListedKey {
  return { ...key, ...converted(key, BigInt) };
}

function converted<From, To>(
  { limitMicros, limitLeftMicros, lifetimeMicros, todayMicros, weekMicros, monthMicros }: Amounts<From>,
  convert: (amount: From) => To,
): Record<Micros, To | undefined> {
  const maybe = (amount: From | undefined): To | undefined =>
    amount === undefined ? undefined : convert(amount);
  return {
    limitMicros: maybe(limitMicros),
    limitLeftMicros: maybe(limitLeftMicros),
    lifetimeMicros: maybe(lifetimeMicros),
    todayMicros: maybe(todayMicros),
    weekMicros: maybe(weekMicros),
    monthMicros: maybe(monthMicros),
  };
}
