import { expect, it } from 'vitest';
import { bucketName, bucketTick, rangeName } from './bucketWords.ts';
import { wordsOf } from './words.ts';

const words = wordsOf({
  locale: 'en-GB',
  timeZone: 'Asia/Kolkata',
  hideAmounts: false,
  currency: 'USD',
  year: 2026,
});
/** ICU puts spaces around the dash of a range, or does not, as its year has it. */
const plain = (text: string): string => text.replace(/\s*–\s*/, '–');
const HOUR_MS = 3_600_000;
const startMs = Date.UTC(2026, 10, 2);

it.each([
  ['hour', 1, '2 Nov, 05:30–06:30', '05:30'],
  ['day', 24, 'Mon, 2 Nov 2026', '2 Nov'],
  ['week', 168, '2–8 Nov 2026', '2 Nov'],
  ['month', 720, 'November 2026', 'Nov 26'],
] as const)('names a bucket of one %s', (bucket, hours, name, tick) => {
  expect(plain(bucketName({ startMs, endMs: startMs + hours * HOUR_MS }, bucket, words))).toBe(name);
  expect(bucketTick(startMs, bucket, words)).toBe(tick);
});

it('names a range by its days, both included', () => {
  const range = { fromMs: startMs, toMs: startMs + 48 * HOUR_MS, bucket: 'day' as const, before: null };
  expect(plain(rangeName(range, words))).toBe('2–3 Nov 2026');
});
