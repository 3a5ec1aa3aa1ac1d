import assert from 'node:assert/strict';
import { keyFor } from '../../packages/simulator/src/index.ts';
import type { Journey } from '../runner/journey.ts';
import { assertPlainTooltip } from './steps/hostile.ts';
import { enterKey, openConfigure, openKeyBox, replaceKey } from './steps/keys.ts';
import { asked, assertOnlyAllowedRequests } from './steps/refresh.ts';

export const journey: Journey = {
  title:
    'each kind of key shows what it can see and says what that is, even when every string is hostile [trust 8, 33, 53–56]',
  async run({ open, simulator }) {
    const { window } = await open();
    await window.waitForStatusBar('OpenRouter: Set up');

    // As it is copied from a page: with a word before it, quotes and spaces.
    await openConfigure(window);
    await openKeyBox(window, /^Paste a key/);
    await enterKey(window, `  "Bearer ${keyFor('ordinary403')}" `);
    const spend = await window.waitForStatusBar('OpenRouter: PAYG · $0.42 today');
    assert.match(spend.ariaLabel, /\$0\.42 spent today/);
    await window.waitForNotification(/\$0\.42 spent today/);
    await window.dismissNotifications();
    const noBalance = await window.hoverStatusBar();
    assert.match(noBalance.text, /Account balance\s+not visible to this key/);
    assert.match(noBalance.text, /Today\s+\$0\.42/);
    await window.screenshot('keyKinds-1-spendOnly');
    await window.leaveHover();

    await replaceKey(window, 'limitMonthly');
    const limit = await window.waitForStatusBar('OpenRouter: $3.10 / $10');
    assert.match(limit.ariaLabel, /\$3\.10 of \$10 left of this key's limit/);
    const caps = await window.hoverStatusBar();
    assert.match(caps.text, /Key limit left\s+\$3\.10 of \$10\s+resets on the 1st/);
    await window.screenshot('keyKinds-2-limit');
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
      /^OpenRouter: \$3\.10 of \$10 left of this key's limit, updated just now\.$/,
    );
    await assertPlainTooltip(window);

    const personas = asked(simulator).map(({ persona }) => persona);
    assert.deepEqual(
      [...new Set(personas)],
      ['ordinary403', 'limitMonthly', 'ordinaryZero', 'ordinaryRealTotals', 'hostileStrings'],
    );
    assertOnlyAllowedRequests(simulator);
  },
};
