import { type Event, eventKinds, figuresOf } from './figures.ts';
import { mergeSamples } from './mergeSamples.ts';
import type { Sample } from './sample.ts';

interface Seen {
  readonly sample: Sample;
  readonly figure: bigint;
  /** A counter of all time that is lower than the one before it. */
  readonly hasFallen: boolean;
}

/**
 * Fewer samples that say the same about everything that begins and ends with a bucket. Kept are, of each bucket, the first
 * and the last sample that has a figure, figure by figure, and both samples around everything that is not spending: a
 * counter that fell, credits that rose or fell, a balance that rose, another limit, another series. Between two that are
 * kept a figure has only moved the way it always does, so what lies between can be left out of every difference. After a
 * counter of all time that fell the next sample is kept too: it alone tells one that began anew from a slip of one answer.
 *
 * Thinning what is thin changes nothing, and neither does the order in which samples come.
 * @param bucketMs of UTC: an hour, a day
 */
export function thin(samples: readonly Sample[], bucketMs: number): readonly Sample[] {
  const sorted = mergeSamples(samples);
  const kept = new Set<Sample>();
  let [bucket, series] = [NaN, ''];
  /** The last sample of this series that has the figure, by the figure's place. */
  let last: (Seen | undefined)[] = [];
  const keepLast = (): void => {
    for (const seen of last) if (seen) kept.add(seen.sample);
  };
  for (const sample of sorted) {
    const [bucketNow, seriesNow] = [
      Math.floor(sample.atMs / bucketMs),
      `${sample.currency} ${sample.series}`,
    ];
    if (bucketNow !== bucket || seriesNow !== series) keepLast();
    if (seriesNow !== series) last = [];
    [bucket, series] = [bucketNow, seriesNow];
    for (const [at, figure] of figuresOf(sample).entries()) {
      if (figure === undefined) continue;
      const before = last[at];
      const hasChanged = before !== undefined && isEvent(eventKinds[at], before.figure, figure);
      const isFirst = before === undefined || Math.floor(before.sample.atMs / bucketMs) !== bucket;
      if (hasChanged) kept.add(before.sample);
      if (hasChanged || isFirst || before.hasFallen) kept.add(sample);
      last[at] = { sample, figure, hasFallen: hasChanged && eventKinds[at] === 'fall' };
    }
  }
  keepLast();
  return sorted.filter((sample) => kept.has(sample));
}

function isEvent(kind: Event | undefined, before: bigint, now: bigint): boolean {
  switch (kind) {
    case 'rise':
      return now > before;
    case 'fall':
    case 'newPeriod':
      return now < before;
    case 'change':
      return now !== before;
    case undefined:
      return false;
  }
}
