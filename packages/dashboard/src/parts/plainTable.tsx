import type { JSX } from 'preact';
import { type Column, DataTable } from './dataTable.tsx';

interface PlainRow {
  readonly id: string | number;
  readonly cells: readonly string[];
}

interface PlainTableProps {
  readonly caption: string;
  readonly noun: string;
  /** The first column names the row; the others are figures. */
  readonly heads: readonly string[];
  readonly rows: readonly PlainRow[];
}

/** What a chart shows, as a table. */
export function PlainTable({ caption, noun, heads, rows }: PlainTableProps): JSX.Element {
  const columns: readonly Column<PlainRow>[] = heads.map((title, at) => ({
    id: `${at}`,
    title,
    isNumber: at > 0,
    cell: ({ cells }) => <bdi>{cells[at]}</bdi>,
  }));
  return <DataTable caption={caption} noun={noun} rows={rows} columns={columns} rowId={({ id }) => id} />;
}
