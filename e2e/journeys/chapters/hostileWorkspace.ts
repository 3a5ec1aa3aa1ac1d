import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host } from '../../harness/host.ts';
import { poll } from '../../harness/poll.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { hostileTitle } from '../steps/hostileRepository.ts';
import { addKey, openConfigure } from '../steps/keys.ts';
import { asked, waitForTooltip } from '../steps/refresh.ts';
import { grantTrust, waitUntilRestricted } from '../steps/trust.ts';

/** The interval that the workspace wants, with the most jitter and a second more. */
const hostileIntervalMs = 67_000;

/** Sooner after an answer a refresh would send nothing (at most one request in 5 s), whoever wants it. */
const askedGapMs = 6_000;

/**
 * The workspace changes nothing, be it trusted or not, and its `.env` is not read. From "Set up" to $5.20.
 * @returns waits out the interval that the workspace wants; fails if anything was asked since the figure was shown. The
 * user's interval may have become longer meanwhile.
 */
export async function hostileWorkspace(
  window: VscodeWindow,
  host: Host,
  simulator: Simulator,
): Promise<() => Promise<void>> {
  await settingsAreRead(window);
  await waitUntilRestricted(window);
  await window.waitForStatusBar('OpenRouter: Set up');
  assert.deepEqual(asked(simulator), [], 'a key is never taken silently');
  await keyOfTheEnvironment(window, host);
  await unchanged(window);
  const shownMs = performance.now();
  // That nothing is asked has no event: here the time itself is what is tested.
  const after = (sinceShownMs: number): Promise<void> =>
    delay(Math.max(0, shownMs + sinceShownMs - performance.now()));
  const first = sent(simulator);
  assert.deepEqual(
    first,
    ['key', 'key', 'credits'].map((name) => `https://openrouter.ai/api/v1/${name} by ordinaryRealTotals`),
    'the key was checked, then the figure read, once',
  );

  await after(askedGapMs);
  await grantTrust(window);
  await unchanged(window);
  assert.deepEqual(sent(simulator), first, 'trust brings no request');
  await startedOnce(window, host);
  return async () => {
    await after(hostileIntervalMs);
    assert.deepEqual(sent(simulator), first, 'nothing was asked in the interval that the workspace wants');
  };
}

/** Where each request so far went, and whose key it had. */
function sent(simulator: Simulator): string[] {
  return asked(simulator).map(
    ({ scheme, host, path, persona }) => `${scheme}://${host}${path} by ${persona ?? 'nobody'}`,
  );
}

/** VS Code has taken the settings of the workspace file and of both roots, as far as a workspace may have them. */
async function settingsAreRead(window: VscodeWindow): Promise<void> {
  const { page } = window;
  const isTitled = (title: string): boolean => title.includes(hostileTitle);
  await poll(page, `the title ${hostileTitle}`, () => page.title(), isTitled);
  await window.waitForFolderEntry('first.txt');
  // VS Code unfolds the first root only; while it is still starting it may not hear of the second.
  await window.folderEntry('second').click();
  const unfold = async (): Promise<number> => {
    await page.keyboard.press('ArrowRight');
    return window.folderEntry('second.txt').count();
  };
  await poll(page, 'the files of the second root', unfold, (count) => count > 0);
  await window.folderEntry('hidden.txt').waitFor({ state: 'detached' });
}

/** What there is to see is what the user's settings say. */
async function unchanged(window: VscodeWindow): Promise<void> {
  const state = await window.waitForStatusBar('OpenRouter: $5.20');
  assert.equal(state.background, 'none', 'thresholds are the user’s');
  // The workspace says every minute. Some of the five may have passed, on a machine with much to do.
  await waitForTooltip(window, /next in [2-6] min/);
  const item = window.page.locator('[id="opencredits.opencredits.balance"]');
  assert.equal(await item.count(), 1);
  const box = await item.boundingBox();
  assert.ok(box && box.x > 640, 'on the right');
}

/** Whatever VS Code starts anew when trust is granted, it is not us. */
async function startedOnce(window: VscodeWindow, host: Host): Promise<void> {
  const starts = async (): Promise<number> =>
    [...(await host.diagnostics()).matchAll(/_doActivateExtension opencredits\.opencredits\b/g)].length;
  assert.equal(await poll(window.page, 'our start in the log', starts, (count) => count > 0), 1);
}

/** One click and one Enter where there is an environment; a browser has none, and the workspace's .env is not one. */
async function keyOfTheEnvironment(window: VscodeWindow, host: Host): Promise<void> {
  if (host.name === 'web') {
    const items = await openConfigure(window);
    assert.ok(!items.some((item) => /OPENROUTER_API_KEY|environment/i.test(item)), items.join('\n'));
    await window.quickInput.cancel();
    await addKey(window, 'ordinaryRealTotals');
  } else {
    await window.clickStatusBar();
    const list = await window.quickInput.waitFor({ title: /set up/, item: /OPENROUTER_API_KEY/ });
    assert.match(list.focused, /^Use the key in OPENROUTER_API_KEY/);
    await window.screenshot('manyKeys-1-environmentKey');
    await window.quickInput.accept();
  }
}
