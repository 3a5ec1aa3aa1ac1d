import type { LoggedRequest } from '../../packages/simulator/src/index.ts';

/** What has reached the account's provider in some stretch of time. */
export interface RequestCount {
  /** Each refresh begins with one request for `/api/v1/key`: so many of those. */
  readonly refreshes: number;
  readonly requests: number;
  /** Requests by path, in the order of the paths' names. */
  readonly byPath: Readonly<Record<string, number>>;
}

export const refreshPath = '/api/v1/key';

/** Counts requests; the browser's own preflights are none. */
export function countRequests(log: readonly LoggedRequest[]): RequestCount {
  const paths = log.filter(({ method }) => method !== 'OPTIONS').map(({ path }) => path);
  const count = (wanted: string): number => paths.filter((path) => path === wanted).length;
  return {
    refreshes: count(refreshPath),
    requests: paths.length,
    byPath: Object.fromEntries([...new Set(paths)].sort().map((path) => [path, count(path)])),
  };
}
