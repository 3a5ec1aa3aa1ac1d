import assert from 'node:assert/strict';
import { keyFor } from '../../../packages/simulator/src/index.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { assertPlainTooltip } from '../steps/hostile.ts';
import { enterKey, openConfigure, openKeyBox, replaceKey } from '../steps/keys.ts';
import { untilDayIsQuiet } from '../steps/quietClock.ts';

/** Each kind of key, one after the other, shows what it can see. Begins at "Set up". */
export async function kindsOfKeys(window: VscodeWindow): Promise<void> {
  await untilDayIsQuiet();
  // As it is copied from a page: with a word before it, quotes and spaces.
  await openConfigure(window);
  await openKeyBox(window, /^Paste a key/);
  await enterKey(window, `  "Bearer ${keyFor('ordinary403')}" `);
  const spend = await window.waitForStatusBar('OpenRouter: PAYG · $0.42 today');
  assert.match(spend.ariaLabel, /\$0\.42 spent today/);
  await window.waitForNotification(/\$0\.42 spent today/);
  await window.dismissNotifications();
  const noBalance = await window.hoverStatusBar();
  assert.match(noBalance.text, /Account balance\s+–\s+not visible to this key/);
  assert.match(noBalance.text, /Today\s+\$0\.42/);
  await window.screenshot('manyKeys-5-kinds-1-spendOnly');
  await window.leaveHover();

  await replaceKey(window, 'limitMonthly');
  const limit = await window.waitForStatusBar('OpenRouter: $3.10 / $10');
  assert.match(limit.ariaLabel, /\$3\.10 of \$10 left of this key's limit/);
  const caps = await window.hoverStatusBar();
  assert.match(caps.text, /Key limit left\s+\$3\.10 of \$10\s+resets on the 1st/);
  await window.screenshot('manyKeys-5-kinds-2-limit');
  await window.leaveHover();

  // 200 with 0/0: the account is funded, this key just does not see it.
  await replaceKey(window, 'ordinaryZero');
  await window.waitForStatusBar('OpenRouter: PAYG · $0.42 today');

  await replaceKey(window, 'ordinaryRealTotals');
  await window.waitForStatusBar('OpenRouter: $5.20');

  await replaceKey(window, 'hostileStrings');
  const hostile = await window.waitForStatusBar('OpenRouter: $3.10 / $10');
  assert.match(
    hostile.ariaLabel,
    /^OpenRouter: \$3\.10 of \$10 left of this key's limit, updated (?:just now|\d min ago)\.$/,
  );
  await assertPlainTooltip(window);
}
