/** One record of a CSV file (RFC 4180), with its end of line; its cells are as the functions below give them. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/** What a spreadsheet takes for a formula, behind whatever it ignores; also as East Asian keyboards write it. */
const FORMULA = /^[\s\u0000-\u001f"']*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\u0000]/;

/** A text of others': an apostrophe before what could be a formula (CWE-1236), and quotes around all of it. */
export function csvText(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replace(/"/g, '""')}"`;
}

/** Millionths as a decimal with six places, exactly: digits are moved, not divided. */
export function csvAmount(micros: bigint | undefined): string {
  if (micros === undefined) return '';
  const digits = String(micros < 0n ? -micros : micros).padStart(7, '0');
  return `${micros < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
