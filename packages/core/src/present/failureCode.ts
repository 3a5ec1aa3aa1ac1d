import type { Failure } from '../model/failure.ts';

/**
 * A failure in codes and numbers, for a bug report. Field by field: one that was read from a file may have other fields
 * beside those that we know, and they may hold anything.
 */
export function failureCode(failure: Failure): string {
  return [failure.kind, ...detailsOf(failure)].filter((part) => part !== undefined).join(' ');
}

function detailsOf(failure: Failure): readonly (string | number | undefined)[] {
  switch (failure.kind) {
    case 'network':
    case 'tls':
    case 'keyUnavailable':
      return [failure.reason];
    case 'invalidKey':
      return [failure.slot];
    case 'rateLimited':
      return [failure.retryAfterMs];
    case 'providerDown':
      return [failure.status, failure.retryAfterMs];
    case 'unexpectedAnswer':
      return [failure.reason, failure.status];
    case 'timeout':
    case 'wrongKeyKind':
      return [];
  }
}
