import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host } from '../../harness/host.ts';
import { poll } from '../../harness/poll.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { addNamedAccount, waitForAccountItems } from '../steps/accounts.ts';
import { refreshUntilShown, waitForTooltip } from '../steps/refresh.ts';
import { storedWith } from '../steps/stored.ts';

/**
 * Three accounts in one item and in three; everything is done in the second window, by keyboard, and is seen in the
 * first. Begins with one account at $4.20, ends with an item for each.
 */
export async function severalAccounts(
  [first, second]: readonly [VscodeWindow, VscodeWindow],
  host: Host,
  simulator: Simulator,
): Promise<void> {
  await addNamedAccount(second, 'limitMonthly', 'Work');
  await addNamedAccount(second, 'ordinary403', 'Old');
  for (const window of [first, second]) await window.waitForStatusBar('OpenRouter: $4.20');
  simulator.control.keyRevoked('ordinary403', true);
  await refreshUntilShown(second, second, /^Old: Error$/);
  const neediest = await first.waitForStatusBar('Old: Error');
  assert.match(neediest.ariaLabel, /^Old: error.*rejected the API key \(401\)/);
  await first.waitForBackground('error');
  // What the second window has read of each comes to the first by itself, one account after the other.
  const text = await waitForTooltip(
    first,
    /^\s*Old\b.*Other accounts.*OpenRouter\s+\$4\.20.*Work\s+\$3\.10 of \$10/s,
  );
  assert.doesNotMatch(text, /7\.30|7\.72|total|sum\b/i, 'nothing is added up');
  await first.screenshot('manyWindows-2-accounts-1-tooltip');
  await first.leaveHover();

  await pinInSecond(first, second, host);
  await eachAnItem(first, second, host);
}

/** The window's workspace shows the account that it was told to; the other one, which was told before, does not change. */
async function pinInSecond(first: VscodeWindow, second: VscodeWindow, host: Host): Promise<void> {
  await second.runCommand('OpenCredits: Switch Account');
  await second.quickInput.waitFor({ title: /^OpenCredits: account of this workspace$/, item: /^Work/ });
  await second.screenshot('manyWindows-2-accounts-2-switch');
  await second.quickInput.pick(/^Work/);
  await second.waitForStatusBar('Work: $3.10 / $10');
  assert.equal((await first.statusBar())?.text, 'Old: Error');
  const places = await poll(
    second.page,
    'the choice in storage',
    () => storedWith(host, 'opencredits.shownAccount'),
    (found) => found.length > 0,
  );
  assert.ok(!places.some((where) => /settings\.json/.test(where)), `the choice is in ${places.join(', ')}`);
}

async function eachAnItem(first: VscodeWindow, second: VscodeWindow, host: Host): Promise<void> {
  await host.setSetting('opencredits.statusBar.accounts', 'each');
  for (const window of [first, second]) {
    await waitForAccountItems(window, ['OpenRouter: $4.20', 'Work: $3.10 / $10', 'Old: Error']);
    assert.equal(await window.statusBar(), undefined, 'and none for all');
  }
  await first.screenshot('manyWindows-2-accounts-3-each');
}
