/** What one thread is told and says while it fuzzes one target. */
export interface FuzzOrder {
  /** The bundle of the target, which exports it under `name`. */
  readonly bundle: string;
  readonly name: string;
  readonly seeds: readonly string[];
  readonly dictionary: readonly string[];
  /** Of the randomness: the same one gives the same inputs. */
  readonly seed: number;
  readonly budgetMs: number;
  /** How many inputs have begun, the length of the newest in bytes, and its bytes: read by whoever finds us stuck. */
  readonly shared: SharedArrayBuffer;
}

export interface FuzzReport {
  readonly executions: number;
  readonly durationMs: number;
  /** How many inputs are kept: the seeds, and each that reached code which none before it had. */
  readonly corpus: number;
  readonly blocks: number;
  readonly finding?: Finding | undefined;
}

export interface Finding {
  /** One line: which invariant. */
  readonly what: string;
  readonly bytes: Uint8Array;
}

export const HEADER_BYTES = 8;
export const SHARED_BYTES = HEADER_BYTES + 65_536;
