import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openrouterUsage as source } from '../providers/openrouter/usage/openrouterUsage.ts';
import type { UsageRequest } from '../providers/usageSource.ts';
import { anyText } from '../testing/anyText.ts';
import { assertPrototypeUntouched } from '../testing/invariants.ts';
import { openFile } from '../testing/openFile.ts';
import { failed, unexpected } from '../model/failure.ts';
import type { Ask } from './ask.ts';
import { askUsage } from './askUsage.ts';
import { concludeUsage } from './concludeUsage.ts';
import { daysOf, dayTableOf, isDayTable } from './dayTable.ts';
import type { Usage } from './usage.ts';
import { usageOf } from './usageOf.ts';
import { emptyUsageRecord, isUsageRecord, usageParts } from './usageRecord.ts';

const NOW_MS = Date.parse('2026-11-24T12:00:00Z');
const EVER = { fromMs: 0, toMs: 1e14 };
const KEPT = { days: new Set<number>(), keyDays: new Set<number>() };

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    null,
    true,
    -0,
    -1,
    1.5,
    1e16,
    9e15,
    1e308,
    '',
    '-5',
    '1e9',
    'NaN',
    '9007199254740993',
    {},
    [],
  ),
  anyText(20),
);
const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: odd });
const day = mostly(
  fc.constantFrom(
    '2026-11-23',
    '2026-11-22 00:00:00',
    '2026-11-24T00:00:00.000Z',
    '9999-12-31',
    '2026-02-31',
    '0000-01-01',
  ),
);
const name = mostly(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'x'.repeat(300)));
const amount = mostly(fc.oneof(fc.double({ min: -10, max: 1e10, noNaN: true }), fc.constantFrom(8e9, -8e9)));
const tally = mostly(fc.oneof(fc.nat().map(String), fc.nat(), fc.constantFrom(9_007_199_254_740_991)));
const row = fc.record(
  {
    date: day,
    date__day: day,
    date__hour: mostly(fc.constantFrom('2026-11-24T07:00:00.000Z', '2026-11-24T11:00:00Z')),
    model: name,
    provider: name,
    provider_name: name,
    api_key_id: name,
    usage: amount,
    byok_usage_inference: amount,
    credits_usage: amount,
    total_usage: amount,
    requests: tally,
    request_count: tally,
    prompt_tokens: tally,
    tokens_prompt: tally,
    id: name,
    name,
    hash: name,
    label: name,
    limit: amount,
    limit_remaining: amount,
    limit_reset: mostly(fc.constantFrom('daily', 'fortnightly', null)),
    disabled: mostly(fc.boolean()),
    created_at: mostly(fc.constant('2025-02-19T20:52:27.363244+00:00')),
  },
  { requiredKeys: ['date', 'date__day', 'date__hour', 'model', 'usage', 'credits_usage', 'hash', 'id'] },
);
const rows = mostly(fc.array(mostly(row), { maxLength: 6 }));
const answer = mostly(
  fc.oneof(
    fc.record({ data: rows, total_count: tally }),
    fc.record({
      data: mostly(
        fc.record({ data: rows, metadata: mostly(fc.record({ truncated: mostly(fc.boolean()) })) }),
      ),
    }),
  ),
);

/** Answers from a list, one after the other, for ever. */
function answering(answers: readonly unknown[]): Ask {
  let at = 0;
  return <T>({ map }: UsageRequest<T>) => {
    const json: unknown = JSON.parse(JSON.stringify(answers[at % answers.length]) ?? 'null');
    at += 1;
    const value = map(json);
    return Promise.resolve(
      value === undefined ? failed(unexpected('shape', 200)) : ({ kind: 'value', value } as const),
    );
  };
}

function assertIsWhole({ days, keyDays, hours, keys }: Usage): void {
  const tallies = [
    ...days.flatMap(({ rows: all }) =>
      all.flatMap((one) => [one.requests, one.promptTokens, one.completionTokens, one.reasoningTokens]),
    ),
    ...keyDays.flatMap((one) => one.keys.map(({ requests }) => requests)),
    ...hours.map(({ requests }) => requests),
  ];
  for (const one of tallies) expect(one === 'unknown' || (Number.isSafeInteger(one) && one >= 0)).toBe(true);
  for (const { startMs } of [...days, ...keyDays, ...hours]) expect(startMs).toBeLessThanOrEqual(NOW_MS);
  for (const { rows: all } of days)
    for (const one of all) {
      expect(one.model.length).toBeLessThanOrEqual(200);
      expect(one.ownKeysMicros).toBeTypeOf('bigint');
    }
  for (const key of keys === 'unknown' ? [] : keys) expect(key).not.toHaveProperty('hash');
}

test('[trust 28–30] whatever is answered: nothing throws, no count is negative, and it comes back from disk as it was', async () => {
  let known = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 6 }), async (answers) => {
      const before = emptyUsageRecord('x');
      const found = await askUsage(answering(answers), source, usageParts, before, KEPT, NOW_MS);
      const { record, final } = concludeUsage(before, found, KEPT, source, { nowMs: NOW_MS, endMs: NOW_MS });
      const usage = usageOf(record, final, source, EVER, NOW_MS);
      assertIsWhole(usage);
      assertPrototypeUntouched();
      known += usage.days.length + usage.hours.length;
      const again: unknown = JSON.parse(JSON.stringify({ record, final: dayTableOf(final) }));
      const stored = again as { record: typeof record; final: ReturnType<typeof dayTableOf> };
      expect(isUsageRecord(stored.record) && isDayTable(stored.final)).toBe(true);
      expect(usageOf(stored.record, daysOf(stored.final), source, EVER, NOW_MS)).toEqual(usage);
    }),
    { numRuns: 100 },
  );
  // Were nothing understood, nothing would have been tried.
  expect(known).toBeGreaterThan(0);
});

test('[trust 48] any JSON of nearly the shape of a month: refused and kept, or accepted and read', async () => {
  const cell = mostly(fc.oneof(fc.integer({ min: -1, max: 3 }), fc.constant(null)));
  const stored = fc.record(
    {
      day: mostly(fc.nat(30_000)),
      rows: mostly(
        fc.oneof(
          fc.array(cell, { maxLength: 9 }),
          fc.constant([0, 1, 5, 0, 1, 2, 3, 4]),
          fc.constant([0, 5, null]),
        ),
      ),
      isCut: mostly(fc.boolean()),
    },
    { requiredKeys: ['day', 'rows'] },
  );
  const near = fc.record({
    version: fc.constant(1),
    names: mostly(fc.array(anyText(), { minLength: 2, maxLength: 4 })),
    days: mostly(fc.array(stored, { maxLength: 2 })),
    keyDays: mostly(fc.array(stored, { maxLength: 2 })),
  });
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(near, async (content) => {
      const table = await openFile(isDayTable, JSON.stringify(content));
      if (!table) return;
      accepted += 1;
      expect(daysOf(dayTableOf(daysOf(table)))).toEqual(daysOf(table));
    }),
    { numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(0);
});
