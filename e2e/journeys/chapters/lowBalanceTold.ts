import assert from 'node:assert/strict';
import type { PersonaName, Simulator } from '../../../packages/simulator/src/index.ts';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { moment } from '../steps/ledger.ts';
import { clickUntilAsked } from '../steps/refresh.ts';

const MINUTE_MS = 60_000;

/** Half of what is left goes, and not by spending: it is told, and stands among the events and at the end of the line. */
export async function lowBalanceTold(
  tab: DashboardTab,
  window: VscodeWindow,
  simulator: Simulator,
  persona: PersonaName,
): Promise<void> {
  const beforeMs = Date.now();
  simulator.control.setAccount(persona, { totalCreditsUsd: 182 });
  await clickUntilAsked(window, simulator);
  const told = await window.waitForNotification(/credit is low/);
  assert.equal(told, 'OpenRouter: credit is low: $18.00 left.');
  await window.dismissNotifications();
  await tab.openTab('Events');
  await tab.waitForText('credit was low');
  const [alert = [], fell = []] = await tab.table('What happened, the newest first');
  const nowMs = Date.now();
  // Each minute that it may have been in.
  const minutes = new Set([moment(nowMs, nowMs)]);
  for (let atMs = beforeMs; atMs < nowMs; atMs += MINUTE_MS) minutes.add(moment(atMs, nowMs));
  for (const [when = ''] of [alert, fell]) assert.ok(minutes.has(when), `${when}: ${[...minutes].join()}`);
  assert.deepEqual(alert.slice(1), ['Alert: credit was low ($18.00 left)', '']);
  assert.deepEqual(fell.slice(1), ['Credits fell: refunded, expired or moved away', '$18.00']);
  await tab.openTab('Overview');
  await tab.waitForText('$18.00', tab.section('What is left'));
  await tab.waitForText('$18.00 left', tab.section('Balance'));
}
