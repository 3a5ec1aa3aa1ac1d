import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import type { DayCount } from './countDay.ts';
import type { ScenarioName } from './scenarios.ts';
import type { PathCounts } from './usageRequests.ts';

/** The part of budgets.json about requests. Counts do not wobble, so they are held exactly, not only as a ceiling. */
export interface RequestBudgets {
  /** What a real window sends after it has opened, until its figure is fresh; the key sees its account. */
  readonly realWindow: number;
  /** Of an organisation, beside the balance. Opened again within an hour, in whatever window, it asks for nothing. */
  readonly dashboard: { readonly firstTime: PathCounts; readonly eachHour: PathCounts };
  readonly day: Readonly<Record<ScenarioName, DayCount>>;
}

export function readRequestBudgets(): RequestBudgets {
  const budgets = JSON.parse(readFileSync(join(root, 'budgets.json'), 'utf8')) as {
    readonly requests: RequestBudgets;
  };
  return budgets.requests;
}
