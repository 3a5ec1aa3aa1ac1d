import { periodStartMs } from '../model/periods.ts';
import type { KeyDay, ListedKey } from '../usage/usage.ts';
import { atLeast0 } from './spendFacts.ts';

/** What was spent under one name in all days that are known, and in which of them. */
interface Span {
  readonly firstMs: number;
  lastMs: number;
  micros: bigint;
}

/**
 * Which names that no key has any more may be what a key was called before. A provider tells a day's spend by name, so what
 * a key spent before it was renamed stands under a name that is gone, as does what a key spent that was deleted.
 *
 * It is none that was used on after the key's own name was, or before there was the key, or for more than the key ever
 * spent.
 * @param keyDays by time, all that are known
 */
export function earlierNames(
  keyDays: Iterable<KeyDay>,
  keys: readonly ListedKey[],
): (key: ListedKey) => readonly string[] {
  const spans = new Map<string, Span>();
  for (const { startMs, keys: ofDay } of keyDays) {
    for (const { name, spentMicros } of ofDay) {
      const micros = atLeast0(spentMicros);
      if (micros === 0n) continue;
      const span = spans.get(name);
      if (!span) {
        spans.set(name, { firstMs: startMs, lastMs: startMs, micros });
        continue;
      }
      span.lastMs = startMs;
      span.micros += micros;
    }
  }
  const present = new Set(keys.map(({ name }) => name));
  const gone = [...spans].filter(([name]) => !present.has(name));
  return ({ name: ownName, createdAtMs = 0, lifetimeMicros }) => {
    const own = spans.get(ownName);
    const bornMs = periodStartMs('day', createdAtMs);
    const most = lifetimeMicros === undefined ? undefined : lifetimeMicros - (own?.micros ?? 0n);
    return gone
      .filter(
        ([, { firstMs, lastMs, micros }]) =>
          firstMs >= bornMs && lastMs <= (own?.firstMs ?? Infinity) && (most === undefined || micros <= most),
      )
      .map(([name]) => name);
  };
}
