import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** How a page of an extension came up, in milliseconds since Enter was pressed on its command. */
export interface PageTimes {
  /** Its first text stood there. */
  readonly textMs: number;
}

export interface DashboardTimes extends PageTimes {
  /** The account was drawn, with all that can be pressed. */
  readonly drawnMs: number;
  /** What money was spent on was drawn, too. */
  readonly toldMs: number;
  /** From another range's being pressed to its having been drawn: by itself, not since Enter. */
  readonly answerMs: number;
}

/** What a page notes, by the wall clock, which frames have in common. */
interface Seen {
  textAtMs?: number;
  drawnAtMs?: number;
  toldAtMs?: number;
  pressedAtMs?: number;
  answeredAtMs?: number;
}

const lookEveryMs = 100;
const patienceMs = 90_000;

/**
 * Lets pages themselves write down, frame by frame, what they show, and press the dashboard's button: no way to us and back
 * is in the figures. Must come before the window is opened.
 */
export async function watchPages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const nowMs = (): number => performance.timeOrigin + performance.now();
    if (window === window.top) {
      const note = ({ key }: KeyboardEvent): void => {
        if (key === 'Enter') Object.assign(globalThis, { benchEnterAtMs: nowMs() });
      };
      addEventListener('keydown', note, true);
      return;
    }
    const seen: Seen = {};
    Object.assign(globalThis, { benchSeen: seen });
    const look = (): void => {
      requestAnimationFrame(look);
      // VS Code puts a page into a frame of this frame, and gives that one this name when it shows it.
      const shown = document.querySelector<HTMLIFrameElement>('#active-frame')?.contentDocument;
      if (!shown?.body?.innerText.trim()) return;
      seen.textAtMs ??= nowMs();
      const main = shown.querySelector('main[aria-busy]');
      if (!main) return;
      seen.drawnAtMs ??= nowMs();
      if (shown.querySelector('.legend .name')) seen.toldAtMs ??= nowMs();
      const ranges = [...shown.querySelectorAll<HTMLElement>('[role="group"] > button[aria-pressed]')];
      const week = ranges.find(({ innerText }) => innerText === '7 d');
      if (seen.pressedAtMs === undefined) {
        seen.pressedAtMs = nowMs();
        week?.click();
      } else if (main.ariaBusy === 'false' && week?.ariaPressed === 'true') seen.answeredAtMs ??= nowMs();
    };
    requestAnimationFrame(look);
  });
}

/** Waits for a page that has been opened by the palette and shows only text. */
export async function timesOfPage(page: Page): Promise<PageTimes> {
  return waitForTimes(page, ({ textAtMs }, enterAtMs) =>
    textAtMs === undefined ? undefined : { textMs: textAtMs - enterAtMs },
  );
}

/** Waits for the dashboard to have come up with everything. */
export async function timesOfDashboard(page: Page): Promise<DashboardTimes> {
  return waitForTimes(page, (seen, enterAtMs) => {
    const { textAtMs, drawnAtMs, toldAtMs, pressedAtMs, answeredAtMs } = seen;
    if (textAtMs === undefined || drawnAtMs === undefined || toldAtMs === undefined) return undefined;
    if (pressedAtMs === undefined || answeredAtMs === undefined) return undefined;
    return {
      textMs: textAtMs - enterAtMs,
      drawnMs: drawnAtMs - enterAtMs,
      toldMs: toldAtMs - enterAtMs,
      answerMs: answeredAtMs - pressedAtMs,
    };
  });
}

async function waitForTimes<T>(
  page: Page,
  timesOf: (seen: Seen, enterAtMs: number) => T | undefined,
): Promise<T> {
  const enterAtMs = await page.evaluate(
    () => (globalThis as unknown as { benchEnterAtMs: number }).benchEnterAtMs,
  );
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookEveryMs) {
    for (const frame of page.frames()) {
      // One that is just going has nothing to say.
      const seen = await frame
        .evaluate(() => (globalThis as unknown as { benchSeen?: Seen }).benchSeen ?? {})
        .catch((): Seen => ({}));
      const times = timesOf(seen, enterAtMs);
      if (times) return times;
    }
    await delay(lookEveryMs);
  }
  throw new Error(`No page came up within ${patienceMs / 1000} s.`);
}
