import type { AccountState, Trouble } from '../model/account.ts';
import type { Failure } from '../model/failure.ts';
import type { Reading } from '../model/reading.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { LineStyle } from '../present/statusLine.ts';
import { openrouter } from '../providers/openrouter/openrouter.ts';
import { aReading } from './readings.ts';

/** When the tests of the presenter take place. */
export const NOW_MS = Date.parse('2026-11-24T12:00:00Z');
export const MINUTE_MS = 60_000;

export function watching(state: AccountState, over: Partial<Watching> = {}): Watching {
  return {
    provider: openrouter,
    account: { id: '0'.repeat(31) + '1', providerId: 'openrouter', keys: [] },
    state,
    asOfMs: state.lastGood?.atMs ?? 'unknown',
    isOwn: true,
    series: 'one',
    activity: 'idle',
    ...over,
  };
}

/** A good reading, `ageMs` old. */
export function read(over: Partial<Reading> = {}, ageMs = 0): AccountState {
  return { lastGood: { reading: aReading(over), atMs: NOW_MS - ageMs } };
}

export function trouble(failure: Failure, over: Partial<Trouble> = {}): Trouble {
  return { failure, atMs: NOW_MS, attempts: 1, asked: false, ...over };
}

export const STYLE: LineStyle = {
  locale: 'en-US',
  hideAmounts: false,
  format: '',
  thresholds: { low: 5, critical: 1 },
  intervalMs: 5 * MINUTE_MS,
  nowMs: NOW_MS,
};

/** One of every kind and reason. */
export const failures: readonly Failure[] = [
  { kind: 'network', reason: 'unreachable' },
  { kind: 'network', reason: 'proxy' },
  { kind: 'timeout' },
  { kind: 'tls', reason: 'certificate' },
  { kind: 'tls', reason: 'checksOff' },
  { kind: 'rateLimited' },
  { kind: 'rateLimited', retryAfterMs: 30_000 },
  { kind: 'invalidKey', slot: 'ordinary' },
  { kind: 'invalidKey', slot: 'management' },
  { kind: 'wrongKeyKind' },
  { kind: 'providerDown', status: 503 },
  { kind: 'providerDown', status: 503, retryAfterMs: 999_999_999_000 },
  { kind: 'unexpectedAnswer', reason: 'redirect' },
  { kind: 'unexpectedAnswer', reason: 'tooLarge', status: 200 },
  { kind: 'unexpectedAnswer', reason: 'notJson', status: 200 },
  { kind: 'unexpectedAnswer', reason: 'shape', status: 200 },
  { kind: 'unexpectedAnswer', reason: 'encoding' },
  { kind: 'unexpectedAnswer', reason: 'status', status: 404 },
  { kind: 'unexpectedAnswer', reason: 'refusedUrl' },
  { kind: 'keyUnavailable', reason: 'missing' },
  { kind: 'keyUnavailable', reason: 'noAnswer' },
];
