import { expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { createRandom } from './random.ts';
import { spendAtWork } from './spendAtWork.ts';
import { accountOf, createWorld } from './world.ts';

const nowMs = Date.parse('2026-11-24T12:34:56Z');

test('nothing is spent at a company that nobody has looked at, then by many through many models', () => {
  const account = accountOf(createWorld(1, createClock(nowMs)), 'organisation');
  const before = account.totalUsageMicros;
  const random = createRandom(1, 'test');
  spendAtWork(account, nowMs, 0.04, random);
  expect([account.past.isDrawn, account.totalUsageMicros]).toEqual([false, before]);
  expect(account.past.ledger.between(nowMs - 3_600_000, Infinity)).toEqual([]);
  for (let index = 0; index < 100; index++) spendAtWork(account, nowMs, 0.04, random);
  const spent = account.past.ledger.between(nowMs - 3_600_000, Infinity);
  expect(new Set(spent.map(({ model }) => model)).size).toBeGreaterThan(5);
  expect(new Set(spent.map(({ keyHash }) => keyHash)).size).toBeGreaterThan(40);
  const sum = spent.reduce((total, { usageMicros }) => total + usageMicros, 0);
  expect(account.totalUsageMicros).toBe(before + sum);
  const disabled = new Set(account.past.listedKeys.filter((key) => key.disabled).map(({ hash }) => hash));
  expect(spent.some(({ keyHash }) => disabled.has(keyHash))).toBe(false);
});
