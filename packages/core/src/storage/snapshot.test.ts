import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { KeyLimit, Reading, Resets } from '../model/reading.ts';
import { openrouter } from '../providers/openrouter/openrouter.ts';
import { CapturingLog } from '../testing/capturingLog.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import { isSnapshot, type Snapshot } from './snapshot.ts';
import { storedFile } from './storedFile.ts';

const EMPTY: Snapshot = { accounts: {} };
const ID = '0'.repeat(32);

async function throughTheDisk(snapshot: Snapshot): Promise<Snapshot> {
  const files = new MemoryFiles();
  const open = (): ReturnType<typeof storedFile<Snapshot>> =>
    storedFile({ files, log: new CapturingLog() }, 'snapshot.json', isSnapshot, EMPTY);
  await open().save(snapshot);
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

test('any reading comes back from disk as it was', async () => {
  const forbidden = fc.dictionary(fc.constantFrom('credits', 'key'), fc.integer({ min: 0, max: 4e12 }));
  await fc.assert(
    fc.asyncProperty(readings, forbidden, async (reading, forbiddenUntilMs) => {
      const account = { keyRevisions: 'ordinary:x', forbiddenUntilMs, lastGood: { reading, atMs: 5 } };
      const { accounts } = await throughTheDisk({ accounts: { [ID]: account } });
      expect(accounts[ID]).toEqual(account);
    }),
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
      const account = {
        keyRevisions: 'x',
        forbiddenUntilMs: {},
        lastGood: { reading: mapped.reading, atMs: 5 },
      };
      const { accounts } = await throughTheDisk({ accounts: { [ID]: account } });
      expect(accounts[ID]).toEqual(account);
    },
  );
});
