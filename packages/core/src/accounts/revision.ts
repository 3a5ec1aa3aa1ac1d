import type { SavedKey } from '../model/account.ts';

const COUNT_DIGITS = 8;
const LARGEST = 16 ** COUNT_DIGITS - 1;

/**
 * A revision that comes after another as a text: 8 hex digits that count, and 24 that are random, for two windows may
 * count the same. By it every window can tell of two keys which one was saved later, whatever it hears of first.
 * @param before `''` for the first
 * @param id 32 random hex digits
 */
export function revisionAfter(before: string, id: string): string {
  const count = Number.parseInt(before.slice(0, COUNT_DIGITS), 16) || 0;
  return (
    Math.min(LARGEST, count + 1)
      .toString(16)
      .padStart(COUNT_DIGITS, '0') + id.slice(COUNT_DIGITS)
  );
}

/** Whether a key of the same kind was saved later than another one. */
export function isLaterOf(one: SavedKey, other: SavedKey): boolean {
  return one.slot === other.slot && one.revision > other.revision;
}
