import type { Locator } from 'playwright-core';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

/** VS Code's own item, which is there in Restricted Mode only. Older versions put the workspace behind its name. */
function restrictedSign({ page }: VscodeWindow): Locator {
  return page.locator('[id^="status.workspaceTrust"]');
}

export async function waitUntilRestricted(window: VscodeWindow): Promise<void> {
  await restrictedSign(window).waitFor();
}

/** Trusts the workspace as a person does, and waits until VS Code has taken it. */
export async function grantTrust(window: VscodeWindow): Promise<void> {
  await window.runCommand('Workspaces: Manage Workspace Trust');
  await window.page
    .locator('.workspace-trust-editor')
    .getByRole('button', { name: 'Trust', exact: true })
    .first()
    .click();
  await restrictedSign(window).waitFor({ state: 'hidden' });
  await window.runCommand('View: Close All Editors');
  await window.page.locator('.workspace-trust-editor').waitFor({ state: 'detached' });
}
