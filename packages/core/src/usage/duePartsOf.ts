import type { Failure } from '../model/failure.ts';
import { DAY_MS } from '../model/periods.ts';
import { clampMs } from '../monitor/interval.ts';
import { CLOCK_TOLERANCE_MS, HOUR_MS, MINUTE_MS } from '../monitor/times.ts';
import { type UsagePart, usageParts, type UsageRecord } from './usageRecord.ts';

/** Where the provider was not reached. */
const UNREACHED_MS = 5 * MINUTE_MS;

/**
 * What is to be asked now. Nothing is asked oftener than once an hour with success, nor before the provider's Retry-After
 * (held within a day), nor with a key that it has rejected.
 * @param isKeyGood the provider has accepted the key since the last attempt
 */
export function duePartsOf(record: UsageRecord, nowMs: number, isKeyGood: boolean): readonly UsagePart[] {
  for (const { failure, atMs } of Object.values(record.troubles)) {
    if (failure.kind === 'invalidKey' && !isKeyGood) return [];
    if (!hasPassed(atMs, waitForAllMs(failure), nowMs)) return [];
  }
  return usageParts.filter((part) => isPartDue(record, part, nowMs));
}

function isPartDue({ troubles, askedAtMs, cut }: UsageRecord, part: UsagePart, nowMs: number): boolean {
  const trouble = troubles[part];
  if (trouble) return hasPassed(trouble.atMs, waitForPartMs(trouble.failure), nowMs);
  const atMs = askedAtMs[part];
  // What is old does not change any more: it is asked until it has been told, and then only for what is missing still.
  const isSettled = part === 'older' && !cut.includes(part);
  return atMs === undefined || hasPassed(atMs, isSettled ? DAY_MS : HOUR_MS, nowMs);
}

/** A time that is still to come is of a clock that has been set back since: nobody knows how long ago it was. */
function hasPassed(sinceMs: number, waitMs: number, nowMs: number): boolean {
  const agoMs = nowMs - sinceMs;
  return agoMs >= waitMs || agoMs < -CLOCK_TOLERANCE_MS;
}

/** How long after this failure nothing at all is asked. */
function waitForAllMs(failure: Failure): number {
  switch (failure.kind) {
    case 'network':
    case 'timeout':
    case 'tls':
      return UNREACHED_MS;
    case 'rateLimited':
    case 'providerDown':
      return failure.retryAfterMs === undefined
        ? HOUR_MS
        : clampMs(failure.retryAfterMs, UNREACHED_MS, DAY_MS);
    case 'invalidKey':
      return HOUR_MS;
    case 'wrongKeyKind':
    case 'unexpectedAnswer':
    case 'keyUnavailable':
      return 0;
  }
}

/** And how long this part of it is not. One that hangs was asked all the same. */
function waitForPartMs({ kind }: Failure): number {
  if (kind === 'wrongKeyKind') return DAY_MS;
  return kind === 'unexpectedAnswer' || kind === 'timeout' ? HOUR_MS : 0;
}
