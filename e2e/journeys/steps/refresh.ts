import assert from 'node:assert/strict';
import type { LoggedRequest, Simulator } from '../../../packages/simulator/src/index.ts';
import { poll } from '../../harness/poll.ts';
import { setTimeout as delay } from 'node:timers/promises';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';

/** Between two clicks of somebody who wants to know now. Nothing tells that a click would be heard again. */
const impatienceMs = 700;
/** Many clicks, even where each takes seconds; and no interval, or it might be that which asks. */
const clickingMs = 55_000;
/** Generous: what has the shortest interval, or got no answer, is asked by itself within a minute and a half. */
const lateMs = 240_000;

/**
 * Clicks the status bar item until the simulator is asked. Right after an answer a click sends nothing (at most one
 * request in 5 s), so the first clicks may come to nothing.
 */
export async function clickUntilAsked(window: VscodeWindow, simulator: Simulator): Promise<void> {
  await another(window, simulator, 'a click to send a request', clickingMs, async () => {
    await window.clickStatusBar();
    await delay(impatienceMs);
  });
}

/** Waits for the extension to ask by itself. The interval must be the shortest, which is a minute. */
export async function untilAsked(window: VscodeWindow, simulator: Simulator): Promise<void> {
  await another(window, simulator, 'a request in the background', lateMs, () => Promise.resolve());
}

async function another(
  window: VscodeWindow,
  simulator: Simulator,
  what: string,
  timeoutMs: number,
  before: () => Promise<void>,
): Promise<void> {
  const soFar = asked(simulator).length;
  const look = async () => {
    await before();
    return asked(simulator).length;
  };
  await poll(window.page, what, look, (count) => count > soFar, timeoutMs);
}

/** What came with or without a key, but without the browser's preflights. */
export function asked(simulator: Simulator): LoggedRequest[] {
  return simulator.control.requests().filter(({ method }) => method !== 'OPTIONS');
}

/** Clicks the item until its tooltip says so: the only sign of a trouble that never reaches the simulator. */
export async function clickUntilTooltip(window: VscodeWindow, words: RegExp): Promise<void> {
  await tooltip(window, words, async () => {
    await window.clickStatusBar();
    await delay(impatienceMs);
  });
}

/** Asks for all accounts by the palette until the item shows this: each account is asked at most once in 5 s. */
export async function refreshUntilShown(
  window: VscodeWindow,
  item: VscodeWindow,
  text: RegExp,
): Promise<void> {
  const look = async (): Promise<string | undefined> => {
    const shown = (await item.statusBar())?.text;
    if (shown !== undefined && text.test(shown)) return shown;
    await window.runCommand('OpenCredits: Refresh Credits');
    await delay(impatienceMs);
    return (await item.statusBar())?.text;
  };
  await poll(window.page, `a refresh that shows ${text}`, look, (shown) => text.test(shown ?? ''), lateMs);
}

/** Looks at the tooltip until it says so, and leaves it open. */
export async function waitForTooltip(window: VscodeWindow, words: RegExp): Promise<string> {
  return tooltip(window, words, () => window.leaveHover());
}

async function tooltip(window: VscodeWindow, words: RegExp, before: () => Promise<void>): Promise<string> {
  return poll(
    window.page,
    `a tooltip with ${words}`,
    async () => {
      await before();
      return (await window.hoverStatusBar()).text;
    },
    (text) => words.test(text),
    lateMs,
  );
}

/** What is asked for the status bar, and what besides when a dashboard is open. */
const ALLOWED = {
  statusBar: /^(?:GET|OPTIONS) \/api\/v1\/(?:key|auth\/key|credits)$/,
  dashboard:
    /^(?:GET|OPTIONS) \/api\/v1\/(?:key|auth\/key|credits|activity|workspaces|keys)$|^(?:POST|OPTIONS) \/api\/v1\/analytics\/query$/,
};

/** Every request so far was one that is allowed: the key only over TLS to openrouter.ai, to paths that only read. */
export function assertOnlyAllowedRequests(
  simulator: Simulator,
  of: keyof typeof ALLOWED = 'statusBar',
): void {
  for (const request of simulator.control.requests()) {
    const { scheme, method, host, path, keyCame } = request;
    const what = JSON.stringify(request);
    assert.equal(scheme, 'https', what);
    assert.equal(host, 'openrouter.ai', what);
    assert.match(`${method} ${path.replace(/\?.*/, '')}`, ALLOWED[of], what);
    if (method === 'OPTIONS') assert.equal(keyCame, false, what);
  }
  // VS Code's own attempts to reach its gallery end at the proxy and are no affair of ours.
  const reached = simulator.control.connections().filter(({ outcome }) => outcome === 'tunnelled');
  for (const { host, port } of reached) assert.equal(`${host}:${port}`, 'openrouter.ai:443');
}
