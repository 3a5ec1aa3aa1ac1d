import { figuresOf } from './figures.ts';
import type { Sample } from './sample.ts';

/** The history of one account, for a file that people take elsewhere. */
export interface ExportedAccount {
  /** As the person calls it. Untrusted text. */
  readonly label: string;
  /** In order. */
  readonly samples: readonly Sample[];
}

/** What the figures are called, in the order of a sample's row. */
export const figureNames = [
  'balance',
  'creditsBought',
  'accountSpent',
  'keyLimitLeft',
  'keyLimit',
  'keySpent',
  'keySpentToday',
  'keySpentThisWeek',
  'keySpentThisMonth',
  'ownKeysSpent',
  'ownKeysSpentToday',
  'ownKeysSpentThisWeek',
  'ownKeysSpentThisMonth',
] as const;

/** One sample in the words of an export. */
export interface ExportRow {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Counts the keys that the account has had: figures of one key are not to be compared with those of another. */
  readonly key: number;
  readonly currency: string;
  readonly figures: readonly (bigint | undefined)[];
}

/** Keys are numbered as they come: their ids are nobody's business. */
export function* exportRows(samples: readonly Sample[]): Generator<ExportRow> {
  const keys = new Map<string, number>();
  for (const sample of samples) {
    const key = keys.get(sample.series) ?? keys.size + 1;
    keys.set(sample.series, key);
    const time = new Date(sample.atMs).toISOString();
    yield { time, key, currency: sample.currency, figures: figuresOf(sample) };
  }
}

const ROWS_IN_A_PIECE = 1000;

/** A text in pieces, for those who write it to a file as it comes: ten years of ten accounts are tens of megabytes. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece: string[] = [];
  for (const text of texts) {
    piece.push(text);
    if (piece.length < ROWS_IN_A_PIECE) continue;
    yield piece.join('');
    piece = [];
  }
  if (piece.length > 0) yield piece.join('');
}
