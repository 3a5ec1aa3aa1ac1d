import type { DashboardCost } from '../dashboard/measureDashboard.ts';
import type { Comparison } from '../stats.ts';
import { type Row, spreadRow } from './rows.ts';
import { table } from './table.ts';

/** What a dashboard costs the extension host, as people read it. */
export function dashboardReport(costs: readonly DashboardCost[]): string {
  return costs.map(costText).join('\n\n');
}

function costText(cost: DashboardCost): string {
  const { years, accounts, size, files, bytes, heapOfOneBytes, heapOfAllBytes, ranges } = cost;
  const [month] = ranges;
  const baseline = (figure: 'readFirst' | 'readAgain' | 'make', what: string): Row[] =>
    month ? [spreadRow(what, month[figure].baseline, 1)] : [];
  return [
    `Dashboard: ${years} years of ${accounts} accounts, ${size.models} models and ${size.keysADay} of ${size.keys} keys used every day: ${files} files, ${mebibytes(bytes)}`,
    `In memory after all of one account was shown: ${mebibytes(heapOfOneBytes)}; of each after the other: ${mebibytes(heapOfAllBytes)}`,
    table([
      ['Of one account (ms)', 'min', 'quartile', 'median', 'quartile', 'max', 'ratio'],
      ['A month old, 30 days: the baseline'],
      ...baseline('readFirst', '  read for the first time'),
      ...baseline('readAgain', '  read again'),
      ...baseline('make', '  the state made, as JSON'),
      ...ranges.flatMap(({ range, readFirst, readAgain, make, stateBytes }) => [
        [`${years} years old, ${range}: a state of ${(stateBytes / 1024).toFixed(0)} KiB`],
        row('  read for the first time', readFirst),
        row('  read again', readAgain),
        row('  the state made, as JSON', make),
      ]),
    ]),
  ].join('\n');
}

function row(what: string, { ours, ratio }: Comparison): Row {
  return [...spreadRow(what, ours, 1), `× ${ratio.toFixed(2)}`];
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
