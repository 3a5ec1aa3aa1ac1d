import type { SizeLine } from '../../scripts/vsix/sizeRules.ts';
import type { HistoryResult } from '../history/measureHistory.ts';
import type { DayCount } from '../requests/countDay.ts';
import type { RequestBudgets } from '../requests/requestBudgets.ts';
import { type ScenarioName, scenarioNames, scenarios } from '../requests/scenarios.ts';
import type { Round } from '../windows/playWindows.ts';
import type { Circumstances } from './circumstances.ts';
import type { WindowResult } from './windowResult.ts';

/** Everything that `npm run bench` finds, as it stands in artifacts/bench.json. */
export interface BenchResult {
  readonly circumstances: Circumstances;
  /** Undefined when no window was opened. */
  readonly windows: WindowResult | undefined;
  readonly requestsPerDay: Readonly<Record<ScenarioName, DayCount>>;
  readonly sizes: readonly SizeLine[];
  readonly history: HistoryResult;
  /** The measurements behind `windows`, in the order in which they were taken. */
  readonly rounds: readonly Round[];
}

/** At the median, activation may cost this much more than the empty extension's. Told, not enforced: times wobble. */
export const activationExtraMs = 5;

/** What does not wobble and is not as budgets.json has it: counts of requests, sizes. */
export function brokenBudgets(result: BenchResult, budgets: RequestBudgets): string[] {
  const days = scenarioNames.flatMap((name) => {
    const counted = JSON.stringify(result.requestsPerDay[name]);
    const allowed = JSON.stringify(budgets.day[name]);
    return counted === allowed ? [] : [`${scenarios[name].what}: ${counted}, budgets.json has ${allowed}`];
  });
  const windows = (result.windows?.requests ?? [])
    .filter((count) => count !== budgets.realWindow)
    .map((count) => `a real window sent ${count} requests, budgets.json has ${budgets.realWindow}`);
  const sizes = result.sizes
    .filter(({ bytes, budgetBytes }) => budgetBytes !== undefined && bytes > budgetBytes)
    .map(({ what, bytes, budgetBytes }) => `${what}: ${bytes} bytes, budgets.json has ${budgetBytes}`);
  return [...days, ...windows, ...sizes];
}
