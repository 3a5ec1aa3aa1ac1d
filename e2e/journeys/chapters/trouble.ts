import assert from 'node:assert/strict';
import type { FaultSpec, Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host } from '../../harness/host.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { asked, clickUntilAsked, clickUntilTooltip, untilAsked, waitForTooltip } from '../steps/refresh.ts';

interface Trouble {
  readonly fault: FaultSpec;
  readonly words: RegExp;
  /** A browser tells its pages less: no reason for a broken connection, nothing of an answer without CORS headers. */
  readonly webWords?: RegExp;
}

const notTrusted = /certificate .* not trusted, so the key was not sent/;
const unreachable = /could not be reached/;

const troubles: readonly Trouble[] = [
  {
    fault: { kind: 'badCertificate', certificate: 'expired' },
    words: notTrusted,
    webWords: unreachable,
  },
  { fault: { kind: 'body', body: 'malformed' }, words: /not understood \(notJson 200\)/ },
  {
    fault: { kind: 'captivePortal' },
    words: /not understood \(notJson 200\).*sign-in page/s,
    webWords: unreachable,
  },
  { fault: { kind: 'redirect', to: 'elsewhere' }, words: /not understood \(redirect/ },
  {
    fault: { kind: 'badCertificate', certificate: 'wrongHost' },
    words: notTrusted,
    webWords: unreachable,
  },
];

/**
 * In trouble of every kind the last value stays and the reason can be read. Begins at $5.20 of the management key, and
 * ends when that is revoked.
 */
export async function trouble(window: VscodeWindow, host: Host, simulator: Simulator): Promise<void> {
  await host.setSetting('opencredits.updateInterval', '1 minute');

  // In the background: nothing changes but the tooltip.
  simulator.control.fault({ kind: 'status', status: 503 });
  await untilAsked(window, simulator);
  // A figure that is two intervals old is marked in the item, too: it is not to get so old while that is looked at.
  await host.setSetting('opencredits.updateInterval', undefined);
  await waitForTooltip(window, /OpenRouter has trouble of its own \(503\)/);
  assert.equal((await window.statusBar())?.text, 'OpenRouter: $5.20');

  // Asked for: the person is told.
  await clickUntilAsked(window, simulator);
  const warned = await window.waitForStatusBar('OpenRouter: $5.20 $(warning)');
  assert.equal(warned.background, 'none');
  assert.match(warned.ariaLabel, /\$5\.20 account balance, .* trouble of its own \(503\)/);
  await window.hoverStatusBar();
  await window.screenshot('oneKey-2-trouble-1-503');

  for (const { fault, words, webWords } of troubles) {
    simulator.control.fault(fault);
    const before = asked(simulator).length;
    await clickUntilTooltip(window, (host.name === 'web' && webWords) || words);
    await window.waitForStatusBar('OpenRouter: $5.20 $(warning)');
    if (fault.kind === 'badCertificate') assert.equal(asked(simulator).length, before, 'no key was sent');
  }
  await window.screenshot('oneKey-2-trouble-2-certificate');

  simulator.control.fault(undefined);
  simulator.control.spend('management', 0.1);
  await clickUntilAsked(window, simulator);
  const recovered = await window.waitForStatusBar('OpenRouter: $5.10');
  assert.ok(!recovered.ariaLabel.includes('trouble'));

  simulator.control.keyRevoked('management', true);
  await clickUntilAsked(window, simulator);
  await window.waitForStatusBar('OpenRouter: Error');

  const log = await host.logText();
  assert.match(log, /providerDown/);
  assert.match(log, /invalidKey/);
  assert.doesNotMatch(log, /sk-or-|Bearer|Guest Wi-Fi|elsewhere/, 'neither keys nor bodies are logged');
}
