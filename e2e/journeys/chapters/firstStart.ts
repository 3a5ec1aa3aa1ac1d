import assert from 'node:assert/strict';
import { keyFor, type Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host } from '../../harness/host.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { consent, enterKey, openConfigure, openKeyBox } from '../steps/keys.ts';
import { asked, clickUntilAsked } from '../steps/refresh.ts';

/** From "Set up" to the balance, $5.20, by keyboard alone, and to the next figures by a click. Ends at $5.20 again. */
export async function firstStart(window: VscodeWindow, host: Host, simulator: Simulator): Promise<void> {
  const fresh = await window.waitForStatusBar('OpenRouter: Set up');
  assert.equal(fresh.background, 'none');
  assert.match(fresh.ariaLabel, /not set up.*add a key/i);
  assert.deepEqual(asked(simulator), [], 'nothing is asked before there is a key');
  await window.screenshot('oneKey-1-first-1-setUp');

  const items = await openConfigure(window);
  assert.match(items[0] ?? '', /^Paste a key .*its own limit and spend.*account balance/);
  assert.ok(items.some((item) => item.includes('https://openrouter.ai/settings/keys')));
  await window.screenshot('oneKey-1-first-2-list');
  await openKeyBox(window, /^Paste a key/);
  await window.screenshot('oneKey-1-first-3-box');
  await enterKey(window, keyFor('management'));
  const question = await window.quickInput.waitFor({ title: /this is a management key$/, item: /Keep it/ });
  assert.match(question.placeholder, /create and delete keys/);
  assert.deepEqual(
    asked(simulator).map(({ path }) => path),
    ['/api/v1/key'],
    'the key was checked, and nothing more, before it is kept',
  );
  await window.screenshot('oneKey-1-first-4-consent');
  await consent(window);

  // Total 100, used 94.80. On a machine with much to do a minute may pass before it is read.
  const balance = await window.waitForStatusBar('OpenRouter: $5.20');
  assert.equal(balance.background, 'none');
  assert.match(balance.ariaLabel, /^OpenRouter: \$5\.20 account balance, updated (?:just now|\d min ago)\.$/);
  await window.waitForNotification(/\$5\.20 account balance/);
  await window.dismissNotifications();
  const tooltip = await window.hoverStatusBar();
  assert.match(tooltip.text, /OpenRouter\s+\$5\.20 account balance/);
  assert.match(tooltip.text, /Updated (?:just now|\d min ago) · next in [2-6] min/);
  // Before 1.78 a tooltip cannot run commands.
  const commands = host.name === '1.139' ? ['Refresh', 'Configure', 'Settings'] : [];
  for (const link of [...commands, 'Top up', 'Activity', 'Keys']) {
    assert.match(tooltip.text, new RegExp(`\\b${link}\\b`));
  }
  await window.screenshot('oneKey-1-first-5-tooltip');
  await window.leaveHover();

  simulator.control.spend('management', 1.25);
  await clickUntilAsked(window, simulator);
  const less = await window.waitForStatusBar('OpenRouter: $3.95');
  assert.equal(less.background, 'warning', 'below five dollars');

  simulator.control.topUp('management', 1.25);
  await clickUntilAsked(window, simulator);
  const more = await window.waitForStatusBar('OpenRouter: $5.20');
  assert.equal(more.background, 'none');
}
