import assert from 'node:assert/strict';
import { keyFor } from '../../packages/simulator/src/index.ts';
import { DashboardTab } from '../harness/dashboardTab.ts';
import type { Journey } from '../runner/journey.ts';
import { dashboardFigures } from './chapters/dashboardFigures.ts';
import { assertNowhere } from './steps/canary.ts';
import { addKey } from './steps/keys.ts';

export const journey: Journey = {
  title: 'every figure of an organisation’s dashboard is that of the ledger',
  timeoutMs: 480_000,
  async run({ open, simulator }) {
    const { host, window } = await open({ logLevel: 'trace' });
    const tab = new DashboardTab(window.page);
    await addKey(window, 'organisation');
    await window.runCommand('OpenCredits: Open Dashboard');
    await tab.waitUntilDrawn();
    await dashboardFigures(tab, simulator);
    assert.deepEqual(tab.refusals, []);
    await assertNowhere(host, keyFor('organisation'));
  },
};
