import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Balance, FreeTier, KeyLimit, Reading, Resets, Spend } from '../model/reading.ts';
import { aNumber, aText, byKind, type Decoder, objectOf, oneOf, orUnknown, when } from './decode.ts';

/** How readings stand in our files: as in memory, but money's bigint as a string of digits. */

const micros: Decoder<bigint> = (value) =>
  BigInt(when((text): text is string => typeof text === 'string' && /^-?\d{1,20}$/.test(text))(value));

const money = objectOf<Money>({
  amountMicros: micros,
  currency: when((text): text is string => typeof text === 'string' && /^[A-Z]{3}$/.test(text)),
});
const maybeMoney: Decoder<Known<Money>> = orUnknown(money);

const limit = byKind<KeyLimit>({
  none: undefined,
  unknown: undefined,
  limited: objectOf({
    remaining: money,
    limit: maybeMoney,
    resets: byKind<Resets>({
      daily: undefined,
      weekly: undefined,
      monthly: undefined,
      never: undefined,
      unknown: undefined,
      other: objectOf({ word: aText }),
    }),
  }),
});

const spend = objectOf<Spend>({
  today: maybeMoney,
  week: maybeMoney,
  month: maybeMoney,
  lifetime: maybeMoney,
});

export const decodeReading = objectOf<Reading>({
  keyKind: oneOf('ordinary', 'management', 'unknown'),
  balance: byKind<Balance>({
    known: objectOf({ amount: money, credits: money, usage: money }),
    unknown: objectOf({ why: oneOf('notVisible', 'notRead') }),
  }),
  keyLimit: limit,
  budget: limit,
  spend,
  ownKeySpend: spend,
  freeTier: byKind<FreeTier>({
    yes: objectOf({ requestsLeftToday: orUnknown(aNumber), requestsPerDay: orUnknown(aNumber) }),
    no: undefined,
    unknown: undefined,
  }),
  keyExpiresAtMs: orUnknown(aNumber),
});
