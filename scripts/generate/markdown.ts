/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  // Prettier would pad every row to the longest one; a change to one row would then touch the whole table.
  return ['<!-- prettier-ignore -->', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Puts `tables` between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->` in the text of `file`.
 * @throws Error naming the marker that is missing.
 */
export function insertTables(file: string, text: string, tables: Readonly<Record<string, string>>): string {
  let result = text;
  for (const [name, content] of Object.entries(tables)) {
    const open = `<!-- generated:${name} -->`;
    const close = `<!-- /generated:${name} -->`;
    const start = result.indexOf(open);
    const end = result.indexOf(close);
    if (start < 0 || end < start)
      throw new Error(`${file} needs the lines ${open} and ${close}, in this order`);
    result = `${result.slice(0, start + open.length)}\n\n${content}\n\n${result.slice(end)}`;
  }
  return result;
}
