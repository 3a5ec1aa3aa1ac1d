import assert from 'node:assert/strict';
import type { AccountState } from '../model/account.ts';
import type { Failure } from '../model/failure.ts';
import type { Insight } from '../insight/insight.ts';
import { accountLine, type LineStyle } from '../present/statusLine.ts';
import { summarize } from '../present/summary.ts';
import { anInsight } from './insights.ts';
import { failures, NOW_MS, STYLE, watching } from './watches.ts';

/** What must hold whatever comes in. The properties and the fuzz targets ask the same. */

/** What a figure reads like that was worked out from nothing, and what would not stay on one plain line. */
const NO_FIGURE = /undefined|NaN|Infinity|null|\[object/;
const NOT_PLAIN = /\$\(|[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Whatever is known of an account can be shown: one plain line, figures that are figures, words for a screen reader. */
export function assertShows(state: AccountState): void {
  const watch = watching(state);
  const full = '{balance} {limit} {today} {week} {month} {rate} {runway}';
  const styles: readonly (readonly [LineStyle, Insight | undefined])[] = [
    [STYLE, undefined],
    [{ ...STYLE, locale: 'de', format: full }, anInsight()],
  ];
  for (const [style, insight] of styles) {
    const line = accountLine(watch, style, insight);
    assert.notEqual(line.text, '', 'nothing is shown');
    const { headline, title, rows, notes, freshness } = summarize(watch, style, [], insight);
    const figures = [
      line.text,
      line.spoken,
      title,
      freshness,
      ...notes,
      ...(headline ? Object.values(headline) : []),
      ...rows.map(({ label, value }) => `${label}: ${value}`),
    ];
    for (const text of figures) {
      assert.doesNotMatch(text, NO_FIGURE, 'a figure that is none');
      assert.doesNotMatch(text, NOT_PLAIN, 'not one plain line');
    }
  }
}

/** Every text that a failure may hold: all of them ours. */
const FAILURE_TEXTS = new Set(
  failures.flatMap((failure) => Object.values(failure).filter((value) => typeof value === 'string')),
);

/** A failure holds codes of ours and numbers, and nothing of what the other side wrote. */
export function assertIsCodes(failure: Failure): void {
  for (const value of Object.values(failure)) {
    if (typeof value === 'string')
      assert.ok(FAILURE_TEXTS.has(value), 'a text that is not ours in a failure');
    else if (value !== undefined)
      assert.ok(typeof value === 'number' && value >= 0, 'neither code nor number in a failure');
  }
  assertShows({ trouble: { failure, atMs: NOW_MS, attempts: 1, asked: true } });
}

const PROTOTYPE_NAMES = String(Reflect.ownKeys(Object.prototype).map(String));

/** Nobody has given every object of the process a new name. */
export function assertPrototypeUntouched(): void {
  assert.equal(String(Reflect.ownKeys(Object.prototype).map(String)), PROTOTYPE_NAMES, 'Object.prototype');
}
