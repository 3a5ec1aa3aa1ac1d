import type { Meter } from '../../history/meter.ts';

/** What the provider truly took, in whole millionths; negative: given back. `others`: by another key of the account. */
export interface LedgerEntry {
  readonly atMs: number;
  readonly micros: number;
  readonly of: 'key' | 'others' | 'ownKeys';
}

/** The truth of a life. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** The sum of all entries of a meter at or before a moment. */
  spentUntil(meter: Meter, atMs: number): number;
  /** The moment at which so much more than at `fromMs` is first spent; undefined when the ledger ends before. */
  whenSpent(meter: Meter, fromMs: number, micros: number): number | undefined;
}

/** @param entries by time */
export function ledgerOf(entries: readonly LedgerEntry[]): Ledger {
  const meters = {
    account: new Sums(entries.filter(({ of }) => of !== 'ownKeys')),
    key: new Sums(entries.filter(({ of }) => of === 'key')),
    ownKeys: new Sums(entries.filter(({ of }) => of === 'ownKeys')),
  };
  return {
    entries,
    spentUntil: (meter, atMs) => meters[meter].until(atMs),
    whenSpent: (meter, fromMs, micros) => meters[meter].whenSpent(fromMs, micros),
  };
}

class Sums {
  readonly #timesMs: number[] = [];
  /** At each index: of the entries before it. */
  readonly #sums: number[] = [0];

  constructor(entries: readonly LedgerEntry[]) {
    let sum = 0;
    for (const { atMs, micros } of entries) {
      this.#timesMs.push(atMs);
      this.#sums.push((sum += micros));
    }
  }

  until(atMs: number): number {
    return this.#sums[this.#countUntil(atMs)] ?? 0;
  }

  whenSpent(fromMs: number, micros: number): number | undefined {
    if (micros <= 0) return fromMs;
    const from = this.#countUntil(fromMs);
    const goal = (this.#sums[from] ?? 0) + micros;
    const at = this.#sums.findIndex((sum, index) => index > from && sum >= goal);
    return this.#timesMs[at - 1];
  }

  #countUntil(atMs: number): number {
    let [low, high] = [0, this.#timesMs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#timesMs[middle] ?? Infinity) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
