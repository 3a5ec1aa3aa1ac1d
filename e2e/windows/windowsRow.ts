import type { HostName } from '../harness/host.ts';
import type { RequestCount } from './requestCount.ts';

/** What so many windows together have asked in the counted intervals, and how alike they are after a change. */
export interface WindowsRow extends RequestCount {
  readonly host: HostName;
  readonly windows: number;
  /** From the first navigation until all windows showed the figure. */
  readonly openingMs: number;
  /** Refreshes in that time. How long it takes depends on the machine, so they are not compared but have a limit. */
  readonly openingRefreshes: number;
  /** Between the first and the last window that showed a new figure. */
  readonly spreadMs: number;
}

/** All windows must show a new figure within so long of the first. */
export const mostSpreadMs = 1_000;

/** The shortest interval there is, in milliseconds. Refreshes come up to a tenth later than that, and never earlier. */
export const intervalMs = 60_000;

/** What is wrong with the rows, for people: a count that depends on the number of windows, or windows that differ. */
export function windowsProblems(rows: readonly WindowsRow[]): string[] {
  const problems: string[] = [];
  const firstOf = new Map<HostName, WindowsRow>();
  for (const row of rows) {
    const { host, windows, spreadMs } = row;
    const first = firstOf.get(host) ?? row;
    firstOf.set(host, first);
    if (costOf(row) !== costOf(first)) {
      problems.push(
        `${host}: ${windows} windows asked ${costOf(row)}; ${first.windows} asked ${costOf(first)}`,
      );
    }
    const mostOpening = 1 + Math.floor(row.openingMs / intervalMs);
    if (row.openingRefreshes > mostOpening) {
      problems.push(
        `${host}: ${windows} windows that opened together refreshed ${row.openingRefreshes} times, not ${mostOpening}`,
      );
    }
    if (!(spreadMs <= mostSpreadMs)) {
      problems.push(
        `${host}: ${windows} windows showed a new figure ${spreadMs} ms apart; ${mostSpreadMs} ms are allowed`,
      );
    }
  }
  return problems;
}

const pathsOf = ({ byPath }: WindowsRow): string =>
  Object.entries(byPath)
    .map(([path, count]) => `${count} × ${path}`)
    .join(', ');

const costOf = (row: WindowsRow): string => `${row.refreshes} times (${pathsOf(row)})`;

export const windowsHead: readonly string[] = [
  'Host',
  'Windows',
  'Refreshes',
  'Requests',
  'By path',
  'While opening',
  'Apart',
];

/** The cells of a row, below `windowsHead`. */
export function windowsCells(row: WindowsRow): string[] {
  const opening = `${row.openingRefreshes} in ${Math.round(row.openingMs / 1000)} s`;
  const numbers = [row.windows, row.refreshes, row.requests].map(String);
  return [row.host, ...numbers, pathsOf(row), opening, `${row.spreadMs} ms`];
}
