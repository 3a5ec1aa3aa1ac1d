import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterMs } from './retryAfter.ts';

const NOW_MS = Date.parse('2026-11-24T12:00:00Z');
const body = (seconds: unknown): unknown => ({ error: { metadata: { retry_after_seconds: seconds } } });

test.each<[string, string | undefined, unknown, number | undefined]>([
  ['seconds', '30', undefined, 30_000],
  ['zero seconds', '0', undefined, 0],
  ['seconds with spaces', ' 30 ', undefined, 30_000],
  ['more than anyone would wait', '999999999', undefined, 999_999_999_000],
  ['a date', 'Tue, 24 Nov 2026 12:02:00 GMT', undefined, 120_000],
  ['a date that is past', 'Tue, 24 Nov 2026 11:00:00 GMT', undefined, 0],
  ['a date that is none', 'Tue, 99 Nov 2026 99:99:99 GMT', undefined, undefined],
  ['a date of another form', '2026-11-24T12:02:00Z', undefined, undefined],
  ['garbage', 'soon', undefined, undefined],
  ['a fraction', '1.5', undefined, undefined],
  ['less than nothing', '-5', undefined, undefined],
  ['an exponent', '1e9', undefined, undefined],
  ['nothing', undefined, undefined, undefined],
  ['an empty header', '', undefined, undefined],
  ['the body, where the header is hidden', undefined, body(7), 7_000],
  ['the body, where the header is garbage', 'soon', body(7), 7_000],
  ['the body, where the header is a date that is none', 'Tue, 99 Nov 2026 99:99:99 GMT', body(7), 7_000],
  ['the header before the body', '30', body(7), 30_000],
  ['a fraction in the body', undefined, body(0.5), 500],
  ['a text in the body', undefined, body('7'), undefined],
  ['less than nothing in the body', undefined, body(-1), undefined],
  ['no number in the body', undefined, body(Number.NaN), undefined],
  ['a body that is a list', undefined, [], undefined],
  ['an error that is a text', undefined, { error: 'slow down' }, undefined],
])('[trust 34] %s', (_what, header, json, expected) => {
  expect(retryAfterMs(header, json, NOW_MS)).toBe(expected);
});

test('[trust 34] never less than nothing, never NaN, whatever comes', () => {
  const day = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
  const dates = fc.tuple(day, day).map(([d, h]) => `Xyz, ${d} Nov 2026 ${h}:00:00 GMT`);
  fc.assert(
    fc.property(fc.option(fc.oneof(fc.string(), dates)), fc.jsonValue(), (header, seconds) => {
      const waitMs = retryAfterMs(header ?? undefined, body(seconds), NOW_MS);
      if (waitMs !== undefined) expect(waitMs).toBeGreaterThanOrEqual(0);
    }),
  );
});
