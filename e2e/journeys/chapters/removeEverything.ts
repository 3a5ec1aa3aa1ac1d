import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host } from '../../harness/host.ts';
import { poll } from '../../harness/poll.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { openConfigure } from '../steps/keys.ts';
import { asked } from '../steps/refresh.ts';
import { ownFiles, storedWith } from '../steps/stored.ts';

/** The shortest interval with the most jitter and lag, and a second more. */
const nextRefreshMs = 70_000;

/**
 * "Remove All Data" in one window leaves nothing behind, neither on disk nor in the other window. Begins with two
 * accounts, an item for each, and the shortest interval; ends at "Set up".
 * @param quietSinceMs when the last refresh ended that is in the simulator's log
 */
export async function removeEverything(
  [first, second]: readonly [VscodeWindow, VscodeWindow],
  host: Host,
  simulator: Simulator,
  accountIds: readonly string[],
  quietSinceMs: number,
): Promise<void> {
  const secrets = await host.secretNames();
  assert.ok(secrets === undefined || secrets.length >= 2, 'the keys can be found before');
  assert.ok((await ownFiles(host)).length > 2, 'and the files');

  await first.runCommand('OpenCredits: Remove All Data');
  assert.match(await first.dialogText(), /Remove all OpenCredits data from this editor\?/);
  await first.screenshot('manyWindows-6-remove-1-question');
  await first.pressDialogButton('Remove All');
  // First what VS Code hides after 12 seconds.
  await first.waitForNotification(/All OpenCredits data has been removed/);
  await first.dismissNotifications();
  for (const window of [first, second]) await window.waitForStatusBar('OpenRouter: Set up');
  const askedMs = asked(simulator).length > 0 ? performance.now() : quietSinceMs;
  simulator.control.clearRequests();
  await second.screenshot('manyWindows-6-remove-2-setUp');

  const nothingIsLeft = async (): Promise<void> => {
    const look = async (): Promise<readonly string[]> => {
      const byId = await Promise.all(accountIds.map((id) => storedWith(host, id)));
      return [...(await ownFiles(host)), ...((await host.secretNames()) ?? []), ...byId.flat()];
    };
    await poll(first.page, 'empty storage', look, (left) => left.length === 0);
  };
  await nothingIsLeft();
  if (host.name === '1.75') {
    // Its secrets are where nobody can look but the extension: a window that begins anew finds none.
    await second.reload();
    await second.waitForStatusBar('OpenRouter: Set up');
  }
  const offered = await openConfigure(second);
  assert.match(offered[0] ?? '', /^Paste a key/);
  await second.quickInput.cancel();

  // That nothing comes back has no event: here the time itself is what is tested.
  await delay(Math.max(0, askedMs + nextRefreshMs - performance.now()));
  assert.deepEqual(asked(simulator), [], 'nothing is asked in the next interval');
  for (const window of [first, second]) {
    assert.equal((await window.statusBar())?.text, 'OpenRouter: Set up');
  }
  await nothingIsLeft();
}
