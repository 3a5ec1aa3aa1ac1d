import type { Micros } from '@opencredits/core';
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
