import { needsPerson } from '../model/failure.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { accountLine, type LineStyle } from './statusLine.ts';

/** The account that needs a person most; of several that need one alike, the first in the person's order. */
export function neediest(accounts: readonly [Watching, ...Watching[]], style: LineStyle): Watching {
  const needs = accounts.map((account) => needOf(account, style));
  return accounts[needs.indexOf(Math.max(...needs))] ?? accounts[0];
}

/** The higher, the more urgent. */
function needOf(account: Watching, style: LineStyle): number {
  const { severity, icon } = accountLine(account, style);
  const { trouble } = account.state;
  if (severity === 'error') return 4;
  if (trouble && needsPerson(trouble.failure)) return 3;
  if (severity === 'warning') return 2;
  return icon === 'warning' ? 1 : 0;
}
