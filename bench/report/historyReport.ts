import type { HistoryResult } from '../history/measureHistory.ts';
import { comparisonRows } from './rows.ts';
import { table } from './table.ts';

/** What the history costs, as people read it. */
export function historyReport(history: HistoryResult): string {
  const { years, accounts, samples, files, bytes } = history;
  const head = ['min', 'quartile', 'median', 'quartile', 'max', 'ratio'];
  return [
    `History: ${years} years of ${accounts} accounts, a sample every 5 minutes (${samples} taken): ${files} files, ${(bytes / 2 ** 20).toFixed(1)} MiB`,
    table([
      ['Of one account, on a real disk', ...head],
      ...comparisonRows('Adding a sample', 'a plain file of that size, written and read', history.append, 2),
      ...comparisonRows('The same, after ten years', 'on the first day', history.age, 2),
      ...comparisonRows('Reading 24 hours', 'a plain file of that size, read', history.readDay, 2),
      ...comparisonRows('Reading 30 days', 'a plain file of that size, read', history.readMonth, 2),
      ...comparisonRows('Reading all', 'a plain file of that size, read', history.readAll, 2),
      ...comparisonRows('24 hours of all accounts, at start', 'of one account', history.start, 2),
    ]),
  ].join('\n');
}
