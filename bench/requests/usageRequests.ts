/** Counts by path, which is without `/api/v1` and what is asked in it. */
export type PathCounts = Readonly<Record<string, number>>;

/** What a dashboard asks for beside what every window does, which is the balance. */
export function usageRequests(requests: readonly { readonly path: string }[]): PathCounts {
  const counts: Record<string, number> = {};
  for (const { path } of requests) {
    const name = path.replace('/api/v1', '').replace(/\?.*$/, '');
    if (name !== '/key' && name !== '/credits') counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
