import { lineOf } from './sampleLine.ts';
import type { Sample } from './sample.ts';

/** All samples in the order of their times, each once: the same list, in whatever order and however often they come. */
export function mergeSamples(samples: readonly Sample[]): readonly Sample[] {
  const sorted = [...samples].sort((a, b) => a.atMs - b.atMs || compareLines(a, b));
  return sorted.filter((sample, at) => {
    const before = sorted[at - 1];
    return before?.atMs !== sample.atMs || compareLines(before, sample) !== 0;
  });
}

/** Of one moment there are hardly ever two; any order will do that is always the same. */
function compareLines(a: Sample, b: Sample): number {
  const [one, other] = [lineOf(a), lineOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
