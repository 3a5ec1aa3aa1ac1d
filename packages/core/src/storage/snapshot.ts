import type { ReadingAt, Trouble } from '../model/account.ts';
import { type Failure, keySlots } from '../model/failure.ts';
import { isBoolean, isNumber, isText, objectOf, oneOf, orMissing, recordOf } from './check.ts';
import { isReading } from './isReading.ts';

/** `snapshot.json`: the last word of each account, by account id. Painted at start, before anything is asked. */
export interface Snapshot {
  readonly accounts: Readonly<Record<string, AccountSnapshot>>;
}

export interface AccountSnapshot {
  /** The keys that all of this was learnt with: with other keys it may be another account, and counts for nothing. */
  readonly keyRevisions: string;
  readonly lastGood?: ReadingAt | undefined;
  /** The key was rejected: a new window does not send it again. */
  readonly rejected?: Trouble | undefined;
  /** Optional requests that were answered 403, by name, with when to try again. Wall clock. */
  readonly forbiddenUntilMs: Readonly<Record<string, number>>;
}

const isRejection = objectOf<Extract<Failure, { readonly kind: 'invalidKey' }>>({
  kind: oneOf('invalidKey'),
  slot: oneOf(...keySlots),
});

export const isSnapshot = objectOf<Snapshot>({
  accounts: recordOf(
    objectOf<AccountSnapshot>({
      keyRevisions: isText,
      lastGood: orMissing(objectOf<ReadingAt>({ reading: isReading, atMs: isNumber })),
      rejected: orMissing(
        objectOf<Trouble>({ failure: isRejection, atMs: isNumber, attempts: isNumber, asked: isBoolean }),
      ),
      forbiddenUntilMs: recordOf(isNumber),
    }),
  ),
});
