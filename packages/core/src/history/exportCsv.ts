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
  yield line(['account', 'time (UTC)', 'key (number)', 'currency (ISO 4217)', ...amounts]);
  for (const { label, samples } of accounts) {
    const account = cell(label);
    for (const { time, key, currency, figures } of exportRows(samples)) {
      yield line([account, time, String(key), currency, ...figures.map(decimal)]);
    }
  }
}

function line(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/** What a spreadsheet takes for a formula, behind whatever it ignores; also as East Asian keyboards write it. */
const FORMULA = /^[\s\u0000-\u001f"']*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\u0000]/;

/** A text of others': an apostrophe before what could be a formula (CWE-1236), and quotes around all of it. */
function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replace(/"/g, '""')}"`;
}

/** Millionths as a decimal with six places, exactly: digits are moved, not divided. */
function decimal(micros: bigint | undefined): string {
  if (micros === undefined) return '';
  const digits = String(micros < 0n ? -micros : micros).padStart(7, '0');
  return `${micros < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
