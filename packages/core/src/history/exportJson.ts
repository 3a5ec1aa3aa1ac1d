import { type ExportedAccount, exportRows, figureNames, inPieces } from './exportRows.ts';
import type { Sample } from './sample.ts';

/**
 * The history as JSON: `{version, unit, basis, accounts: [{account, currency, samples}]}`. Amounts are whole millionths in
 * a text, because numbers of JSON would round them; a figure that is not known is missing. One entry for each currency.
 * @returns the text in pieces
 */
export function exportJson(accounts: readonly ExportedAccount[]): Iterable<string> {
  return inPieces(lines(accounts));
}

function* lines(accounts: readonly ExportedAccount[]): Generator<string> {
  const head = { version: 1, unit: 'millionths of the currency', basis: 'as reported by the provider' };
  yield `${JSON.stringify(head).slice(0, -1)},"accounts":[`;
  let before = '';
  for (const { label, samples } of accounts) {
    for (const currency of new Set(samples.map((sample) => sample.currency))) {
      yield `${before}\n{"account":${JSON.stringify(label)},"currency":${JSON.stringify(currency)},"samples":[`;
      before = ',';
      yield* samplesOf(samples, currency);
      yield ']}';
    }
  }
  yield '\n]}\n';
}

function* samplesOf(samples: readonly Sample[], wanted: string): Generator<string> {
  let before = '';
  for (const { time, key, currency, figures } of exportRows(samples)) {
    if (currency !== wanted) continue;
    const known = figures.flatMap((figure, at) =>
      figure === undefined ? [] : [[figureNames[at], String(figure)]],
    );
    yield `${before}\n${JSON.stringify({ time, key, ...Object.fromEntries(known) })}`;
    before = ',';
  }
}
