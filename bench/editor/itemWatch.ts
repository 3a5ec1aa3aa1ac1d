import type { Page } from 'playwright-core';
import { poll } from '../../e2e/harness/poll.ts';

/** How a status bar item looked from one moment on. */
export interface Look {
  /** Milliseconds since the navigation began, by the page's own clock, in the frame that painted it. */
  readonly atMs: number;
  readonly text: string;
  readonly ariaLabel: string;
}

export interface ItemWatch {
  /** Waits for the first text, past or to come, that is wanted. */
  first(what: string, wanted: (look: Look) => boolean): Promise<Look>;
}

const patienceMs = 90_000;

/**
 * Lets the page itself write down, frame by frame, what the item shows: no way to us and back is in the figures. Must
 * come before the page is opened.
 */
export async function watchItem(page: Page, itemId: string): Promise<ItemWatch> {
  await page.addInitScript((id) => {
    if (window !== window.top) return;
    const looks: Look[] = [];
    Object.assign(globalThis, { benchLooks: looks });
    const look = (): void => {
      requestAnimationFrame(look);
      const item = document.getElementById(id);
      if (!item || item.getClientRects().length === 0) return;
      const text = (item.textContent ?? '').replace(/\u00a0/g, ' ').trim();
      if (looks.at(-1)?.text === text) return;
      const ariaLabel = item.getAttribute('aria-label') ?? '';
      looks.push({ atMs: performance.now(), text, ariaLabel });
    };
    requestAnimationFrame(look);
  }, itemId);

  const looks = (): Promise<readonly Look[]> =>
    page.evaluate(() => (globalThis as unknown as { benchLooks?: readonly Look[] }).benchLooks ?? []);

  return {
    first: (what, wanted) =>
      poll(
        page,
        `${itemId} to have shown ${what}`,
        async () => {
          const all = await looks();
          return all.find(wanted) ?? all;
        },
        (found): found is Look => 'atMs' in found,
        patienceMs,
      ),
  };
}
