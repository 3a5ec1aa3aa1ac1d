import assert from 'node:assert/strict';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { openAccount, waitForAccountItems } from '../steps/accounts.ts';

/**
 * "Old", the last of three accounts, is renamed, moved, switched off and removed in the second window, by keyboard, and
 * seen in the first at once.
 */
export async function managing([first, second]: readonly [VscodeWindow, VscodeWindow]): Promise<void> {
  const { quickInput } = second;
  await openAccount(second, 'Old');
  await second.screenshot('manyWindows-4-managing-1-flow');
  await quickInput.pick(/^Rename$/);
  await quickInput.waitFor({ title: /^OpenCredits: name the account$/ });
  await second.screenshot('manyWindows-4-managing-2-rename');
  await quickInput.fill('Retired');
  await quickInput.accept();
  await waitForAccountItems(first, ['OpenRouter: $4.20', 'Work: $3.00 / $10', 'Retired: Error']);

  await openAccount(second, 'Retired');
  await quickInput.pick(/^Move/);
  await quickInput.waitFor({ title: /^Retired: order$/, placeholder: /^OpenRouter, Work, \[Retired\]$/ });
  await quickInput.pick(/^Move up$/);
  await quickInput.waitFor({ title: /^Retired: order$/, placeholder: /^OpenRouter, \[Retired\], Work$/ });
  await second.screenshot('manyWindows-4-managing-3-move');
  await quickInput.cancel();
  await waitForAccountItems(first, ['OpenRouter: $4.20', 'Retired: Error', 'Work: $3.00 / $10']);

  await openAccount(second, 'Retired');
  await quickInput.pick(/^Switch off/);
  await waitForAccountItems(first, ['OpenRouter: $4.20', 'Work: $3.00 / $10']);

  await openAccount(second, 'Retired');
  await quickInput.pick(/^Remove the API key/);
  assert.match(await second.dialogText(), /Remove the API key for Retired from this editor\?/);
  await second.screenshot('manyWindows-4-managing-4-remove');
  await second.page.keyboard.press('Enter');
  await second.page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
  await second.runCommand('OpenCredits: Configure Providers');
  const left = await quickInput.waitFor({ title: /^OpenCredits: accounts$/, item: /^Work/ });
  assert.ok(!left.items.some((item) => item.includes('Retired')), left.items.join('\n'));
  await quickInput.cancel();
}
