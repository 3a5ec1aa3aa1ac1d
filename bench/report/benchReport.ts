import { scenarioNames, scenarios } from '../requests/scenarios.ts';
import { hoursPerDay, intervalsPerDay } from '../requests/countDay.ts';
import type { RequestBudgets } from '../requests/requestBudgets.ts';
import { slowMs } from '../windows/oursWindow.ts';
import { circumstancesText } from './circumstances.ts';
import { activationExtraMs, type BenchResult } from './benchResult.ts';
import { historyReport } from './historyReport.ts';
import { comparisonRows, type Row, spreadRow } from './rows.ts';
import { sizeRows } from './sizeRows.ts';
import { table } from './table.ts';
import type { WindowResult } from './windowResult.ts';

/** The result as people read it. */
export function benchReport(result: BenchResult, budgets: RequestBudgets): string {
  const { circumstances, windows } = result;
  return [
    circumstancesText(circumstances),
    ...(windows ? ['', table(windowRows(windows)), '', ...windowNotes(windows, budgets)] : []),
    '',
    table(requestRows(result)),
    '',
    table(sizeRows(result.sizes)),
    '',
    historyReport(result.history),
  ].join('\n');
}

function windowRows(windows: WindowResult): Row[] {
  const { activation, figure, freshMs, memory } = windows;
  return [
    [`${windows.windowsEach} windows each`, 'min', 'quartile', 'median', 'quartile', 'max', 'ratio'],
    ...comparisonRows('Activation, by Running Extensions', 'empty extension, same window', activation),
    ...comparisonRows('From opening a window again to the figure', 'static item, next window', figure),
    spreadRow('  first answered figure (ms)', freshMs, 0),
    ...(memory === 'not measured'
      ? [['Memory of the extension host: not measured on this system']]
      : [
          ...comparisonRows('Memory of the extension host, PSS', 'empty extension only', memory.pss),
          ...comparisonRows('Memory of the extension host, RSS', 'empty extension only', memory.rss),
        ]),
  ];
}

function windowNotes(windows: WindowResult, budgets: RequestBudgets): string[] {
  const { activation, fromDisk, windowsEach, requests, spoken } = windows;
  const extra = activation.difference.median;
  const kept = extra <= activationExtraMs ? 'kept' : 'NOT KEPT';
  return [
    `Activation costs ${extra} ms more than the empty extension at the median (mean ${activation.difference.mean.toFixed(1)}); at most ${activationExtraMs}: ${kept}`,
    `The last window's figure came first in ${fromDisk} of ${windowsEach} windows, while each answer took ${slowMs / 1000} s and would have been another`,
    `  read out as “${spoken}”`,
    `Requests of a window until its figure is fresh: ${[...new Set(requests)].join(', ')}; allowed ${budgets.realWindow}`,
  ];
}

function requestRows({ requestsPerDay }: BenchResult): Row[] {
  const head = ['at start', '24 h', 'per hour', 'busiest', 'per interval', 'busiest'];
  return [
    ['Requests of a window, core on a fake clock', ...head],
    ...scenarioNames.map((name) => {
      const { atStart, perDay, busiestHour, busiestInterval } = requestsPerDay[name];
      return [
        `  ${scenarios[name].what}`,
        String(atStart),
        String(perDay),
        (perDay / hoursPerDay).toFixed(2),
        String(busiestHour),
        (perDay / intervalsPerDay).toFixed(2),
        String(busiestInterval),
      ];
    }),
  ];
}
