import { describe, expect, test } from 'vitest';
import type { AccountState } from '../model/account.ts';
import type { Failure } from '../model/failure.ts';
import type { Reading } from '../model/reading.ts';
import { isCount } from '../storage/check.ts';
import { aBalance, aReading, usd } from '../testing/readings.ts';
import { mergeOutcome, sawSpending } from './accountState.ts';

const DOWN: Failure = { kind: 'providerDown', status: 503 };
const TIMEOUT: Failure = { kind: 'timeout' };
const withBalance = aReading({ balance: aBalance('5.20') });
const withoutBalance = aReading({ balance: { kind: 'unknown', why: 'notRead' } });
const background = { atMs: 200, asked: false };
const good: AccountState = { lastGood: { reading: withBalance, atMs: 100 } };

describe('mergeOutcome', () => {
  test('a whole reading is all there is to know', () => {
    const before: AccountState = { ...good, trouble: { failure: DOWN, atMs: 150, attempts: 3, asked: true } };
    const after = mergeOutcome(before, { kind: 'read', reading: withoutBalance, forbidden: [] }, background);
    expect(after).toEqual({ lastGood: { reading: withoutBalance, atMs: 200 } });
  });

  test('a failure stands beside what was good', () => {
    expect(mergeOutcome(good, { kind: 'failed', failure: DOWN }, background)).toEqual({
      ...good,
      trouble: { failure: DOWN, atMs: 200, attempts: 1, asked: false },
    });
  });

  test('failures in a row are counted, the newest kept', () => {
    const once = mergeOutcome({}, { kind: 'failed', failure: DOWN }, background);
    const twice = mergeOutcome(once, { kind: 'failed', failure: TIMEOUT }, { atMs: 300, asked: false });
    expect(twice).toEqual({ trouble: { failure: TIMEOUT, atMs: 300, attempts: 2, asked: false } });
  });

  test('the highest count stays: one that is higher could not be read again', () => {
    const failure = { kind: 'failed', failure: DOWN } as const;
    const trouble = { failure: DOWN, atMs: 100, attempts: 2 ** 50 - 1, asked: false };
    const { attempts } = mergeOutcome({ trouble }, failure, background).trouble ?? {};
    expect(isCount(attempts)).toBe(true);
  });

  test('a warning that a person has seen stays until the trouble is over', () => {
    const seen = mergeOutcome(good, { kind: 'failed', failure: DOWN }, { atMs: 200, asked: true });
    const later = mergeOutcome(seen, { kind: 'failed', failure: DOWN }, { atMs: 300, asked: false });
    expect(later.trouble?.asked).toBe(true);
  });

  test('half an answer does not take the place of a balance', () => {
    const outcome = { kind: 'read', reading: withoutBalance, shortfall: DOWN, forbidden: [] } as const;
    expect(mergeOutcome(good, outcome, background)).toEqual({
      ...good,
      trouble: { failure: DOWN, atMs: 200, attempts: 1, asked: false },
    });
  });

  test('half an answer is better than none, and than half an older one', () => {
    const outcome = { kind: 'read', reading: withoutBalance, shortfall: DOWN, forbidden: [] } as const;
    const first = mergeOutcome({}, outcome, background);
    expect(first).toEqual({
      lastGood: { reading: withoutBalance, atMs: 200 },
      trouble: { failure: DOWN, atMs: 200, attempts: 1, asked: false },
    });
    const second = mergeOutcome(first, outcome, { atMs: 300, asked: false });
    expect(second.lastGood?.atMs).toBe(300);
    expect(second.trouble?.attempts).toBe(2);
  });
});

describe('sawSpending', () => {
  const spent = (lifetime: string): Reading =>
    aReading({ spend: { ...aReading().spend, lifetime: lifetime === 'unknown' ? lifetime : usd(lifetime) } });

  test.each<[string, Reading | undefined, Reading, boolean]>([
    ['nothing before', undefined, spent('1'), false],
    ['the same', spent('1'), spent('1'), false],
    ['more, by a millionth', spent('1'), spent('1.000001'), true],
    ['less', spent('2'), spent('1'), false],
    ['not known before', spent('unknown'), spent('1'), false],
    ['not known now', spent('1'), spent('unknown'), false],
    [
      'the account\u2019s usage rose, by other keys',
      aReading({ balance: aBalance('5.20', '94.80') }),
      aReading({ balance: aBalance('5.10', '94.90') }),
      true,
    ],
    [
      'a top-up',
      aReading({ balance: aBalance('5.20', '94.80') }),
      aReading({ balance: aBalance('25.20', '94.80') }),
      false,
    ],
    [
      'a new day: today fell to 0',
      aReading(),
      aReading({ spend: { ...aReading().spend, today: usd('0') } }),
      false,
    ],
    ['a balance came to be known', aReading(), aReading({ balance: aBalance('5.20') }), false],
  ])('%s', (_what, before, after, expected) => {
    expect(sawSpending(before, after)).toBe(expected);
  });
});
