import type { Page } from 'playwright-core';

/** Generous: only a failure waits this long, and on two busy cores everything may take many times as long as on an idle one. */
export const patienceMs = 120_000;

/**
 * Looks again after each change of the page until `good` is content; four times a second where it does not change. It is
 * for conditions that Playwright's own waits cannot express. The error of a timeout says what was seen last.
 */
export async function poll<T, G extends T = T>(
  page: Page,
  what: string,
  look: () => Promise<T>,
  good: ((value: T) => value is G) | ((value: T) => boolean),
  timeoutMs = patienceMs,
): Promise<G> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (good(value)) return value as G;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}; last seen: ${JSON.stringify(value)}`);
    }
    await page.evaluate(nextChange);
  }
}

/** Runs in the page: resolves after its next change, together with those that come in the same frame. */
function nextChange(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      observer.disconnect();
      resolve();
    };
    const timer = setTimeout(done, 250);
    const observer = new MutationObserver(() => requestAnimationFrame(done));
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
