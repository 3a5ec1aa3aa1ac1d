import type { Sample } from '../../history/sample.ts';

/** The first and the last sample of every hour or day, and those around a change that is not spend. */
export function thinned(samples: readonly Sample[], bucketMs: number): readonly Sample[] {
  const bucket = (sample: Sample | undefined): number => Math.floor((sample?.atMs ?? NaN) / bucketMs);
  const isEvent = (before: Sample | undefined, after: Sample | undefined): boolean =>
    before !== undefined &&
    after !== undefined &&
    (before.series !== after.series ||
      before.credits !== after.credits ||
      fell(before.usage, after.usage) ||
      fell(before.key?.lifetime, after.key?.lifetime) ||
      fell(before.ownKeys?.lifetime, after.ownKeys?.lifetime));
  return samples.filter((sample, at) => {
    const [before, after] = [samples[at - 1], samples[at + 1]];
    const isEdge = bucket(before) !== bucket(sample) || bucket(after) !== bucket(sample);
    return isEdge || isEvent(before, sample) || isEvent(sample, after);
  });
}

function fell(before: bigint | undefined, after: bigint | undefined): boolean {
  return before !== undefined && after !== undefined && after < before;
}
