import { describe, expect, test } from 'vitest';
import type { Known } from '../model/known.ts';
import { formatMicros } from '../testing/formatMicros.ts';
import { at, counters, micros, sampleAt, usages } from '../testing/namedSamples.ts';
import type { Sample } from './sample.ts';
import type { RangeSpend } from './spend.ts';
import { dailySpend, type PeriodSpends, spendSummary } from './spendSummary.ts';

const told = (spend: Known<RangeSpend>): string =>
  spend === 'unknown'
    ? spend
    : `${formatMicros(spend.amount.amountMicros)} ${spend.basis}${spend.isPartial ? ' partial' : ''}`;
const all = ({ today, yesterday, week, month }: PeriodSpends): string =>
  [today, yesterday, week, month].map(told).join(', ');

describe('today, yesterday, this week, this month', () => {
  const key = [
    sampleAt('24 20:00', { key: counters('20', '5', '7', '12') }),
    sampleAt('25 09:00', { key: counters('24', '3', '11', '16') }),
  ];

  test('are what the provider counts, as the newest sample has it', () => {
    expect(all(spendSummary(key, at('25 09:30')).key)).toBe(
      '3 reported, 6 reported, 11 reported, 16 reported',
    );
  });

  test('are of now, not of the newest sample', () => {
    expect(all(spendSummary(key, at('26 09:30')).key)).toBe(
      'unknown, 3 observed partial, 11 reported, 16 reported',
    );
    expect(all(spendSummary(key, at('30 09:30')).key)).toBe('unknown, unknown, unknown, 16 reported');
  });

  test('are not taken from an answer that may still be of the day before', () => {
    const late = [...key, sampleAt('26 00:01', { key: counters('25', '4', '12', '17') })];
    expect(told(spendSummary(late, at('26 00:02')).key.today)).toBe('1 observed');
  });

  test('come from the account’s counter where only that is seen', () => {
    const samples = usages(
      ['23 00:00', '3'],
      ['24 00:00', '5'],
      ['24 00:30', '5'],
      ['25 00:00', '9'],
      ['25 09:00', '10'],
    );
    expect(all(spendSummary(samples, at('25 09:30')).account)).toBe(
      '1 observed, 4 observed, 7 observed, 7 observed partial',
    );
    expect(all(spendSummary(samples, at('25 09:30')).key)).toBe('unknown, unknown, unknown, unknown');
  });

  test('of another key are what that key counts', () => {
    const samples: Sample[] = [
      ...key,
      { ...sampleAt('25 10:00', { key: counters('70', '50') }), series: 'b' },
    ];
    expect(told(spendSummary(samples, at('25 10:00')).key.today)).toBe('50 reported');
  });

  test('are unknown by a clock that was set back', () => {
    expect(told(spendSummary(key, at('24 10:00')).key.today)).toBe('unknown');
  });
});

describe('the bars of days', () => {
  test('a day that nobody watched is a gap, not 0, unless nothing was spent on it', () => {
    const samples = usages(
      ['21 09:00', '1'],
      ['22 09:00', '2'],
      ['22 23:00', '3'],
      ['25 01:00', '3'],
      ['25 23:00', '4'],
      ['27 01:00', '9'],
    );
    const days = dailySpend(samples, 'account', at('20 12:00'), at('27 09:00'));
    expect(days.map(({ spend }) => told(spend))).toEqual([
      'unknown',
      '0 observed partial',
      '2 observed',
      '0 observed',
      '0 observed',
      '1 observed',
      'unknown',
      '5 observed',
    ]);
    expect(days.map(({ startMs }) => startMs)).toEqual(
      [20, 21, 22, 23, 24, 25, 26, 27].map((day) => at(`${day} 00:00`)),
    );
  });

  test('today is not partial for not being over; a day that was watched in part is', () => {
    const samples = [
      ['24 09:00', '1'],
      ['24 12:00', '2'],
    ].map(([when = '', usage = '']) => sampleAt(when, { usage: micros(usage), key: counters(usage, usage) }));
    expect(
      dailySpend(samples, 'key', at('24 00:00'), at('24 13:00')).map(({ spend }) => told(spend)),
    ).toEqual(['2 reported']);
    expect(
      dailySpend(samples, 'key', at('24 00:00'), at('25 13:00')).map(({ spend }) => told(spend)),
    ).toEqual(['2 observed partial', 'unknown']);
  });
});
