import type { Page } from 'playwright-core';

/** Generous: on two busy cores it takes up to 20 s. Where it has been refused a worker, all of this is waited for. */
const startTimeoutMs = 90_000;

/**
 * Whether VS Code for the Web has its extension host in this page; `page/start.js` writes it down. Chromium 156 on a busy
 * machine now and then refuses a worker to a frame that has only just been loaded (1 of about 80, in a bare page with
 * nothing else in it too: net::ERR_ABORTED, or ERR_BLOCKED_BY_RESPONSE, after it has had the script). VS Code does not try
 * again: no extension runs in that page, and a person can only load it anew.
 */
export async function hasExtensionHost(page: Page): Promise<boolean> {
  const told = await page
    .waitForFunction(() => document.documentElement.dataset['extensionHost'], undefined, {
      timeout: startTimeoutMs,
    })
    .then(
      (handle) => handle.jsonValue(),
      () => undefined,
    );
  return told === 'running';
}
