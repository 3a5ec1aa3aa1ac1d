import assert from 'node:assert/strict';
import type { Host } from '../../harness/host.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { waitForTooltip } from '../steps/refresh.ts';

/** The user's own settings act at once, without a reload. Begins and ends at $5.20. */
export async function settingsActAtOnce(window: VscodeWindow, host: Host): Promise<void> {
  await host.setSetting('opencredits.updateInterval', '1 hour');
  await waitForTooltip(window, /next in (5\d min|60 min|1 h)/);
  await host.setSetting('opencredits.statusBar.format', '{headline} · {month} this month');
  await window.waitForStatusBar(/^\$5\.20 · .+ this month$/);
  await host.setSetting('opencredits.statusBar.format', undefined);
  await window.waitForStatusBar('OpenRouter: $5.20');
  await host.setSetting('opencredits.hideAmounts', true);
  const hidden = await window.waitForStatusBar('OpenRouter: •••');
  // Its age may be said.
  assert.doesNotMatch(hidden.ariaLabel, /\$|\d\.\d/);
  assert.doesNotMatch(await waitForTooltip(window, /•••/), /\$\d/);
  await window.screenshot('manyKeys-2-hiddenAmounts');
  await host.setSetting('opencredits.hideAmounts', undefined);
  await window.waitForStatusBar('OpenRouter: $5.20');
  await host.setSetting('opencredits.thresholds.low', 10);
  await window.waitForBackground('warning');
  await host.setSetting('opencredits.thresholds.low', undefined);
  await window.waitForBackground('none');
}
