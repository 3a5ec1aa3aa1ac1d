import { csvAmount, csvLine, csvText } from '../util/csvLine.ts';
import { type ExportedAccount, exportRows, figureNames, inPieces } from './exportRows.ts';

/**
 * The history as CSV (RFC 4180): a header that names the units, times in ISO 8601 and UTC, amounts as decimals with six
 * places; a figure that is not known is empty. Safe to open in a spreadsheet.
 * @returns the text in pieces
 */
export function exportCsv(accounts: readonly ExportedAccount[]): Iterable<string> {
  return inPieces(lines(accounts));
}

function* lines(accounts: readonly ExportedAccount[]): Generator<string> {
  const amounts = figureNames.map((name) => `${name} (units of currency)`);
  yield csvLine(['account', 'time (UTC)', 'key (number)', 'currency (ISO 4217)', ...amounts]);
  for (const { label, samples } of accounts) {
    const account = csvText(label);
    for (const { time, key, currency, figures } of exportRows(samples)) {
      yield csvLine([account, time, String(key), currency, ...figures.map(csvAmount)]);
    }
  }
}
