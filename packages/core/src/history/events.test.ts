import { expect, test } from 'vitest';
import { formatMicros } from '../testing/formatMicros.ts';
import { counters, micros, sampleAt } from '../testing/namedSamples.ts';
import { eventsOf } from './events.ts';
import type { Sample } from './sample.ts';

/** `10:00 topUp 5`: when, what, and the amounts in the order in which they are named. */
function told(...samples: readonly Sample[]): readonly string[] {
  return eventsOf(samples).map((event) => {
    const { kind, atMs, ...rest } = event;
    const values = Object.values(rest).map((value) =>
      typeof value === 'string' ? value : formatMicros(value.amountMicros),
    );
    return [new Date(atMs).toISOString().slice(11, 16), kind, ...values].join(' ');
  });
}

const credits = (when: string, bought: string, usage: string): Sample =>
  sampleAt(`24 ${when}`, {
    credits: micros(bought),
    usage: micros(usage),
    balance: micros(bought) - micros(usage),
  });
const limit = (when: string, of: string, left: string, spent = '20'): Sample =>
  sampleAt(`24 ${when}`, { limit: micros(of), limitLeft: micros(left), key: counters(spent) });

test('credits that rise were bought; what was spent meanwhile does not hide it', () => {
  expect(told(credits('09:00', '20', '15'), credits('10:00', '25', '24'))).toEqual(['10:00 topUp 5']);
});

test('credits that fall were refunded or have expired', () => {
  expect(told(credits('09:00', '20', '5'), credits('10:00', '17', '6'))).toEqual(['10:00 creditsFell 3']);
});

test('without a figure of what was bought, a balance that rises is a top-up, and one that falls is spend', () => {
  const balance = (when: string, left: string): Sample => sampleAt(`24 ${when}`, { balance: micros(left) });
  expect(told(balance('09:00', '2'), balance('10:00', '11'), balance('11:00', '8'))).toEqual([
    '10:00 topUp 9',
  ]);
});

test('a counter that falls was corrected, or began anew when less than half is left', () => {
  const samples = ['10', '9', '4', '4.1'].map((spent, hour) =>
    sampleAt(`24 0${hour}:00`, { key: counters(spent) }),
  );
  expect(told(...samples)).toEqual(['01:00 correction key 1', '02:00 counterReset key 9 4']);
});

test('a limit that is changed is no period that begins', () => {
  expect(told(limit('09:00', '10', '4'), limit('10:00', '15', '9'), limit('11:00', '12', '6'))).toEqual([
    '10:00 limitRaised 10 15',
    '11:00 limitLowered 15 12',
  ]);
});

test('another period of a limit begins when more is left without another limit', () => {
  expect(told(limit('09:00', '10', '4'), limit('10:00', '10', '9.5', '20.5'))).toEqual([
    '10:00 limitReset 9.5',
  ]);
});

test('what a correction gives back of a limit is no period that begins', () => {
  expect(told(limit('09:00', '10', '4', '20'), limit('10:00', '10', '5', '19'))).toEqual([
    '10:00 correction key 1',
  ]);
});

test('a figure that was missing for a while is compared with what it was before', () => {
  expect(told(credits('09:00', '20', '15'), sampleAt('24 10:00', {}), credits('11:00', '25', '15'))).toEqual([
    '11:00 topUp 5',
  ]);
});

test('nothing happened between two series, or between two currencies', () => {
  const after = credits('10:00', '90', '1');
  for (const other of [{ series: 'b' }, { currency: 'EUR' }])
    expect(told(credits('09:00', '20', '15'), { ...after, ...other })).toEqual([]);
});
