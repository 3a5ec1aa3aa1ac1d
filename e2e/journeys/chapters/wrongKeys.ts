import assert from 'node:assert/strict';
import { keyFor, type Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host } from '../../harness/host.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { assertNowhere } from '../steps/canary.ts';
import { addKey, enterKey, openConfigure, openKeyBox, removeKey } from '../steps/keys.ts';
import { asked, clickUntilAsked } from '../steps/refresh.ts';

const wrong = 'sk-or-v1-simulated-nobody-knows-me';

/** From "Set up" to "Set up": a key that is refused, and one that is revoked, replaced and removed. */
export async function wrongKeys(window: VscodeWindow, host: Host, simulator: Simulator): Promise<void> {
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
  await window.screenshot('manyKeys-4-wrong-1-refused');

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
  await window.screenshot('manyKeys-4-wrong-2-rejected');

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
}
