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
/** What adding a sample writes at most is little more. A day at 5 minutes is 30 000. */
const GROWN_TEXT = 40_000;

const HEAD = `{"version":${VERSION}}\n`;

/** One format for every resolution: a line that says what it is, and one for each sample, which stands for itself. */
export function shardText(samples: readonly Sample[]): string {
  return HEAD + linesOf(samples);
}

/** Any text at all. A damaged line costs itself and no other. */
export function readShard(text: string): ShardContent {
  const lines = text.slice(0, MOST_TEXT).split('\n', MOST_LINES);
  const samples = lines.flatMap((line) => sampleOfLine(line) ?? []);
  const isTooLarge = text.length > MOST_TEXT || lines.length === MOST_LINES;
  return { samples, state: isTooLarge ? 'alone' : stateOf(text) };
}

function stateOf(text: string): ShardContent['state'] {
  const [head = ''] = text.slice(0, 1000).split('\n', 1);
  const json = parseJson(head);
  const version = isRecord(json) ? json['version'] : undefined;
  if (typeof version !== 'number' || version < VERSION) return 'damaged';
  return version > VERSION ? 'alone' : 'good';
}

/** The last sample of a file that is in order, up to a moment: what is behind it is not even looked at. */
export function lastUpTo(text: string, atMs: number): Sample | undefined {
  for (let end = text.length; end > 0;) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const sample = sampleOfLine(text.slice(start, end));
    if (sample && sample.atMs <= atMs) return sample;
    end = start - 1;
  }
  return undefined;
}

/**
 * A file with more samples behind those that it has, which are left as they are.
 * @returns undefined where it would not be in order, is not ours to write over, or has grown enough
 */
export function extended(text: string, samples: readonly Sample[]): string | undefined {
  const last = lastUpTo(text, Infinity);
  const isInOrder = !last || last.atMs <= (samples[0]?.atMs ?? Infinity);
  if (!isInOrder || text.length > GROWN_TEXT || stateOf(text) !== 'good') return undefined;
  return (text.endsWith('\n') ? text : `${text}\n`) + linesOf(samples);
}

function linesOf(samples: readonly Sample[]): string {
  return samples.map((sample) => `${lineOf(sample)}\n`).join('');
}
