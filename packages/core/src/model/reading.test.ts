import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aBalance, aLimit, aReading, usd } from '../testing/readings.ts';
import { capsOf, headlineOf, type Headline, type KeyLimit, type Reading, readingAsOf } from './reading.ts';

describe('the headline is the smallest known cap', () => {
  test.each<[string, Partial<Reading>, Headline]>([
    ['a balance alone', { balance: aBalance('5.20') }, { kind: 'balance', amount: usd('5.20') }],
    [
      'a balance below the key limit',
      { balance: aBalance('5.20'), keyLimit: aLimit('90', '100') },
      { kind: 'balance', amount: usd('5.20') },
    ],
    [
      'a key limit below the balance',
      { balance: aBalance('5.20'), keyLimit: aLimit('3.10', '10') },
      { kind: 'limit', of: 'keyLimit', remaining: usd('3.10'), limit: usd('10') },
    ],
    [
      'a key limit alone',
      { keyLimit: aLimit('3.10', '10') },
      { kind: 'limit', of: 'keyLimit', remaining: usd('3.10'), limit: usd('10') },
    ],
    [
      'a budget below both',
      { balance: aBalance('5.20'), keyLimit: aLimit('3.10', '10'), budget: aLimit('1', '50') },
      { kind: 'limit', of: 'budget', remaining: usd('1'), limit: usd('50') },
    ],
    [
      'a tie goes to the balance',
      { balance: aBalance('3'), keyLimit: aLimit('3', '10') },
      { kind: 'balance', amount: usd('3') },
    ],
    [
      'a tie without a balance goes to the key limit',
      { keyLimit: aLimit('3', '10'), budget: aLimit('3', '5') },
      { kind: 'limit', of: 'keyLimit', remaining: usd('3'), limit: usd('10') },
    ],
    [
      'an overdrawn balance',
      { balance: aBalance('-0.40'), keyLimit: aLimit('3', '10') },
      { kind: 'balance', amount: usd('-0.40') },
    ],
    [
      'an overdrawn limit',
      { balance: aBalance('5'), keyLimit: aLimit('-0.02', '5') },
      { kind: 'limit', of: 'keyLimit', remaining: usd('-0.02'), limit: usd('5') },
    ],
    ['no cap known', {}, { kind: 'spendOnly', today: usd('0.42') }],
    [
      'no cap known, free tier',
      { freeTier: { kind: 'yes', requestsLeftToday: 48 } },
      { kind: 'freeTier', requestsLeftToday: 48 },
    ],
    [
      'free tier with credits',
      { balance: aBalance('5'), freeTier: { kind: 'yes', requestsLeftToday: 48 } },
      { kind: 'balance', amount: usd('5') },
    ],
    [
      'a limit whose rest is unknown is no cap',
      { keyLimit: { kind: 'unknown' } },
      { kind: 'spendOnly', today: usd('0.42') },
    ],
    [
      'a management key without a balance: its own spend says nothing',
      { keyKind: 'management' },
      { kind: 'unknown' },
    ],
    ['nothing at all', { spend: { ...aReading().spend, today: 'unknown' } }, { kind: 'unknown' }],
  ])('%s', (_what, over, expected) => {
    expect(headlineOf(aReading(over))).toEqual(expected);
  });
});

test('of any caps exactly one binds, it is the smallest, and the headline is its figure', () => {
  const amount = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
  const limit = fc.oneof(
    fc.constant<KeyLimit>({ kind: 'none' }),
    fc.constant<KeyLimit>({ kind: 'unknown' }),
    amount.map((amountMicros): KeyLimit => ({
      kind: 'limited',
      remaining: { amountMicros, currency: 'USD' },
      limit: 'unknown',
      resets: { kind: 'never' },
    })),
  );
  const readings = fc.record({ balance: fc.option(amount), keyLimit: limit, budget: limit });
  fc.assert(
    fc.property(readings, ({ balance, keyLimit, budget }) => {
      const money = { amountMicros: balance ?? 0n, currency: 'USD' };
      const reading = aReading({
        keyLimit,
        budget,
        ...(balance === null
          ? {}
          : { balance: { kind: 'known', amount: money, credits: money, usage: usd('0') } }),
      });
      const known = [
        ...(balance === null ? [] : [balance]),
        ...[keyLimit, budget].flatMap((one) => (one.kind === 'limited' ? [one.remaining.amountMicros] : [])),
      ];
      const caps = capsOf(reading);
      expect(caps.map((cap) => cap.remaining.amountMicros)).toEqual(known);
      expect(caps.filter((cap) => cap.binds)).toHaveLength(known.length === 0 ? 0 : 1);
      const headline = headlineOf(reading);
      if (known.length === 0) {
        expect(headline.kind).toBe('spendOnly');
        return;
      }
      const smallest = known.reduce((least, one) => (one < least ? one : least));
      const shown =
        headline.kind === 'balance'
          ? headline.amount
          : headline.kind === 'limit'
            ? headline.remaining
            : undefined;
      expect(shown?.amountMicros).toBe(smallest);
    }),
    { numRuns: 300 },
  );
});

describe('the next UTC day', () => {
  const midnight = Date.parse('2026-11-25T00:00:00Z');
  const reading = aReading({ freeTier: { kind: 'yes', requestsLeftToday: 48 } });

  test('what was counted "today" is not known any more; the rest stays', () => {
    expect(readingAsOf(reading, midnight - 1, midnight)).toEqual({
      ...reading,
      spend: { ...reading.spend, today: 'unknown' },
      freeTier: { kind: 'yes', requestsLeftToday: 'unknown' },
    });
  });

  test.each([
    ['a Monday', '2026-11-30T00:00:00Z', ['today', 'week']],
    ['the first', '2026-12-01T00:00:00Z', ['today', 'month']],
    ['a first that is a Monday', '2026-06-01T00:00:00Z', ['today', 'week', 'month']],
  ])('%s: nor is the week or the month, whoever it was spent at', (_what, at, periods) => {
    const nowMs = Date.parse(at);
    const spent = { ...aReading().spend };
    const gone = { ...spent, ...Object.fromEntries(periods.map((period) => [period, 'unknown'])) };
    const both = { ...reading, spend: spent, ownKeySpend: spent };
    expect(readingAsOf(both, nowMs - 1, nowMs)).toMatchObject({ spend: gone, ownKeySpend: gone });
  });

  test('of an unknown age nothing holds that was counted in a day, week or month', () => {
    const { lifetime } = reading.spend;
    const gone = { today: 'unknown', week: 'unknown', month: 'unknown' };
    expect(readingAsOf(reading, 'unknown', midnight)).toMatchObject({
      spend: { ...gone, lifetime },
      ownKeySpend: gone,
      freeTier: { kind: 'yes', requestsLeftToday: 'unknown' },
    });
  });

  test('until then it is what it was', () => {
    expect(readingAsOf(reading, midnight - 86_280_000, midnight - 1)).toBe(reading);
  });

  test('an answer of its first two minutes may still be of the day before', () => {
    expect(readingAsOf(reading, midnight + 119_999, midnight + 300_000).spend.today).toBe('unknown');
    expect(readingAsOf(reading, midnight + 120_000, midnight + 300_000)).toBe(reading);
  });
});
