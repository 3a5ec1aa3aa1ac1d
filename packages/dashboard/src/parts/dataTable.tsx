import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../pageContext.ts';
import { type Order, sortRows, type SortValue } from './sortRows.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly isNumber?: boolean;
  /** Missing: not to be sorted by. */
  sortBy?(row: Row): SortValue;
  cell(row: Row): ComponentChildren;
}

interface DataTableProps<Row> {
  readonly caption: string;
  /** "models": for the filter and the count. */
  readonly noun: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  rowId(row: Row): string | number;
  /** What the filter looks in; missing: no filter. */
  filterText?(row: Row): string;
}

const AT_A_TIME = 50;

/** Sorted by a click on a column, filtered by a word, fifty rows at a time: ten thousand are as quick as ten. */
export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const { caption, noun, rows, columns, rowId, filterText } = props;
  const { words } = usePage();
  const [order, setOrder] = useState<Order>();
  const [filter, setFilter] = useState('');
  const [most, setMost] = useState(AT_A_TIME);
  const wanted = filter.trim().toLowerCase();
  const found =
    filterText && wanted ? rows.filter((row) => filterText(row).toLowerCase().includes(wanted)) : rows;
  const sorted = sortRows(found, columns, order);
  const shown = sorted.slice(0, most);
  return (
    <>
      {filterText && rows.length > 5 && (
        <p class="filter">
          <input
            type="search"
            placeholder={`Filter ${noun}`}
            aria-label={`Filter ${noun}`}
            value={filter}
            onInput={({ currentTarget }) => {
              setFilter(currentTarget.value);
              setMost(AT_A_TIME);
            }}
          />
          <span role="status" class="quiet">
            {wanted
              ? `${words.count(found.length)} of ${words.count(rows.length)} ${noun}`
              : `${words.count(rows.length)} ${noun}`}
          </span>
        </p>
      )}
      <Scroller label={caption}>
        <table>
          <caption class="heard">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head column={column} order={order} setOrder={setOrder} key={column.id} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowId(row)}>
                {columns.map(({ id, isNumber, cell }, at) =>
                  at === 0 ? (
                    <th scope="row" key={id}>
                      {cell(row)}
                    </th>
                  ) : (
                    <td class={isNumber ? 'number' : ''} key={id}>
                      {cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {sorted.length > shown.length && (
        <p class="more">
          <button type="button" onClick={() => setMost(most + AT_A_TIME)}>
            Show more
          </button>
          <span class="quiet">
            {words.count(shown.length)} of {words.count(sorted.length)} shown
          </span>
        </p>
      )}
    </>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly order: Order | undefined;
  setOrder(order: Order): void;
}

function Head<Row>({ column, order, setOrder }: HeadProps<Row>): JSX.Element {
  const { id, title, isNumber = false, sortBy } = column;
  const isOrdered = order?.id === id;
  const descends = isOrdered && order.descends;
  if (!sortBy)
    return (
      <th scope="col" class={isNumber ? 'number' : ''}>
        {title}
      </th>
    );
  return (
    <th
      scope="col"
      class={isNumber ? 'number' : ''}
      aria-sort={isOrdered ? (descends ? 'descending' : 'ascending') : 'none'}
    >
      {/* Of numbers the largest are looked for, of names the first. */}
      <button type="button" onClick={() => setOrder({ id, descends: isOrdered ? !descends : isNumber })}>
        {title}
        <span class="sortSign" aria-hidden="true">
          {isOrdered ? (descends ? '▼' : '▲') : ''}
        </span>
      </button>
    </th>
  );
}

/** Where what is inside does not fit, it scrolls on its own, by keyboard too. */
export function Scroller({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [isTight, setTight] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = (): void =>
      setTight(
        ((element.firstElementChild as HTMLElement | null)?.offsetWidth ?? 0) > element.clientWidth + 1,
      );
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      {/* A screen reader has all columns, wherever they are. */}
      {isTight && (
        <p class="sideways quiet" aria-hidden="true">
          Scroll sideways for more columns.
        </p>
      )}
      <div
        ref={box}
        class={isTight ? 'scroller tight' : 'scroller'}
        {...(isTight && { role: 'region', tabIndex: 0, 'aria-label': label })}
      >
        {children}
      </div>
    </>
  );
}
