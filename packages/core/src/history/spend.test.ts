import { describe, expect, test } from 'vitest';
import { formatMicros } from '../testing/formatMicros.ts';
import { at, counters, micros, sampleAt, usages } from '../testing/namedSamples.ts';
import type { Meter } from './meter.ts';
import type { Sample } from './sample.ts';
import { spendBetween } from './spend.ts';

/** `1.5 reported`, `3 observed ±0.5 at least 2.5 partial 24 09:00 – 24 10:00`. */
function spent(samples: readonly Sample[], from: string, to: string, meter: Meter = 'account'): string {
  const spend = spendBetween(samples, meter, at(from), at(to));
  if (spend === 'unknown') return spend;
  const { amount, basis, uncertainMicros, leastMicros, isPartial, coveredFromMs, coveredToMs } = spend;
  const when = (ms: number): string => new Date(ms).toISOString().slice(8, 16).replace('T', ' ');
  return [
    formatMicros(amount.amountMicros),
    basis,
    ...(uncertainMicros === 0n ? [] : [`±${formatMicros(uncertainMicros)}`]),
    ...(leastMicros === amount.amountMicros ? [] : [`at least ${formatMicros(leastMicros)}`]),
    ...(isPartial ? ['partial', when(coveredFromMs), '–', when(coveredToMs)] : []),
  ].join(' ');
}

describe('where the provider counts no periods', () => {
  const quiet = usages(['23 22:00', '10'], ['23 23:00', '12'], ['24 01:00', '12'], ['24 09:00', '13.5']);

  test('the last value seen until the start counts, and is certain when nothing rose over it', () => {
    expect(spent(quiet, '24 00:00', '24 09:00')).toBe('1.5 observed');
  });

  test('what rose over an end of the range is uncertain', () => {
    const samples = usages(['23 23:00', '12'], ['24 01:00', '12.5'], ['24 09:00', '13.5']);
    expect(spent(samples, '24 00:00', '24 09:00')).toBe('1.5 observed ±0.5 at least 1');
    expect(spent(samples, '23 23:00', '24 00:00')).toBe('0 observed ±0.5');
  });

  test('a sample within two minutes after an end may still tell of the time before it', () => {
    const samples = usages(
      ['23 23:59', '12'],
      ['24 00:01', '12'],
      ['24 00:03', '12.2'],
      ['24 09:00', '13.5'],
    );
    expect(spent(samples, '24 00:00', '24 09:00')).toBe('1.5 observed ±0.2 at least 1.3');
  });

  test('it begins at the first sample, and says since when', () => {
    expect(spent(quiet, '20 00:00', '24 09:00')).toBe('3.5 observed partial 23 22:00 – 24 09:00');
  });

  test('it ends with the newest sample, and says so', () => {
    expect(spent(quiet, '24 00:00', '25 00:00')).toBe('1.5 observed partial 24 00:00 – 24 09:00');
  });

  test('nothing is known before the first sample, after the newest, or of no samples', () => {
    expect(spent(quiet, '20 00:00', '21 00:00')).toBe('unknown');
    expect(spent(quiet, '24 09:00', '25 00:00')).toBe('unknown');
    expect(spent([], '24 00:00', '25 00:00')).toBe('unknown');
    expect(spent(quiet, '24 00:00', '25 00:00', 'key')).toBe('unknown');
  });
});

describe('where the provider counts days, weeks and months', () => {
  const own = (when: string, ...amounts: readonly [string, string?, string?, string?]): Sample =>
    sampleAt(when, { key: counters(...amounts) });

  test('the value at a boundary is what was counted in all, less what was since', () => {
    // Of the 21 dollars before the day, some were spent after the last sample of the 23rd.
    const samples = [own('23 20:00', '20', '5', '5', '12'), own('24 09:00', '24', '3', '9', '16')];
    expect(spent(samples, '24 00:00', '24 09:00', 'key')).toBe('3 reported');
    expect(spent(samples, '23 00:00', '24 00:00', 'key')).toBe('6 reported');
    expect(spent(samples, '01 00:00', '24 09:00', 'key')).toBe('16 reported');
    expect(spent(samples, '24 00:00', '24 08:00', 'key')).toBe('0 observed ±3');
  });

  test('a period that began before the first sample is known to its beginning, and no other time before it', () => {
    const samples = [own('25 09:00', '24', '3', '9', '16'), own('25 10:00', '25', '4', '10', '17')];
    expect(spent(samples, '23 00:00', '25 00:00', 'key')).toBe('6 reported');
    expect(spent(samples, '24 00:00', '25 10:00', 'key')).toBe('4 observed partial 25 00:00 – 25 10:00');
    expect(spent(samples, '24 00:00', '25 00:00', 'key')).toBe('unknown');
  });

  test('a sample just after midnight may still show the counters of the day before', () => {
    const samples = [own('23 23:00', '20', '5'), own('24 00:01', '21', '6')];
    expect(spent(samples, '24 00:00', '24 00:01', 'key')).toBe('1 observed ±1 at least 0');
    expect(spent([...samples, own('24 00:05', '21.5', '0.5')], '24 00:00', '24 00:05', 'key')).toBe(
      '0.5 reported',
    );
  });

  test('through days in which nobody watched the sum is known, but not how it was spread', () => {
    const samples = [own('23 20:00', '20', '5', '5'), own('26 09:00', '30', '2', '15')];
    expect(spent(samples, '23 00:00', '26 09:00', 'key')).toBe('15 reported');
    expect(spent(samples, '23 00:00', '24 00:00', 'key')).toBe('5 observed ±8');
    expect(spent(samples, '24 00:00', '26 00:00', 'key')).toBe('8 observed ±8 at least 0');
  });
});

describe('a counter that falls', () => {
  test('a little was corrected: it is in the net', () => {
    const samples = usages(['24 01:00', '10'], ['24 02:00', '12'], ['24 03:00', '11'], ['24 04:00', '13']);
    expect(spent(samples, '24 01:00', '24 04:00')).toBe('3 observed');
    expect(spent(samples, '24 02:00', '24 03:00')).toBe('0 observed ±3');
  });

  test('never makes negative spend', () => {
    const samples = usages(['24 01:00', '10'], ['24 02:00', '12'], ['24 03:00', '11']);
    expect(spent(samples, '24 02:00', '24 03:00')).toMatch(/^0 /);
  });

  test('to half was corrected, to less began anew; what it lost meanwhile is in no piece', () => {
    const half = usages(['24 01:00', '10'], ['24 02:00', '12'], ['24 03:00', '6'], ['24 04:00', '13']);
    expect(spent(half, '24 01:00', '24 04:00')).toBe('3 observed');
    const anew = usages(['24 01:00', '10'], ['24 02:00', '12'], ['24 03:00', '5.9'], ['24 04:00', '7']);
    expect(spent(anew, '24 01:00', '24 04:00')).toBe('3.1 observed partial 24 01:00 – 24 04:00');
    expect(spent(anew, '24 03:00', '24 04:00')).toBe('1.1 observed');
  });

  test('and is back in the next sample was a slip: no spend, and no new beginning', () => {
    const samples = usages(['24 01:00', '10'], ['24 02:00', '0'], ['24 03:00', '11']);
    expect(spent(samples, '24 01:00', '24 03:00')).toBe('1 observed');
    const longer = usages(['24 01:00', '10'], ['24 02:00', '0'], ['24 03:00', '0'], ['24 04:00', '11']);
    expect(spent(longer, '24 01:00', '24 04:00')).toBe('11 observed partial 24 02:00 – 24 04:00');
  });

  test('what a counter that began anew says of the time before is not added to the one before', () => {
    const samples = [
      sampleAt('24 01:00', { key: counters('100', '1') }),
      sampleAt('24 09:00', { key: counters('2', '2', '2') }),
    ];
    expect(spent(samples, '24 00:00', '24 09:00', 'key')).toBe('1 observed partial 24 00:00 – 24 01:00');
  });
});

describe('what is never summed', () => {
  const series = usages(['24 01:00', '10'], ['24 02:00', '12']);
  const other = usages(['24 03:00', '50'], ['24 04:00', '51']);

  test('counters of two series: each counts for itself', () => {
    const samples = [...series, ...other.map((sample) => ({ ...sample, series: 'b' }))];
    expect(spent(samples, '24 01:00', '24 04:00')).toBe('3 observed partial 24 01:00 – 24 04:00');
  });

  test('two currencies: the newest counts, from its first sample on', () => {
    const samples = [...series, ...other.map((sample) => ({ ...sample, currency: 'EUR' }))];
    expect(spent(samples, '24 01:00', '24 04:00')).toBe('1 observed partial 24 03:00 – 24 04:00');
    expect(spendBetween(samples, 'account', at('24 01:00'), at('24 04:00'))).toHaveProperty(
      'amount.currency',
      'EUR',
    );
  });

  test('what it cost at other providers', () => {
    const samples = ['24 01:00', '24 02:00'].map((when, index) =>
      sampleAt(when, { key: counters(`${index}`), ownKeys: counters(`${7 * index}`) }),
    );
    expect(spent(samples, '24 01:00', '24 02:00', 'key')).toBe('1 observed');
    expect(spent(samples, '24 01:00', '24 02:00', 'ownKeys')).toBe('7 observed');
  });
});

describe('where there is only a balance', () => {
  const samples = [
    ['01:00', '10'],
    ['02:00', '8'],
    ['03:00', '28'],
    ['04:00', '27'],
    ['05:00', '-1'],
  ].map(([when, balance]) => sampleAt(`24 ${when}`, { balance: micros(balance ?? '') }));

  test('its falls are spend, and its rises are not', () => {
    expect(spent(samples, '24 01:00', '24 05:00')).toBe('31 observed');
    expect(spent(samples, '24 02:00', '24 04:00')).toMatch(/^1 observed/);
  });

  test('it is not looked at where there is a counter', () => {
    const both = samples.map((sample, index) => ({ ...sample, usage: BigInt(index) }));
    expect(spent(both, '24 01:00', '24 05:00')).toBe('0.000004 observed');
  });
});
