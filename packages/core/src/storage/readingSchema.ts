import * as v from 'valibot';
import type { Failure } from '../model/failure.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Reading } from '../model/reading.ts';

/** How readings and failures stand in our files: as in memory, but money's bigint as a string of digits. */

const MoneySchema: v.GenericSchema<unknown, Money> = v.object({
  amountMicros: v.pipe(
    v.string(),
    v.regex(/^-?\d{1,20}$/),
    v.transform((digits) => BigInt(digits)),
  ),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
});

const Unknown = v.object({ kind: v.literal('unknown') });

function knownSchema<T>(value: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, Known<T>> {
  return v.union([v.object({ kind: v.literal('known'), value }), Unknown]);
}

const TimeSchema = v.pipe(v.number(), v.finite());
const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

const LimitSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  Unknown,
  v.object({
    kind: v.literal('limited'),
    remaining: MoneySchema,
    limit: knownSchema(MoneySchema),
    resets: v.variant('kind', [
      v.object({ kind: v.picklist(['daily', 'weekly', 'monthly', 'never', 'unknown']) }),
      v.object({ kind: v.literal('other'), word: v.pipe(v.string(), v.maxLength(200)) }),
    ]),
  }),
]);

const SpendSchema = v.object({
  today: knownSchema(MoneySchema),
  week: knownSchema(MoneySchema),
  month: knownSchema(MoneySchema),
  lifetime: knownSchema(MoneySchema),
});

export const ReadingSchema: v.GenericSchema<unknown, Reading> = v.object({
  keyKind: v.picklist(['ordinary', 'management', 'unknown']),
  balance: v.variant('kind', [
    v.object({ kind: v.literal('known'), amount: MoneySchema, credits: MoneySchema, usage: MoneySchema }),
    v.object({ kind: v.literal('unknown'), why: v.picklist(['notVisible', 'notRead']) }),
  ]),
  keyLimit: LimitSchema,
  budget: LimitSchema,
  spend: SpendSchema,
  ownKeySpend: SpendSchema,
  freeTier: v.variant('kind', [
    v.object({
      kind: v.literal('yes'),
      requestsLeftToday: knownSchema(CountSchema),
      requestsPerDay: knownSchema(CountSchema),
    }),
    v.object({ kind: v.picklist(['no', 'unknown']) }),
  ]),
  keyExpiresAtMs: knownSchema(TimeSchema),
});

/** Only failures that outlive the window are stored; the rest would be stale news. */
export type StoredFailure = Extract<Failure, { kind: 'invalidKey' }>;

export const StoredFailureSchema: v.GenericSchema<unknown, StoredFailure> = v.object({
  kind: v.literal('invalidKey'),
  slot: v.picklist(['ordinary', 'management']),
});

export const StoredTimeSchema = TimeSchema;
