import assert from 'node:assert/strict';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { clipboardText } from '../steps/clipboard.ts';

/** What a person gives away to have a problem looked at: the diagnostics and the log. Begins with two accounts. */
export async function tellingOthers(window: VscodeWindow, accountIds: readonly string[]): Promise<void> {
  await window.runCommand('OpenCredits: Copy Diagnostics');
  await window.waitForNotification(/^Diagnostics copied/);
  await window.screenshot('manyWindows-5-telling-1-diagnostics');
  await window.dismissNotifications();
  const text = await clipboardText(window);
  assert.match(text, /^OpenCredits \d+\.\d+\.\d+\nVS Code 1\.\d+\.\d+, web, (local|remote), trusted\n/);
  assert.match(text, /^statusBar\.accounts: each$/m);
  assert.match(text, /^State: watching; this workspace has an account of its own$/m);
  // "ordinary" is a piece of these simulated keys, so the redactor takes it out.
  assert.match(text, /^Account 1: openrouter, keys: \S+ \(pasted\)$/m);
  assert.match(text, /^ {2}read .+ ago: \S+ key; balance known; key limit none;/m);
  assert.match(text, /^Account 2: openrouter, keys: \S+ \(pasted\)$/m);
  assert.doesNotMatch(text, /Work|[0-9a-f]{16}|[/\\$]|sk-|simul/, 'no label, id, path, amount or key');
  for (const id of accountIds) assert.ok(!text.includes(id));

  await window.runCommand('OpenCredits: Show Log');
  const line = window.page.locator('.panel .view-line', { hasText: /openrouter\s[0-9a-f]{32}:\sread/ });
  await line.first().waitFor();
  await window.screenshot('manyWindows-5-telling-2-log');
}
