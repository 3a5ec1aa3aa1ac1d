import { isCount, textLike } from '../storage/check.ts';
import { parseJson } from '../util/parseJson.ts';
import { eventKinds, figuresOf, withFigures } from './figures.ts';
import type { Sample } from './sample.ts';

/** What looks like none of ours is not even parsed: a parser that has to say no is slow. */
const LOOKS_LIKE_OURS = /^\[\d{1,15},".{0,1000}\]$/;
/** The year 10000, which our names of files have no room for. */
const END_MS = 253_402_300_800_000;

const isSeries = textLike(/^.{0,200}$/);
const isCurrency = textLike(/^[A-Z]{3}$/);
const isMicros = textLike(/^-?\d{1,20}$/);

/**
 * A sample as a line of our files: `[atMs, series, currency, figure, …]`, each figure in micro-units as a text of digits,
 * because JSON's numbers would round it; null where there is none, nothing behind the last there is.
 */
export function lineOf(sample: Sample): string {
  const row = figuresOf(sample).map((figure) => (figure === undefined ? null : String(figure)));
  while (row.length > 0 && row[row.length - 1] === null) row.pop();
  return JSON.stringify([sample.atMs, sample.series, sample.currency, ...row]);
}

/** @returns undefined for a line that is damaged, or says nothing. Fields that this version does not know are left out. */
export function sampleOfLine(line: string): Sample | undefined {
  const json = LOOKS_LIKE_OURS.test(line) ? parseJson(line) : undefined;
  if (!Array.isArray(json)) return undefined;
  const [atMs, series, currency, ...row] = json as readonly unknown[];
  if (!isCount(atMs) || atMs >= END_MS || !isSeries(series) || !isCurrency(currency)) return undefined;
  const figures: (bigint | undefined)[] = [];
  for (const figure of row.slice(0, eventKinds.length)) {
    if (figure !== null && !isMicros(figure)) return undefined;
    figures.push(figure === null ? undefined : BigInt(figure));
  }
  const sample = withFigures({ atMs, series, currency }, figures);
  return figuresOf(sample).some((figure) => figure !== undefined) ? sample : undefined;
}
