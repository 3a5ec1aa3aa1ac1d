import type { Page } from 'playwright-core';

/**
 * Looks once per frame that the page draws until `good` is content. It is for conditions that Playwright's own waits
 * cannot express. The error of a timeout says what was seen last.
 */
export async function poll<T, G extends T = T>(
  page: Page,
  what: string,
  look: () => Promise<T>,
  good: ((value: T) => value is G) | ((value: T) => boolean),
  timeoutMs: number,
): Promise<G> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (good(value)) return value as G;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}; last seen: ${JSON.stringify(value)}`);
    }
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}
