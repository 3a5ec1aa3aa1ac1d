import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { DashboardState, DashboardView } from '../../packages/core/src/index.ts';
import { bundleFiles, pageStyleFile } from '../../scripts/build/bundles.ts';
import { extensionRoot } from '../../scripts/lib/paths.ts';
import { ensureChromium } from '../../scripts/vscode/chromium.ts';
import { chromiumArgs } from '../harness/browserProfile.ts';
import type { ThemeKind } from '../harness/host.ts';
import { ORIGIN, pageDocument, themeStyle } from './pageDocument.ts';

/** What the page finds in place of VS Code, and what is noted of it. */
interface Noted {
  readonly messages: unknown[];
  readonly violations: string[];
  kept: unknown;
}

declare global {
  interface Window {
    noted: Noted;
  }
}

export interface StageOptions {
  readonly theme: ThemeKind;
  readonly width?: number;
  readonly height?: number;
  /** What VS Code has kept from before a reload. */
  readonly kept?: DashboardView;
  /** Scripts to be there before the page, by their text. */
  readonly scripts?: readonly string[];
  readonly forcedColors?: boolean;
}

/** The built page in a Chromium of its own, as strictly held as in VS Code, and with a stub for VS Code. */
export interface Stage {
  readonly page: Page;
  /** Pushes a state as the host does; resolves when it is drawn. */
  show(state: DashboardState): Promise<void>;
  /** Resolves when what has happened is drawn. */
  settle(): Promise<void>;
  /** What the page has said to the host so far. */
  messages(): Promise<readonly unknown[]>;
  kept(): Promise<unknown>;
  /** What it tried and may not: violations of the CSP, requests, errors. */
  offences(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: [...chromiumArgs] });
}

export async function openStage(browser: Browser, options: StageOptions): Promise<Stage> {
  const { theme, width = 1280, height = 900, kept, scripts = [], forcedColors = false } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    forcedColors: forcedColors ? 'active' : 'none',
  });
  const page = await context.newPage();
  const offences: string[] = [];
  page.on('pageerror', (error) => offences.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && offences.push(`console: ${message.text()}`));
  const files: Readonly<Record<string, { readonly contentType: string; readonly body: string }>> = {
    '/': { contentType: 'text/html', body: pageDocument(theme) },
    [`/theme-${theme}.css`]: { contentType: 'text/css', body: themeStyle(theme) },
    '/page.css': { contentType: 'text/css', body: readFileSync(join(extensionRoot, pageStyleFile), 'utf8') },
    '/page.js': {
      contentType: 'text/javascript',
      body: readFileSync(join(extensionRoot, bundleFiles.page), 'utf8'),
    },
  };
  await page.route('**/*', (route) => {
    const { pathname, origin } = new URL(route.request().url());
    const file = origin === ORIGIN ? files[pathname] : undefined;
    if (file) return route.fulfill(file);
    // A browser asks for it by itself.
    if (pathname !== '/favicon.ico') offences.push(`request: ${route.request().url()}`);
    return route.abort();
  });
  await page.addInitScript({ content: `window.keptBefore = ${JSON.stringify(kept)};` });
  await page.addInitScript({ path: fileURLToPath(new URL('stubVscode.js', import.meta.url)) });
  for (const content of scripts) await page.addInitScript({ content });
  await page.goto(`${ORIGIN}/`);
  // A message is handled in a turn of its own, and sizes are measured in the frame after it.
  const settle = (): Promise<void> =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) =>
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
        ),
    );
  return {
    page,
    settle,
    async show(state) {
      // As text: Playwright takes seconds to pass ten thousand keys one by one.
      await page.evaluate(
        (text) => window.postMessage({ kind: 'state', state: JSON.parse(text) as unknown }, '*'),
        JSON.stringify(state),
      );
      await settle();
    },
    messages: () => page.evaluate(() => window.noted.messages),
    kept: () => page.evaluate(() => window.noted.kept),
    async offences() {
      const violations = await page.evaluate(() => window.noted.violations);
      return [...offences, ...violations.map((violation) => `CSP: ${violation}`)];
    },
    close: () => context.close(),
  };
}
