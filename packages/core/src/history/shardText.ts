import { isRecord } from '../util/isRecord.ts';
import { parseJson } from '../util/parseJson.ts';
import { lineOf, sampleOfLine } from './sampleLine.ts';
import type { Sample } from './sample.ts';

/** What a file of samples holds, and whether it may be written over. */
export interface ShardContent {
  /** Every line that could be read, in the file's order. */
  readonly samples: readonly Sample[];
  /**
   * `damaged`: what it begins with is not ours. `alone`: of a newer version, or larger than any of ours: read as far as can
   * be, and left as it is.
   */
  readonly state: 'good' | 'damaged' | 'alone';
}

const VERSION = 1;
/** In characters and lines. A year of one account has 1000 lines; what a file costs to read must not be up to the file. */
const MOST_TEXT = 4_000_000;
const MOST_LINES = 20_000;

/** One format for every resolution: a line that says what it is, and one for each sample, which stands for itself. */
export function shardText(samples: readonly Sample[]): string {
  return `{"version":${VERSION}}\n${samples.map((sample) => `${lineOf(sample)}\n`).join('')}`;
}

/** Any text at all. A damaged line costs itself and no other. */
export function readShard(text: string): ShardContent {
  const lines = text.slice(0, MOST_TEXT).split('\n', MOST_LINES);
  const [head = ''] = lines;
  const json = parseJson(head.slice(0, 1000));
  const version = isRecord(json) ? json['version'] : undefined;
  const isOurs = typeof version === 'number' && version >= VERSION;
  const samples = lines.flatMap((line) => sampleOfLine(line) ?? []);
  const isTooLarge = text.length > MOST_TEXT || lines.length === MOST_LINES;
  const isAlone = isTooLarge || (isOurs && version > VERSION);
  return { samples, state: isAlone ? 'alone' : isOurs ? 'good' : 'damaged' };
}
