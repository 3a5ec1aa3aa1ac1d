import assert from 'node:assert/strict';
import { keyFor } from '../../packages/simulator/src/index.ts';
import { DashboardTab } from '../harness/dashboardTab.ts';
import type { Journey } from '../runner/journey.ts';
import { dashboardByKeyboard } from './chapters/dashboardByKeyboard.ts';
import { dashboardExport } from './chapters/dashboardExport.ts';
import { dashboardFigures } from './chapters/dashboardFigures.ts';
import { dashboardPictures } from './chapters/dashboardPictures.ts';
import { dashboardRanges } from './chapters/dashboardRanges.ts';
import { dashboardRestored } from './chapters/dashboardRestored.ts';
import { assertNowhere } from './steps/canary.ts';
import { addKey } from './steps/keys.ts';
import { untilClockIsQuiet } from './steps/quietClock.ts';
import { assertOnlyAllowedRequests } from './steps/refresh.ts';

export const journey: Journey = {
  title:
    'the dashboard of an organisation: every figure is the ledger’s, all of it can be done by keyboard, an exported file says the same, and after a reload it is as it was; opening it again asks nothing [trust 57]',
  before: untilClockIsQuiet,
  timeoutMs: 1_200_000,
  async run({ open, simulator, hostName }) {
    const { host, window } = await open({ logLevel: 'trace' });
    const tab = new DashboardTab(window.page);
    await addKey(window, 'organisation');
    await window.runCommand('OpenCredits: Open Dashboard');
    await tab.waitUntilDrawn();
    await dashboardFigures(tab, simulator);
    await dashboardRanges(tab, simulator);
    await dashboardByKeyboard(tab, simulator);
    await dashboardExport(tab, host, window, simulator);
    await dashboardRestored(tab, window, simulator);
    assert.deepEqual(tab.refusals, []);
    assertOnlyAllowedRequests(simulator, 'dashboard');
    await assertNowhere(host, keyFor('organisation'));
    if (hostName === '1.139') await dashboardPictures(tab, host, window);
  },
};
