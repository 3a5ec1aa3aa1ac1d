import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../model/periods.ts';
import { ledgerOf } from './ledger.ts';
import { lifeKinds, liveLife } from './life.ts';

describe.each(lifeKinds)('a life of the kind %s', (kind) => {
  test('is the same for the same seed, and another for another', () => {
    expect(liveLife(kind, 3, 4).samples).toEqual(liveLife(kind, 3, 4).samples);
    expect(liveLife(kind, 3, 4).samples).not.toEqual(liveLife(kind, 4, 4).samples);
  });

  test('has samples by time, of whole milliseconds, of which each tells of a moment not after it', () => {
    const { samples, asOfMs, startMs, endMs } = liveLife(kind, 5, 10);
    expect(samples.length).toBeGreaterThan(50);
    let before = startMs - 1;
    for (const { atMs } of samples) {
      expect(Number.isInteger(atMs) && atMs > before && atMs <= endMs + 4 * DAY_MS).toBe(true);
      expect(asOfMs.get(atMs)).toBeLessThanOrEqual(atMs);
      before = atMs;
    }
  });
});

test('a ledger sums each meter for itself, and finds when so much was spent', () => {
  const ledger = ledgerOf([
    { atMs: 10, micros: 5, of: 'key' },
    { atMs: 20, micros: 3, of: 'others' },
    { atMs: 30, micros: 7, of: 'ownKeys' },
    { atMs: 40, micros: -2, of: 'key' },
    { atMs: 50, micros: 4, of: 'key' },
  ]);
  expect([9, 10, 45, 50].map((atMs) => ledger.spentUntil('account', atMs))).toEqual([0, 5, 6, 10]);
  expect([9, 10, 45, 50].map((atMs) => ledger.spentUntil('key', atMs))).toEqual([0, 5, 3, 7]);
  expect(ledger.spentUntil('ownKeys', 30)).toBe(7);
  expect(ledger.whenSpent('account', 10, 3)).toBe(20);
  expect(ledger.whenSpent('account', 20, 2)).toBe(50);
  expect(ledger.whenSpent('account', 20, 3)).toBeUndefined();
});
