import { hourMs, hourStartMs } from '../account/periods.ts';

/** What one key used of one model at one provider within one hour. Amounts in millionths of a dollar. */
export interface LedgerEntry {
  /** When the UTC hour began, ms since the epoch. */
  atMs: number;
  model: string;
  provider: string;
  keyHash: string;
  workspaceId: string;
  /** Taken from the credits. */
  usageMicros: number;
  /** Spent at the user's own provider. */
  byokMicros: number;
  requests: number;
  byokRequests: number;
  promptTokens: number;
  /** Reasoning is part of it. */
  completionTokens: number;
  reasoningTokens: number;
}

/** All that an account has used, by hour, model, provider and key: the one truth behind its answers. */
export class Ledger {
  readonly #hours = new Map<number, LedgerEntry[]>();
  #firstMs = Infinity;
  #lastMs = -Infinity;

  /** Adds to what the same key has used of the same model at the same provider in that hour. The entry is the ledger's from now on. */
  add(entry: LedgerEntry): void {
    const atMs = entry.atMs;
    const entries = this.#hours.get(atMs);
    const same = entries?.find(
      (one) => one.keyHash === entry.keyHash && one.model === entry.model && one.provider === entry.provider,
    );
    if (same) addUp(same, entry);
    else if (entries) entries.push(entry);
    else this.#hours.set(atMs, [entry]);
    this.#firstMs = Math.min(this.#firstMs, atMs);
    this.#lastMs = Math.max(this.#lastMs, atMs);
  }

  /** The entries of the hours that began in [`fromMs`, `toMs`), oldest first. They are the ledger's own: not to be changed. */
  between(fromMs: number, toMs: number): LedgerEntry[] {
    const found: LedgerEntry[] = [];
    const firstMs = Math.max(hourStartMs(fromMs + hourMs - 1), this.#firstMs);
    for (let atMs = firstMs; atMs < toMs && atMs <= this.#lastMs; atMs += hourMs) {
      const entries = this.#hours.get(atMs);
      if (entries) found.push(...entries);
    }
    return found;
  }

  all(): LedgerEntry[] {
    return this.between(0, Infinity);
  }
}

/** The figures of an entry, without what tells it from others. */
export type LedgerFigures = Omit<LedgerEntry, 'atMs' | 'model' | 'provider' | 'keyHash' | 'workspaceId'>;

/** Adds the figures of `more` to those of `sum`. */
export function addUp(sum: LedgerFigures, more: LedgerFigures): void {
  sum.usageMicros += more.usageMicros;
  sum.byokMicros += more.byokMicros;
  sum.requests += more.requests;
  sum.byokRequests += more.byokRequests;
  sum.promptTokens += more.promptTokens;
  sum.completionTokens += more.completionTokens;
  sum.reasoningTokens += more.reasoningTokens;
}
