/**
 * Why a provider could not be read. Made in one place (http/, keys/), worded in one place (present/failureWords.ts).
 * Holds codes and numbers only: no text of the platform's or the provider's, so nothing secret can ride along.
 */
export type Failure =
  /** No connection: offline, DNS, refused, reset, or the proxy would not let us through. */
  | { readonly kind: 'network'; readonly reason: 'unreachable' | 'proxy' }
  /** The whole answer did not arrive within the deadline. */
  | { readonly kind: 'timeout' }
  /** The certificate was not accepted, or certificate checks are off and nothing was sent. */
  | { readonly kind: 'tls'; readonly reason: 'certificate' | 'checksOff' }
  /** 429. `retryAfterMs` as the provider asked, not yet clamped. */
  | { readonly kind: 'rateLimited'; readonly retryAfterMs?: number | undefined }
  /** 401: the key is missing, wrong, disabled or expired. */
  | { readonly kind: 'invalidKey'; readonly slot: KeySlot }
  /** 403 where the provider has no other way to answer: the key is good but of the wrong kind. */
  | { readonly kind: 'wrongKeyKind' }
  /** 408 and 5xx. */
  | { readonly kind: 'providerDown'; readonly status: number; readonly retryAfterMs?: number | undefined }
  | {
      readonly kind: 'unexpectedAnswer';
      readonly reason: UnexpectedReason;
      readonly status?: number | undefined;
    }
  /** An account is known, its key is not to be had here: keyring reset, profile copied, in-memory store. */
  | { readonly kind: 'keyUnavailable'; readonly reason: 'missing' | 'noAnswer' };

export type UnexpectedReason =
  | 'redirect'
  | 'tooLarge'
  | 'notJson'
  /** JSON, but not in the shape that the provider documents. */
  | 'shape'
  | 'encoding'
  | 'status'
  /** Our own mistake or a hostile URL: the request was not sent. */
  | 'refusedUrl';

/** What stands for an answer where there is none. */
export interface Failed {
  readonly kind: 'failed';
  readonly failure: Failure;
}

export function failed(failure: Failure): Failed {
  return { kind: 'failed', failure };
}

export function unexpected(reason: UnexpectedReason, status?: number): Failure {
  return { kind: 'unexpectedAnswer', reason, status };
}

/** Which of an account's keys: the one that is used for inference, or the one that manages the account. */
export type KeySlot = (typeof keySlots)[number];
export const keySlots = ['ordinary', 'management'] as const;

/** A rejected key is asked about again only when it has changed. */
export function stopsUntilKeyChanges(failure: Failure): boolean {
  return failure.kind === 'invalidKey';
}

/** Whether nothing but a person's action can mend it, so that a click should open the fix. */
export function needsPerson(failure: Failure): boolean {
  return (
    failure.kind === 'invalidKey' || failure.kind === 'keyUnavailable' || failure.kind === 'wrongKeyKind'
  );
}
