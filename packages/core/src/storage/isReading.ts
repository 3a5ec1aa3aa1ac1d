import { keySlots } from '../model/failure.ts';
import type { Money } from '../model/money.ts';
import type { Balance, FreeTier, KeyLimit, Reading, Resets, Spend } from '../model/reading.ts';
import {
  byKind,
  type Check,
  either,
  isBigint,
  isNumber,
  isText,
  isTimeMs,
  objectOf,
  oneOf,
  textLike,
} from './check.ts';

const isUnknown = oneOf('unknown');
const maybeNumber = either(isNumber, isUnknown);
export const isMoney = objectOf<Money>({ amountMicros: isBigint, currency: textLike(/^[A-Z]{3}$/) });
const maybeMoney = either(isMoney, isUnknown);

const isLimit = byKind<KeyLimit>({
  none: {},
  unknown: {},
  limited: {
    remaining: isMoney,
    limit: maybeMoney,
    resets: either(
      objectOf<Exclude<Resets, { readonly kind: 'other' }>>({
        kind: oneOf('daily', 'weekly', 'monthly', 'never', 'unknown'),
      }),
      objectOf<Extract<Resets, { readonly kind: 'other' }>>({ kind: oneOf('other'), word: isText }),
    ),
  },
});

const isSpend = objectOf<Spend>({
  today: maybeMoney,
  week: maybeMoney,
  month: maybeMoney,
  lifetime: maybeMoney,
});

const hasFields = objectOf<Reading>({
  keyKind: oneOf(...keySlots, 'unknown'),
  balance: byKind<Balance>({
    known: { amount: isMoney, credits: isMoney, usage: isMoney },
    unknown: { why: oneOf('notVisible', 'notRead') },
  }),
  keyLimit: isLimit,
  budget: isLimit,
  spend: isSpend,
  ownKeySpend: isSpend,
  freeTier: byKind<FreeTier>({
    yes: { requestsLeftToday: maybeNumber },
    no: {},
    unknown: {},
  }),
  keyExpiresAtMs: either(isTimeMs, isUnknown),
});

/** Whether a value from one of our files is a reading, with all that the words for it rely on. */
export const isReading: Check<Reading> = (value): value is Reading =>
  hasFields(value) && hasOneCurrency(value);

/** Caps are compared, which money of two currencies cannot be. */
function hasOneCurrency({ balance, keyLimit, budget }: Reading): boolean {
  const caps = [
    ...(balance.kind === 'known' ? [balance.amount] : []),
    ...[keyLimit, budget].flatMap((cap) => (cap.kind === 'limited' ? [cap.remaining] : [])),
  ];
  return caps.every(({ currency }) => currency === caps[0]?.currency);
}
