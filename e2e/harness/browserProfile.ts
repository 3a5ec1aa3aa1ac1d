import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/vscode/chromium.ts';
import { owe } from '../../scripts/vscode/cleanUp.ts';
import { patienceMs } from './poll.ts';

/** What every Chromium of ours is started with. Without a graphics card it may stop drawing unless told that there is none. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium on a profile folder that outlives it, so that a restart of VS Code can be played. */
export interface BrowserProfile {
  readonly pages: readonly Page[];
  newPage(): Promise<Page>;
  /** Closes all pages in good order and the browser; the next `newPage` starts it again on the same profile. */
  close(): Promise<void>;
}

export interface BrowserOptions {
  readonly args?: readonly string[];
  /** Pixels of a screenshot per pixel of the page; default 1. */
  readonly scale?: number | undefined;
}

export function browserProfile(
  profileDir: string,
  { args = [], scale = 1 }: BrowserOptions = {},
): BrowserProfile {
  /** Begun by whoever comes first: two windows may be opening at the same moment. */
  let running: Promise<{ context: BrowserContext; close(): Promise<void> }> | undefined;
  let pages: Page[] = [];

  const start = async () => {
    const context = await chromium.launchPersistentContext(profileDir, {
      executablePath: await ensureChromium(),
      headless: true,
      timeout: patienceMs,
      args: [...chromiumArgs, ...args],
      viewport: { width: 1280, height: 720 },
      deviceScaleFactor: scale,
      locale: 'en-US',
      // A picture of what is half faded in shows nothing.
      reducedMotion: 'reduce',
      // As VS Code's own shell has them; a browser would ask.
      permissions: ['clipboard-read', 'clipboard-write'],
      // Ending is ours: see cleanUp.ts.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    // For the waits of Playwright's own, which would be over after half a minute.
    context.setDefaultTimeout(patienceMs);
    // esbuild, which runs these files, wraps named functions in a helper that a page does not have.
    await context.addInitScript('globalThis.__name = (target) => target;');
    return { context, close: owe(() => context.close()) };
  };

  return {
    get pages() {
      return pages;
    },
    async newPage() {
      running ??= start();
      const page = await (await running).context.newPage();
      page.on('dialog', (dialog) => void dialog.accept().catch(() => {}));
      pages.push(page);
      page.on('close', () => (pages = pages.filter((other) => other !== page)));
      return page;
    },
    async close() {
      // Leaving the page lets VS Code say goodbye to its extension host; a killed tab would leave that one waiting.
      for (const page of pages) await page.goto('about:blank').catch(() => {});
      await (await running)?.close();
      running = undefined;
      pages = [];
    },
  };
}
