import { keyFor } from '../../packages/simulator/src/index.ts';
import type { Journey } from '../runner/journey.ts';
import { lowCredit } from './chapters/lowCredit.ts';
import { managing } from './chapters/managing.ts';
import { oneHangs } from './chapters/oneHangs.ts';
import { removeEverything } from './chapters/removeEverything.ts';
import { severalAccounts } from './chapters/severalAccounts.ts';
import { sharedFigure } from './chapters/sharedFigure.ts';
import { tellingOthers } from './chapters/tellingOthers.ts';
import { accountIdIn, accountItems } from './steps/accounts.ts';
import { assertNowhere } from './steps/canary.ts';
import { assertOnlyAllowedRequests } from './steps/refresh.ts';

export const journey: Journey = {
  title:
    'two windows show one account’s figure and ask for it once; that credit is low is told once over both, not while it is snoozed, and again after a top-up; several accounts in one item or in one each, named, ordered and chosen by keyboard; one that hangs holds up no other; diagnostics and log tell no secret; everything is removed with one command, in both windows [trust 18, 20, 21, 37]',
  timeoutMs: 900_000,
  async run({ launch, simulator }) {
    const host = await launch({ logLevel: 'trace' });
    const windows = await Promise.all([host.openWindow(), host.openWindow()]);
    const [first, second] = windows;
    const keys = (['ordinaryRealTotals', 'limitMonthly', 'ordinary403'] as const).map(keyFor);

    await sharedFigure(windows, host, simulator, (words) => console.log(`  ${host.name}: ${words}`));
    await lowCredit(windows, simulator);
    await severalAccounts(windows, host, simulator);
    await host.setSetting('opencredits.updateInterval', '1 minute');
    await oneHangs(windows, simulator);
    assertOnlyAllowedRequests(simulator);
    simulator.control.clearRequests();
    const quietSinceMs = performance.now();

    await managing(windows);
    const ids = (await accountItems(first)).map(({ id }) => accountIdIn(id));
    await tellingOthers(second, ids);
    await assertNowhere(host, ...keys);
    await removeEverything(windows, host, simulator, ids, quietSinceMs);
    await assertNowhere(host, ...keys);
  },
};
