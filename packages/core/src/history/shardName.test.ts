import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { ACCOUNT, NOON_MS } from '../testing/samples.ts';
import { accountOfShard, periodOf, shardName, shardOf } from './shardName.ts';

const midnight = NOON_MS - DAY_MS / 2;

test('a day, a month and a year, and what of them a file can hold', () => {
  const raw = shardName(ACCOUNT, periodOf('raw', NOON_MS), 3, 'w1');
  expect(raw).toBe(`history.${ACCOUNT}.20261124.3.w1.txt`);
  expect(shardOf(raw)).toEqual({
    name: raw,
    resolution: 'raw',
    period: '20261124',
    number: 3,
    startMs: midnight,
    endMs: midnight + DAY_MS,
    periodEndMs: midnight + DAY_MS,
  });
  const hourly = shardName(ACCOUNT, periodOf('hourly', NOON_MS), 1, 'w1', NOON_MS);
  expect(shardOf(hourly)).toMatchObject({
    resolution: 'hourly',
    startMs: Date.parse('2026-11-01T00:00:00Z'),
    endMs: midnight + DAY_MS,
    periodEndMs: Date.parse('2026-12-01T00:00:00Z'),
  });
  const daily = shardName(ACCOUNT, periodOf('daily', NOON_MS), 1, 'w1', NOON_MS);
  expect(shardOf(daily)).toMatchObject({
    resolution: 'daily',
    startMs: Date.parse('2026-01-01T00:00:00Z'),
    endMs: midnight + DAY_MS,
    periodEndMs: Date.parse('2027-01-01T00:00:00Z'),
  });
  expect(accountOfShard(daily)).toBe(ACCOUNT);
});

describe('what is no name of ours', () => {
  test.each([
    'accounts.json',
    'history.a.20261124.1.w.txt.damaged',
    'history.a.20261124.1.w.txt.0123.tmp',
    'history.a.20261324.1.w.txt',
    'history.a.2026112.1.w.txt',
    'history.a.20261124.1.w.20261124.txt',
    'history.a.202611.1.w.txt',
    'history.a.202611.1.w.20261031.txt',
    'history.a.20261124.1e9.w.txt',
    'history.../../x.20261124.1.w.txt',
  ])('%s', (name) => {
    expect(shardOf(name)).toBeUndefined();
  });
});

test('no name is longer than the paths of Windows bear, with what is put behind it while it is written', () => {
  const name = shardName(ACCOUNT, '202611', 999_999, 'a'.repeat(12), NOON_MS);
  expect(`${name}.${'0'.repeat(32)}.tmp`.length).toBeLessThanOrEqual(130);
});
