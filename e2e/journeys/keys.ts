import assert from 'node:assert/strict';
import { keyFor, type Simulator } from '../../packages/simulator/src/index.ts';
import type { Host } from '../harness/host.ts';
import type { VscodeWindow } from '../harness/vscodeWindow.ts';
import type { Journey } from '../runner/journey.ts';
import { assertNowhere } from './steps/canary.ts';
import { assertPlainTooltip } from './steps/hostile.ts';
import { addKey, enterKey, openConfigure, openKeyBox, removeKey, replaceKey } from './steps/keys.ts';
import { asked, assertOnlyAllowedRequests, clickUntilAsked } from './steps/refresh.ts';

const wrong = 'sk-or-v1-simulated-nobody-knows-me';

export const journey: Journey = {
  title:
    'a wrong key is refused, a revoked one replaced and removed; each kind of key shows what it can see, even when every string is hostile [trust 8, 24, 32, 33, 53–56]',
  timeoutMs: 360_000,
  async run({ open, simulator }) {
    const { host, window } = await open();
    await wrongKeys(window, host, simulator);
    simulator.control.keyRevoked('ordinaryRealTotals', false);
    simulator.control.clearRequests();
    await kindsOfKeys(window, simulator);
  },
};

/** From "Set up" to "Set up". */
async function wrongKeys(window: VscodeWindow, host: Host, simulator: Simulator): Promise<void> {
  await window.waitForStatusBar('OpenRouter: Set up');
  await openConfigure(window);
  await openKeyBox(window, /^Paste a key/);

  await enterKey(window, 'short');
  await window.quickInput.waitFor({ message: /too short/i, password: true });
  assert.deepEqual(asked(simulator), [], 'what cannot be a key is not sent');

  // Slow enough to be seen at work: afterwards the box must take keys again without a click.
  simulator.control.fault({ kind: 'delay', delayMs: 300 });
  await enterKey(window, wrong);
  const refused = await window.quickInput.waitFor({ message: /rejected/ });
  assert.match(refused.message, /OpenRouter rejected the API key \(401\).*Nothing was saved/s);
  assert.ok(!refused.message.includes(wrong));
  await window.screenshot('keys-wrong-1-refused');

  // Somebody between us and OpenRouter: the key is not even sent.
  simulator.control.fault({ kind: 'badCertificate', certificate: 'selfSigned' });
  await enterKey(window, `${wrong}-either`);
  const notTrusted = /certificate .* not trusted, so the key was not sent/;
  await window.quickInput.waitFor({ message: host.name === 'web' ? /could not be reached/ : notTrusted });
  assert.deepEqual(
    asked(simulator).map(({ status }) => status),
    [401],
    'only the first attempt came through',
  );
  simulator.control.fault(undefined);
  await window.quickInput.cancel();
  assert.equal((await window.waitForStatusBar('OpenRouter: Set up')).background, 'none');
  await assertNowhere(host, wrong);

  await addKey(window, 'ordinaryRealTotals');
  await window.waitForStatusBar('OpenRouter: $5.20');
  simulator.control.keyRevoked('ordinaryRealTotals', true);
  await clickUntilAsked(window, simulator);
  const rejected = await window.waitForStatusBar('OpenRouter: Error');
  assert.equal(rejected.background, 'error');
  assert.match(rejected.ariaLabel, /rejected the API key \(401\).*Replace/);
  await window.screenshot('keys-wrong-2-rejected');

  const before = asked(simulator).length;
  await window.clickStatusBar();
  await window.quickInput.waitFor({ title: /^OpenRouter: keys$/ });
  await openKeyBox(window, /^Replace the API key/);
  assert.equal(asked(simulator).length, before, 'the rejected key is not tried again');
  await enterKey(window, keyFor('limitMonthly'));
  const good = await window.waitForStatusBar('OpenRouter: $3.10 / $10');
  assert.equal(good.background, 'none');
  await window.waitForNotification(/\$3\.10 of \$10/);
  await window.dismissNotifications();

  await removeKey(window, /^Remove the API key/);
  await window.waitForStatusBar('OpenRouter: Set up');
  await assertNowhere(host, keyFor('limitMonthly'));
  assertOnlyAllowedRequests(simulator);
}

async function kindsOfKeys(window: VscodeWindow, simulator: Simulator): Promise<void> {
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
  await window.screenshot('keys-kinds-1-spendOnly');
  await window.leaveHover();

  await replaceKey(window, 'limitMonthly');
  const limit = await window.waitForStatusBar('OpenRouter: $3.10 / $10');
  assert.match(limit.ariaLabel, /\$3\.10 of \$10 left of this key's limit/);
  const caps = await window.hoverStatusBar();
  assert.match(caps.text, /Key limit left\s+\$3\.10 of \$10\s+resets on the 1st/);
  await window.screenshot('keys-kinds-2-limit');
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
}
