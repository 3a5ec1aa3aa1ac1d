import type { SpendBucket } from '@opencredits/core';
import type { Scale } from './scale.ts';

export interface StackPiece {
  /** Which of the parts; -1: of what, is not known. */
  readonly part: number;
  readonly y: number;
  readonly height: number;
}

/** The pieces of one bar, from its foot. What was corrected to less than nothing has no height. */
export function stackOf({ spent, byPart }: SpendBucket, y: Scale): readonly StackPiece[] {
  if (!spent) return [];
  const parts =
    byPart.length > 0
      ? byPart.map((micros, part) => ({ micros, part }))
      : [{ micros: spent.micros, part: -1 }];
  let foot = 0;
  return parts.flatMap(({ micros, part }) => {
    if (micros <= 0) return [];
    const [bottom, top] = [y(foot), y(foot + micros)];
    foot += micros;
    return [{ part, y: top, height: bottom - top }];
  });
}

/** What each part comes to over all buckets where it is known. */
export function partTotals(buckets: readonly SpendBucket[], parts: number): readonly number[] {
  return Array.from({ length: parts }, (_, part) =>
    buckets.reduce((sum, { byPart }) => sum + (byPart[part] ?? 0), 0),
  );
}

/** Which bars have a label below: every so many, the last one among them. */
export function labelledBars(count: number, most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  const labelled: number[] = [];
  for (let at = count - 1; at >= 0; at -= step) labelled.unshift(at);
  return labelled;
}
