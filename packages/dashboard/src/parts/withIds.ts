/**
 * Rows that nothing tells apart, each with an id of its own. Counted from the last, the oldest: one that comes on top leaves
 * those below it what they are.
 */
export function withIds<Row extends object>(
  rows: readonly Row[],
): readonly (Row & { readonly id: number })[] {
  return rows.map((row, at) => ({ ...row, id: rows.length - at }));
}
