import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

/** A reload brings the tab back on what it looked at, and there is one of it. */
export async function dashboardRestored(
  tab: DashboardTab,
  window: VscodeWindow,
  simulator: Simulator,
): Promise<void> {
  await tab.openTab('Keys');
  await tab.chooseRange('7 d');
  simulator.control.clearRequests();
  await window.page.locator('.tab', { hasText: 'OpenCredits' }).click();
  // By the command, which lets VS Code put down what is open; leaving the page does not wait for that.
  const loaded = window.page.waitForEvent('load');
  await window.runCommand('Developer: Reload Window');
  await loaded;
  await window.waitUntilDrawn();
  await tab.waitUntilDrawn();
  await tab.frame.getByRole('table', { name: 'What each key used, and its limit' }).waitFor();
  assert.equal(await chosen(tab, 'tab', 'aria-selected'), 'Keys');
  assert.equal(await chosen(tab, 'button', 'aria-pressed'), '7 d');

  await window.runCommand('OpenCredits: Open Dashboard');
  assert.equal(await window.page.locator('.tab', { hasText: 'OpenCredits' }).count(), 1, 'there is one');
  const asked = simulator.control
    .requests()
    .map(({ path }) => path.replace('/api/v1', ''))
    .filter((path) => !['/key', '/credits'].includes(path));
  assert.deepEqual(asked, [], 'within the hour nothing is asked again');
}

async function chosen(tab: DashboardTab, role: 'tab' | 'button', attribute: string): Promise<string> {
  return tab.frame
    .locator(`${role === 'tab' ? '[role=tab]' : 'button'}[${attribute}="true"]`)
    .first()
    .innerText();
}
