import type { KeyDay, Usage, UsageDay, UsageRow } from '../usage/usage.ts';
import { at, micros } from './namedSamples.ts';
import { NOON_MS } from './samples.ts';

/** What a provider breaks down, on days of November 2026. */

/** What one model used; tests say what differs. */
export function row(model: string, spent: string, over: Partial<UsageRow> = {}): UsageRow {
  return {
    model,
    provider: 'Maker',
    spentMicros: micros(spent),
    ownKeysMicros: 0n,
    requests: 2,
    promptTokens: 900,
    completionTokens: 100,
    reasoningTokens: 40,
    ...over,
  };
}

export function day(date: string, rows: readonly UsageRow[], isFinal = true): UsageDay {
  return { startMs: at(`${date} 00:00`), rows, isFinal };
}

export function keyDay(date: string, isFinal: boolean, spent: Readonly<Record<string, string>>): KeyDay {
  const keys = Object.entries(spent).map(([name, amount]) => ({
    name,
    spentMicros: micros(amount),
    requests: 1,
  }));
  return { startMs: at(`${date} 00:00`), isFinal, keys };
}

/** All of it was asked at once. */
export function askedAt(atMs: number): Usage['askedAtMs'] {
  return { days: atMs, keyDays: atMs, hours: atMs, keys: atMs };
}

/** What a provider tells, asked just now; tests say of what. */
export function usageOf(over: Partial<Usage>): Usage {
  return {
    currency: 'USD',
    days: [],
    keyDays: [],
    hours: [],
    keys: 'unknown',
    askedAtMs: askedAt(NOON_MS),
    failures: {},
    isTruncated: false,
    ...over,
  };
}
