import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import { poll } from '../../harness/poll.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { clickUntilAsked } from '../steps/refresh.ts';

type Windows = readonly [VscodeWindow, VscodeWindow];

/**
 * Credit gets low, almost runs out, is topped up and gets low again: each is told by one message over both windows, and
 * none while it is snoozed. Begins in the moment in which the balance has fallen to $4.20, for VS Code hides a message after
 * 12 to 18 seconds, and ends there.
 */
export async function lowCredit(windows: Windows, simulator: Simulator): Promise<void> {
  const { control } = simulator;
  const [first] = windows;
  const becomes = async (figure: string): Promise<void> => {
    await clickUntilAsked(first, simulator);
    for (const window of windows) await window.waitForStatusBar(`OpenRouter: ${figure}`);
  };

  const teller = await onlyTold(windows, 'OpenRouter: credit is low: $4.20 left.');
  await teller.holdNotification(/credit is low/);
  await teller.screenshot('manyWindows-1-lowCredit-1-told');
  await teller.pressNotificationButton('Snooze 24 h');
  await noMessages(windows);
  for (const window of windows) await window.waitForBackground('warning');

  control.spend('ordinaryRealTotals', 3.5);
  await becomes('$0.70');
  for (const window of windows) await window.waitForBackground('error');
  const other = teller === first ? windows[1] : first;
  await other.runCommand('OpenCredits: Snooze Alerts');
  await other.quickInput.waitFor({ title: /snooze alerts/, item: /^End the snooze now/ });
  assert.deepEqual(await messages(windows), [], 'nothing is told while it is snoozed');
  await other.screenshot('manyWindows-1-lowCredit-2-snoozed');
  await other.quickInput.pick(/^End the snooze now/);
  await other.waitForNotification(/Alerts are shown again/);
  await onlyTold(windows, 'OpenRouter: credit is almost gone: $0.70 left.');
  await dismiss(windows);

  // So little that it is not far more than usual, which would be told first.
  control.topUp('ordinaryRealTotals', 5);
  await becomes('$5.70');
  for (const window of windows) await window.waitForBackground('none');
  control.spend('ordinaryRealTotals', 1.5);
  await becomes('$4.20');
  await onlyTold(windows, 'OpenRouter: credit is low: $4.20 left.');
  await dismiss(windows);
}

/** Waits for a message, and looks whether any other one of the alerts is there. @returns the window that shows it */
async function onlyTold(windows: Windows, text: string): Promise<VscodeWindow> {
  const told = await poll(
    windows[0].page,
    `"${text}"`,
    () => messages(windows),
    (found) => found.includes(text),
  );
  assert.deepEqual(told, [text], 'one message over both windows');
  for (const window of windows) if ((await credits(window)).length > 0) return window;
  return windows[0];
}

async function messages(windows: Windows): Promise<readonly string[]> {
  return (await Promise.all(windows.map(credits))).flat();
}

async function credits(window: VscodeWindow): Promise<readonly string[]> {
  return (await window.notifications()).filter((text) => text.includes('credit is'));
}

async function noMessages(windows: Windows): Promise<void> {
  await poll(
    windows[0].page,
    'no message',
    () => messages(windows),
    (found) => found.length === 0,
  );
}

async function dismiss(windows: Windows): Promise<void> {
  for (const window of windows) {
    if ((await window.notifications()).length > 0) await window.dismissNotifications();
  }
}
