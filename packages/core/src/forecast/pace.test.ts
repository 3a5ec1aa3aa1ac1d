import { describe, expect, test } from 'vitest';
import { formatMicros } from '../testing/formatMicros.ts';
import { at, usages } from '../testing/namedSamples.ts';
import type { Sample } from '../history/sample.ts';
import { paceOf } from './pace.ts';

function pace(samples: readonly Sample[], now: string): string {
  const known = paceOf(samples, 'account', at(now));
  return known.kind === 'known' ? formatMicros(known.perHour.amountMicros) : known.kind;
}

test('what was spent in the last hour, by the hour', () => {
  const samples = usages(['24 08:55', '1'], ['24 09:20', '1'], ['24 09:40', '1.5'], ['24 09:58', '2']);
  expect(pace(samples, '24 10:00')).toBe('1');
});

test('an hour without spend costs nothing, though only two samples were kept', () => {
  expect(pace(usages(['24 08:30', '1'], ['24 09:30', '1']), '24 10:00')).toBe('0');
});

test('what rose over a longer time is of that time', () => {
  expect(pace(usages(['24 08:30', '1'], ['24 10:00', '4']), '24 10:00')).toBe('2');
});

test('while nothing is heard any more it is of the hour until then, and no pause', () => {
  const samples = usages(['24 08:30', '1'], ['24 08:55', '1'], ['24 09:25', '2'], ['24 09:55', '3']);
  expect(pace(samples, '24 09:55')).toBe('2');
  expect(pace(samples, '24 10:30')).toBe('2');
  expect(pace(samples, '24 11:00')).toBe('2');
});

test('corrections never make it negative', () => {
  expect(pace(usages(['24 08:55', '3'], ['24 09:58', '2.9']), '24 10:00')).toBe('0');
});

describe('it is not told', () => {
  test.each([
    ['of no samples', [], '24 10:00'],
    ['of one', usages(['24 08:00', '1']), '24 09:00'],
    ['until there was a sample an hour ago', usages(['24 09:01', '1'], ['24 09:59', '2']), '24 10:00'],
    ['when the newest sample is old', usages(['24 07:00', '1'], ['24 08:44', '2']), '24 10:00'],
    ['of a day between two samples', usages(['23 10:00', '1'], ['24 10:00', '2']), '24 10:00'],
    [
      'over a counter that began anew',
      usages(['24 08:55', '9'], ['24 09:30', '1'], ['24 09:59', '2']),
      '24 10:00',
    ],
  ])('%s', (_what, samples, now) => {
    expect(pace(samples, now)).toBe('collecting');
  });
});

test('while the hourly sample of a quiet account is a little late, the hour before it still counts', () => {
  expect(pace(usages(['24 07:55', '1'], ['24 08:55', '1']), '24 10:00')).toBe('0');
});
