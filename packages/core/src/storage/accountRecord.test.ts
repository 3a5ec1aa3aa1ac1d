import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { KeyLimit, Reading, Resets } from '../model/reading.ts';
import { openrouter } from '../providers/openrouter/openrouter.ts';
import { CapturingLog } from '../testing/capturingLog.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import { aReading } from '../testing/readings.ts';
import { failures } from '../testing/watches.ts';
import { type AccountRecord, emptyRecord, isAccountRecord } from './accountRecord.ts';
import { storedFile } from './storedFile.ts';

async function throughTheDisk(record: AccountRecord): Promise<AccountRecord> {
  const files = new MemoryFiles();
  const open = (): ReturnType<typeof storedFile<AccountRecord>> =>
    storedFile({ files, log: new CapturingLog() }, 'account.x.json', isAccountRecord, emptyRecord(''));
  await open().save(record);
  return open().load();
}

const money = fc
  .bigInt({ min: -2n * 10n ** 18n, max: 2n * 10n ** 18n })
  .map((amountMicros): Money => ({ amountMicros, currency: 'USD' }));
const unknown = fc.constant('unknown' as const);
const maybe = <T>(known: fc.Arbitrary<T>): fc.Arbitrary<Known<T>> => fc.oneof(known, unknown);
const resets = fc.oneof(
  fc.constantFrom<Resets>(
    { kind: 'daily' },
    { kind: 'weekly' },
    { kind: 'monthly' },
    { kind: 'never' },
    { kind: 'unknown' },
  ),
  fc
    .constantFrom('fortnightly', 'every 2 weeks', 'x'.repeat(40))
    .map((word): Resets => ({ kind: 'other', word })),
);
const limit = fc.oneof(
  fc.constantFrom<KeyLimit>({ kind: 'none' }, { kind: 'unknown' }),
  fc.record({ kind: fc.constant('limited' as const), remaining: money, limit: maybe(money), resets }),
);
const spend = fc.record({
  today: maybe(money),
  week: maybe(money),
  month: maybe(money),
  lifetime: maybe(money),
});
const count = maybe(fc.nat({ max: 1e9 }));
const readings: fc.Arbitrary<Reading> = fc.record({
  keyKind: fc.constantFrom('ordinary' as const, 'management' as const, 'unknown' as const),
  balance: fc.oneof(
    fc.record({ kind: fc.constant('known' as const), amount: money, credits: money, usage: money }),
    fc.record({
      kind: fc.constant('unknown' as const),
      why: fc.constantFrom('notVisible' as const, 'notRead' as const),
    }),
  ),
  keyLimit: limit,
  budget: limit,
  spend,
  ownKeySpend: spend,
  freeTier: fc.oneof(
    fc.constantFrom({ kind: 'no' as const }, { kind: 'unknown' as const }),
    fc.record({ kind: fc.constant('yes' as const), requestsLeftToday: count }),
  ),
  keyExpiresAtMs: maybe(fc.integer({ min: 0, max: 4e12 })),
});

test('any reading and any failure comes back from disk as it was', async () => {
  const forbidden = fc.dictionary(fc.constantFrom('credits', 'key'), fc.integer({ min: 0, max: 4e12 }));
  await fc.assert(
    fc.asyncProperty(
      readings,
      forbidden,
      fc.constantFrom(...failures),
      async (reading, forbiddenUntilMs, failure) => {
        const record = {
          ...emptyRecord('ordinary:x', 7),
          forbiddenUntilMs,
          lastGood: { reading, atMs: 5 },
          trouble: { failure, atMs: 6, attempts: 2, asked: true },
        };
        expect(await throughTheDisk(record)).toEqual({ ...record, version: 1 });
      },
    ),
    { numRuns: 300 },
  );
});

describe('whatever a provider says comes back from disk, too', () => {
  test.each([['5n'], ['-12n'], ['two\nlines'], ['unknown'], ['\u2028'], ['x'.repeat(10_000)], ['__proto__']])(
    'a period called %j',
    async (word) => {
      const json = { data: { limit: 10, limit_remaining: 5, limit_reset: word } };
      const mapped = openrouter.map(new Map([['key', { kind: 'json', json, slot: 'ordinary' }]]));
      if (!mapped) throw new Error('no reading');
      const record = { ...emptyRecord('x'), lastGood: { reading: mapped.reading, atMs: 5 } };
      expect(await throughTheDisk(record)).toEqual({ ...record, version: 1 });
    },
  );
});

test.each([
  ['a number of attempts that cannot be counted on', { attempt: 1e308 }],
  ['a negative one', { attempt: -1 }],
  ['half a one', { attempt: 0.5 }],
  ['a jitter that would put the next request off for ever', { jitter: 1e9 }],
  [
    'a failure that nobody has words for',
    { trouble: { failure: { kind: 'x' }, atMs: 1, attempts: 1, asked: true } },
  ],
  ['a text for a time', { attemptAtMs: '5' }],
  ['a time for which there are no words', { lastGood: { reading: aReading(), atMs: 1e300 } }],
  ['such an end of a key', { lastGood: { reading: aReading({ keyExpiresAtMs: -1e300 }), atMs: 5 } }],
])('[trust 48] %s is damage', (_what, part) => {
  expect(isAccountRecord(emptyRecord('x'))).toBe(true);
  expect(isAccountRecord({ ...emptyRecord('x'), ...part })).toBe(false);
});
