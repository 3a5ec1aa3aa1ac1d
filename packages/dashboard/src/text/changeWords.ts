import type { Micros, Spent } from '@opencredits/core';
import type { Words } from './words.ts';

/** What became of a spend since the period before. The arrow says in a sign what the words say. */
export interface Change {
  readonly arrow: '▲' | '▼' | '=' | '';
  /** "14 %", "new", "–". */
  readonly short: string;
  /** "14 % more". */
  readonly words: string;
}

/** @param before null: not known */
export function changeOf(now: Micros | null, before: Micros | null, words: Words): Change {
  if (now === null || before === null) return { arrow: '', short: words.count(null), words: 'not known' };
  if (now === before) return { arrow: '=', short: 'same', words: 'the same' };
  // A share of nothing says nothing.
  if (before <= 0) return { arrow: '▲', short: 'new', words: 'nothing before' };
  const share = words.percent(Math.abs(now - before) / before);
  return now > before
    ? { arrow: '▲', short: share, words: `${share} more` }
    : { arrow: '▼', short: share, words: `${share} less` };
}

/** The same as a number to sort by: as a share of what was before. */
export function growthOf(now: Micros | null, before: Micros | null): number | null {
  if (now === null || before === null) return null;
  if (before > 0) return (now - before) / before;
  return now > 0 ? Number.MAX_VALUE : 0;
}

/** The same of amounts of which either may be only the least that it was. @returns undefined where that tells nothing */
export function changeOfSpent(now: Spent | null, before: Spent | null, words: Words): Change | undefined {
  if (!now || !before) return undefined;
  const change = changeOf(now.micros, before.micros, words);
  if (!now.isPartial && !before.isPartial) return change;
  if (change.arrow === '=' || before.micros <= 0 || (now.isPartial && before.isPartial)) return undefined;
  // A rise of what is known in part, and a fall below what was known in part, are larger still.
  return (change.arrow === '▲') === now.isPartial
    ? { ...change, words: `at least ${change.words}` }
    : { ...change, arrow: '', words: `at most ${change.words}` };
}
