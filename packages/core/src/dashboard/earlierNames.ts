import { periodStartMs } from '../model/periods.ts';
import type { KeyDay, ListedKey } from '../usage/usage.ts';
import { atLeast0 } from './spendFacts.ts';

/** What was spent under one name in all days that are known, and in which of them. */
interface Span {
  readonly firstMs: number;
  lastMs: number;
  micros: bigint;
}

/** What was spent under each name in some days, in millionths. */
export type SpentByName = ReadonlyMap<string, bigint>;

/**
 * Whether some of a sum may be what a key spent under an earlier name. A provider tells a day's spend by name, so what a key
 * spent before it was renamed stands under a name that is gone, as does what a key spent that was deleted.
 *
 * It is not an earlier name of a key that was used after the key's own name was, or before there was the key, or for more
 * than the key ever spent.
 * @param keyDays by time, all that are known
 */
export function earlierNames(
  keyDays: Iterable<KeyDay>,
  keys: readonly ListedKey[],
): (sums: SpentByName) => (key: ListedKey) => boolean {
  const present = new Set(keys.map(({ name }) => name));
  let spans: ReadonlyMap<string, Span> | undefined;
  return (sums) => {
    const goneNames = [...sums].flatMap(([name, micros]) => (micros > 0n && !present.has(name) ? name : []));
    if (goneNames.length === 0) return () => false;
    const all = (spans ??= spansOf(keyDays));
    // The smallest first, so that few are looked at: there may be ten thousand, of ten thousand keys.
    const gone = goneNames.flatMap((name) => all.get(name) ?? []).sort(bySpend);
    const soonestMs = gone.reduce((least, { lastMs }) => Math.min(least, lastMs), Infinity);
    return ({ name, createdAtMs = 0, lifetimeMicros }) => {
      const own = all.get(name);
      const ownMs = own?.firstMs ?? Infinity;
      if (ownMs < soonestMs) return false;
      const bornMs = periodStartMs('day', createdAtMs);
      const most = lifetimeMicros === undefined ? undefined : lifetimeMicros - (own?.micros ?? 0n);
      for (const { firstMs, lastMs, micros } of gone) {
        if (most !== undefined && micros > most) return false;
        if (firstMs >= bornMs && lastMs <= ownMs) return true;
      }
      return false;
    };
  };
}

function spansOf(keyDays: Iterable<KeyDay>): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const { startMs, keys } of keyDays) {
    for (const { name, spentMicros } of keys) {
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
  return spans;
}

function bySpend({ micros: a }: Span, { micros: b }: Span): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
