import assert from 'node:assert/strict';
import { keyFor } from '../../packages/simulator/src/index.ts';
import { DashboardTab } from '../harness/dashboardTab.ts';
import type { Journey } from '../runner/journey.ts';
import { livedFigures } from './chapters/livedFigures.ts';
import { lowBalanceTold } from './chapters/lowBalanceTold.ts';
import { assertNowhere } from './steps/canary.ts';
import { addKey } from './steps/keys.ts';
import { assertOnlyAllowedRequests, clickUntilAsked } from './steps/refresh.ts';
import { untilClockIsQuiet } from './steps/quietClock.ts';
import { steadyPast } from './steps/steadyPast.ts';
import { storeSamples } from './steps/storeSamples.ts';

const persona = 'limitAndBalance';

export const journey: Journey = {
  title:
    'the dashboard of an ordinary key that was watched for three weeks: line, spend, runway and events are what was lived, and what happens is there at once',
  before: untilClockIsQuiet,
  // In twelve minutes in which nothing is spent an hour's mean would become less than it was lived.
  timeoutMs: 690_000,
  async run({ open, simulator }) {
    const { control } = simulator;
    const past = steadyPast(control.now());
    control.setAccount(persona, past.account);
    const { host, window } = await open({ userSettings: { 'opencredits.thresholds.low': 20 } });
    await addKey(window, persona);
    await window.waitForStatusBar(/^OpenRouter: \$/);
    await host.changeStorage((folder) => storeSamples(folder, (now) => past.samples(now)));
    await window.waitForStatusBar(/^OpenRouter: \$/);
    // The past is looked at with each answer.
    await clickUntilAsked(window, simulator);
    await window.runCommand('OpenCredits: Open Dashboard');
    const tab = new DashboardTab(window.page);
    await tab.waitUntilDrawn();
    await livedFigures(tab, past);
    await lowBalanceTold(tab, window, simulator, persona);
    assert.deepEqual(tab.refusals, []);
    assertOnlyAllowedRequests(simulator, 'dashboard');
    await assertNowhere(host, keyFor(persona));
  },
};
