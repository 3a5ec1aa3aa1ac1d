import type { BucketSize, ShownRange } from '@opencredits/core';
import type { Words } from './words.ts';

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** What a bar is of, in full: "Tue, 3 Nov 2026", "3 Nov, 14:00–15:00". Hours are the person's, days are UTC's. */
export function bucketName({ startMs, endMs }: Stretch, bucket: BucketSize, words: Words): string {
  switch (bucket) {
    case 'hour':
      return `${words.moment(startMs)}–${words.timeOfDay(endMs)}`;
    case 'day':
      return words.fullDay(startMs);
    case 'week':
      return words.days(startMs, endMs - 1);
    case 'month':
      return words.fullMonth(startMs);
  }
}

/** The same for an axis. */
export function bucketTick(startMs: number, bucket: BucketSize, words: Words): string {
  switch (bucket) {
    case 'hour':
      return words.timeOfDay(startMs);
    case 'day':
    case 'week':
      return words.day(startMs);
    case 'month':
      return words.shortMonth(startMs);
  }
}

export const BUCKET_NOUNS: Readonly<Record<BucketSize, string>> = {
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
};

/** Of a bar whose time still runs. */
export const SO_FAR: Readonly<Record<BucketSize, string>> = {
  hour: 'so far: this hour is not over',
  day: 'so far: today is not over',
  week: 'so far: this week is not over',
  month: 'so far: this month is not over',
};

/** What has been spent in it may become more. */
export function stillRuns({ startMs, endMs }: Stretch, nowMs: number): boolean {
  return startMs <= nowMs && nowMs < endMs;
}

/** "1 – 30 Nov 2026"; by the clock where the range is of hours. */
export function rangeName({ fromMs, toMs, bucket }: ShownRange, words: Words): string {
  return bucket === 'hour' ? `${words.moment(fromMs)} – ${words.moment(toMs)}` : words.days(fromMs, toMs - 1);
}
