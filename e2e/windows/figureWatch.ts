import type { VscodeWindow } from '../harness/vscodeWindow.ts';
import { poll } from '../harness/poll.ts';

/** What a window's status bar item read from one moment on. */
interface Look {
  /** Milliseconds since 1970 by the clock that all pages of the machine share. */
  readonly atMs: number;
  readonly text: string;
}

export interface FigureWatch {
  /** When the item first read so, in milliseconds since 1970; waits until it does. */
  firstMs(figure: string, timeoutMs?: number): Promise<number>;
}

/**
 * From now on the page itself writes down every text of the item at the moment of the change. No frame is waited for:
 * a window behind the others draws none.
 */
export async function watchFigure(window: VscodeWindow, itemId: string): Promise<FigureWatch> {
  const { page } = window;
  await page.evaluate((id) => {
    const looks: Look[] = [];
    Object.assign(globalThis, { figureLooks: looks });
    const look = (): void => {
      const text = (document.getElementById(id)?.textContent ?? '').replace(/\u00a0/g, ' ').trim();
      if (looks.at(-1)?.text !== text) looks.push({ atMs: Date.now(), text });
    };
    look();
    const everything = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(document.body, everything);
  }, itemId);
  const looks = (): Promise<readonly Look[]> =>
    page.evaluate(() => (globalThis as unknown as { figureLooks: readonly Look[] }).figureLooks);
  return {
    async firstMs(figure, timeoutMs) {
      const seen = await poll(
        page,
        `the item to have read ${figure}`,
        looks,
        (all) => all.some(({ text }) => text.includes(figure)),
        timeoutMs,
      );
      return seen.find(({ text }) => text.includes(figure))?.atMs ?? NaN;
    },
  };
}
