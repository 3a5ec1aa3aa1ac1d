import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host } from '../../harness/host.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { openConfigure } from '../steps/keys.ts';
import { olderRecord, recordFile } from '../steps/olderRecord.ts';
import { asked, clickUntilAsked, waitForTooltip } from '../steps/refresh.ts';

const hourMs = 3_600_000;

/**
 * Two hours later, in a new window: the last figure is there with its age before any answer. Begins at $5.20.
 * @returns the new window, at $5.10.
 */
export async function restart(window: VscodeWindow, host: Host, simulator: Simulator): Promise<VscodeWindow> {
  // While the item is hidden and alerts are off nothing is asked, not even by a window that has never asked. Alerts
  // stay off: the new window finds both in the settings.
  await host.setSetting('opencredits.showInStatusBar', false);
  await window.waitUntilStatusBarHidden();
  await host.setSetting('opencredits.alerts.enabled', false);
  simulator.control.spend('ordinaryRealTotals', 0.1);
  simulator.control.clearRequests();
  const again = await host.restartWindow({
    file: recordFile,
    change: (text) => olderRecord(text, 2 * hourMs),
  });
  await openConfigure(again);
  await again.quickInput.waitFor({ title: /^OpenRouter: keys$/ });
  await again.quickInput.cancel();
  assert.equal(await again.statusBar(), undefined);
  assert.deepEqual(asked(simulator), []);

  // Shown again, and the network is so slow that no answer comes.
  simulator.control.fault({ kind: 'hangBeforeHeaders' });
  await host.setSetting('opencredits.showInStatusBar', undefined);
  const old = await again.waitForStatusBar('OpenRouter: $5.20');
  assert.match(old.ariaLabel, /\$5\.20 account balance, updated 2 h ago\./);
  assert.match(await waitForTooltip(again, /refreshing now/), /Updated 2 h ago/);
  assert.ok(!asked(simulator).some(({ status }) => status !== undefined), 'nothing has been answered');
  await again.screenshot('manyKeys-3-oldFigure');

  // Given up after 15 seconds; of a figure that is two intervals old the item says so by itself.
  await again.waitForStatusBar('OpenRouter: $5.20 $(warning)');
  await waitForTooltip(again, /15 seconds/);

  // The network is mended, and the key still there.
  simulator.control.fault(undefined);
  await clickUntilAsked(again, simulator);
  await again.waitForStatusBar('OpenRouter: $5.10');
  return again;
}
