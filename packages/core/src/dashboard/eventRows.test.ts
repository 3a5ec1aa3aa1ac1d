import { expect, test } from 'vitest';
import { eventsOf } from '../history/events.ts';
import { at, counters, micros, sampleAt } from '../testing/namedSamples.ts';
import { eventRows } from './eventRows.ts';
import { shownRange } from './shownRange.ts';

const RANGE = shownRange({ name: '7d' }, at('24 12:00'));
const STYLE = { locale: 'en-US', hideAmounts: false };

const EVENTS = eventsOf([
  sampleAt('01 00:00', { credits: micros('10') }),
  sampleAt('02 00:00', { credits: micros('20') }),
  sampleAt('20 00:00', { credits: micros('45') }),
  sampleAt('21 00:00', {
    credits: micros('40'),
    usage: micros('9'),
    limit: micros('5'),
    limitLeft: micros('1'),
    key: counters('8'),
  }),
  sampleAt('22 00:00', {
    usage: micros('8.50'),
    limit: micros('10'),
    limitLeft: micros('6'),
    key: counters('1'),
  }),
  sampleAt('23 00:00', { limitLeft: micros('10') }),
]);

test('what happened in the range besides spending, the newest first', () => {
  const alerts = [
    { atMs: at('22 12:00'), text: 'Work: credit is low:\u202e $1 left.' },
    { atMs: at('03 12:00'), text: 'long ago' },
  ];
  const rows = eventRows(EVENTS, alerts, RANGE, 'USD', STYLE);
  expect(
    rows.map(({ atMs, kind, words, amount }) => [new Date(atMs).getUTCDate(), kind, words, amount]),
  ).toEqual([
    [23, 'reset', 'The key limit began anew: $10.00 may be spent', 10_000_000],
    [22, 'alert', 'Work: credit is low: $1 left.', null],
    [22, 'correction', 'Taken back from what was counted for the account', 500_000],
    [22, 'reset', 'The counter of this key began anew, and stood at $1.00', 1_000_000],
    [22, 'limit', 'Key limit raised from $5 to $10', 10_000_000],
    [21, 'creditsFell', 'Credits fell: refunded, expired or moved away', 5_000_000],
    [20, 'topUp', 'Topped up', 25_000_000],
  ]);
});

test('hidden amounts are in no words, and those of another currency are not told as these', () => {
  const words = eventRows(EVENTS, [], RANGE, 'USD', { ...STYLE, hideAmounts: true }).map((row) => row.words);
  expect(words).toContain('Key limit raised from ••• to •••');
  expect(words.join()).not.toContain('$');
  expect(eventRows(EVENTS, [], RANGE, 'EUR', STYLE)).toEqual([]);
});

test('more than 500 are not shown', () => {
  const alerts = Array.from({ length: 600 }, (_, minute) => ({
    atMs: at('20 00:00') + minute * 60_000,
    text: `alert ${minute}`,
  }));
  const rows = eventRows([], alerts, RANGE, 'USD', STYLE);
  expect([rows.length, rows[0]?.words, rows.at(-1)?.words]).toEqual([500, 'alert 599', 'alert 100']);
});
