import type { Budgets } from './budgets.ts';
import type { Failure, KeySlot } from './failure.ts';
import type { Reading } from './reading.ts';

/** One account at one provider, as it is kept in `accounts.json`. Never holds a key. */
export interface Account {
  /** Random and opaque: it appears in the names of secrets and in logs. */
  readonly id: string;
  readonly providerId: string;
  /** What the person calls it. Without one it goes by its provider's name. Any text: escape it where it is shown. */
  readonly label?: string | undefined;
  /** Kept, but neither asked about nor shown, until the person switches it on again. */
  readonly disabled?: boolean | undefined;
  /** In place of those in the settings. */
  readonly budgets?: Budgets | undefined;
  /** By the wall clock, while its first key is on the way to SecretStorage; a window that ends then leaves it so. */
  readonly addedAtMs?: number | undefined;
  /** Which keys the person has saved, with where each came from. */
  readonly keys: readonly SavedKey[];
}

export interface SavedKey {
  readonly slot: KeySlot;
  readonly source: 'pasted' | 'environment';
  /** Of two revisions the later one is the greater text. It stands beside the key in SecretStorage too. */
  readonly revision: string;
}

/** What is known of an account: the last good reading and, beside it, how the last attempt went. */
export interface AccountState {
  readonly lastGood?: ReadingAt | undefined;
  /** Since the last complete reading: the newest failure, and how many attempts in a row have failed. */
  readonly trouble?: Trouble | undefined;
}

export interface ReadingAt {
  readonly reading: Reading;
  /** By the wall clock, when the answer came. */
  readonly atMs: number;
}

export interface Trouble {
  readonly failure: Failure;
  /** By the wall clock. */
  readonly atMs: number;
  readonly attempts: number;
  /** Whether the newest attempt was asked for by the person: then its failure shows at once. */
  readonly asked: boolean;
}
