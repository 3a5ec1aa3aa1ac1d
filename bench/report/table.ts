/** A table for the terminal: the first column to the left, the others to the right. A row of one cell is a heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    if (row.length === 1) continue;
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows
    .map((row) =>
      row.length === 1
        ? row[0]
        : row
            .map((cell, column) =>
              column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[column] ?? 0) + 2),
            )
            .join('')
            .trimEnd(),
    )
    .join('\n');
}
