/** null is not known: it comes last whichever way. */
export type SortValue = string | number | null;

export interface Order {
  readonly id: string;
  readonly descends: boolean;
}

interface SortableColumn<Row> {
  readonly id: string;
  sortBy?(row: Row): SortValue;
}

/** The rows in the order of a column; as they come where none is chosen. Equal ones stay as they are. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly SortableColumn<Row>[],
  order: Order | undefined,
): readonly Row[] {
  const sortBy = columns.find(({ id }) => id === order?.id)?.sortBy;
  if (!order || !sortBy) return rows;
  const sign = order.descends ? -1 : 1;
  return rows
    .map((row) => ({ row, value: sortBy(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sign * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}
