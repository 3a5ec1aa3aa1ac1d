import assert from 'node:assert/strict';
import type { Journey } from '../runner/journey.ts';
import { addKey, openConfigure } from './steps/keys.ts';
import { asked, assertOnlyAllowedRequests, clickUntilAsked, waitForTooltip } from './steps/refresh.ts';

const hourMs = 3_600_000;

export const journey: Journey = {
  title: 'settings act at once; after a restart the last figure is there with its age before any answer',
  timeoutMs: 300_000,
  async run({ open, simulator }) {
    const { host, window } = await open();
    await window.waitForStatusBar('OpenRouter: Set up');
    await addKey(window, 'management');
    await window.waitForStatusBar('OpenRouter: $5.20');
    await waitForTooltip(window, /next in [56] min/);

    await host.setSetting('opencredits.updateInterval', '1 hour');
    await waitForTooltip(window, /next in (60 min|1 h)/);
    await host.setSetting('opencredits.statusBar.format', '{headline} · {month} this month');
    await window.waitForStatusBar(/^\$5\.20 · .+ this month$/);
    await host.setSetting('opencredits.statusBar.format', undefined);
    await window.waitForStatusBar('OpenRouter: $5.20');
    await host.setSetting('opencredits.hideAmounts', true);
    const hidden = await window.waitForStatusBar('OpenRouter: •••');
    assert.doesNotMatch(hidden.ariaLabel, /\d/);
    assert.doesNotMatch(await waitForTooltip(window, /•••/), /\$\d/);
    await window.screenshot('restart-1-hiddenAmounts');
    await host.setSetting('opencredits.hideAmounts', undefined);
    await window.waitForStatusBar('OpenRouter: $5.20');
    await host.setSetting('opencredits.thresholds.low', 10);
    await window.waitForBackground('warning');
    await host.setSetting('opencredits.thresholds.low', undefined);
    await window.waitForBackground('none');

    // Two hours later, in a new window. While the item is hidden nothing is asked, not even by a window that has never
    // asked.
    await host.setSetting('opencredits.showInStatusBar', false);
    await window.waitUntilStatusBarHidden();
    simulator.control.spend('management', 0.1);
    simulator.control.clearRequests();
    const again = await host.restartWindow({ file: 'snapshot.json', change: olderByTwoHours });
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
    await again.screenshot('restart-2-oldFigure');

    // Given up after 15 seconds; of a figure that is two intervals old the item says so by itself.
    await again.waitForStatusBar('OpenRouter: $5.20 $(warning)');
    await waitForTooltip(again, /15 seconds/);

    // The network is mended, and the key still there.
    simulator.control.fault(undefined);
    await clickUntilAsked(again, simulator);
    await again.waitForStatusBar('OpenRouter: $5.10');
    assertOnlyAllowedRequests(simulator);
  },
};

function olderByTwoHours(text: string): string {
  return text.replace(/"atMs":\s*(\d+)/g, (_, atMs: string) => `"atMs":${Number(atMs) - 2 * hourMs}`);
}
