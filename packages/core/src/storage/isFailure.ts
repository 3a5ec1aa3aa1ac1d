import { type Failure, keySlots, type UnexpectedReason } from '../model/failure.ts';
import { byKind, isNumber, oneOf, orMissing } from './check.ts';

const maybeNumber = orMissing(isNumber);

/** Whether a value from one of our files is a failure, with all that the words for it rely on. */
export const isFailure = byKind<Failure>({
  network: { reason: oneOf('unreachable', 'proxy') },
  timeout: {},
  tls: { reason: oneOf('certificate', 'checksOff') },
  rateLimited: { retryAfterMs: maybeNumber },
  invalidKey: { slot: oneOf(...keySlots) },
  wrongKeyKind: {},
  providerDown: { status: isNumber, retryAfterMs: maybeNumber },
  unexpectedAnswer: {
    reason: oneOf<UnexpectedReason>(
      'redirect',
      'tooLarge',
      'notJson',
      'shape',
      'encoding',
      'status',
      'refusedUrl',
    ),
    status: maybeNumber,
  },
  keyUnavailable: { reason: oneOf('missing', 'noAnswer') },
});
