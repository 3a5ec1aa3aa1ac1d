import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { limiter } from '../../scripts/lib/limiter.ts';
import { artifactsDir } from './artifacts.ts';
import type { HostName, OpeningHow } from './host.ts';
import { patienceMs, poll } from './poll.ts';
import { QuickInput } from './quickInput.ts';
import { hasExtensionHost } from './webExtensionHost.ts';

/** What a journey costs the processor is mostly the opening of its windows: those take turns, all else runs side by side. */
const opening = limiter(3);

/** So long a palette may be opened again and again. VS Code for the Web may take so long until it knows the extensions. */
const paletteTimeoutMs = 240_000;

/** Eight windows that open together take two busy cores a minute or two. */
const togetherTimeoutMs = 400_000;

/** The status bar item as a person, a screen reader and a mouse find it. */
export interface StatusBarState {
  /** As the extension wrote it, icons as `$(name)` or `$(name~spin)`. */
  readonly text: string;
  readonly ariaLabel: string;
  readonly background: 'none' | 'warning' | 'error';
}

/** A part of the window, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One window of a real VS Code. All waits are for something to be seen, never for time to pass. */
export class VscodeWindow {
  readonly quickInput: QuickInput;

  constructor(
    readonly page: Page,
    private readonly hostName: HostName,
    private readonly statusBarId: string,
  ) {
    this.quickInput = new QuickInput(page);
  }

  /** The same window, seen with another of its status bar items. */
  withItem(statusBarId: string): VscodeWindow {
    return new VscodeWindow(this.page, this.hostName, statusBarId);
  }

  /** Goes to VS Code's address when it is this window's turn; resolves when the workbench is drawn. */
  async openAt(url: string, { together = false }: OpeningHow = {}): Promise<void> {
    const open = async (timeoutMs: number): Promise<void> => {
      await this.page.goto(url, { waitUntil: 'commit', timeout: timeoutMs });
      await this.waitUntilDrawn(timeoutMs);
    };
    await (together ? open(togetherTimeoutMs) : opening(() => open(patienceMs)));
  }

  /** Begins anew in the same place, as `Developer: Reload Window` does. */
  async reload(): Promise<void> {
    await opening(async () => {
      await this.page.reload({ waitUntil: 'commit' });
      await this.waitUntilDrawn();
    });
  }

  /** Resolves when the workbench is drawn; extensions may still be starting. */
  async waitUntilDrawn(timeoutMs = patienceMs): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      // Whichever: the first of them may be that of Restricted Mode, which is hidden in a workspace that is trusted.
      const item = this.page.locator('.monaco-workbench .statusbar-item:visible').first();
      await item.waitFor({ timeout: timeoutMs });
      if (this.hostName !== 'web' || (await hasExtensionHost(this.page))) return;
      if (attempt === 3) throw new Error('VS Code for the Web had no extension host, three times in a row');
      console.log('  web: Chromium refused the extension host its worker, so the page is loaded anew');
      await this.page.reload({ waitUntil: 'commit' });
    }
  }

  /** The item's present state, or undefined when it is not shown. */
  async statusBar(): Promise<StatusBarState | undefined> {
    return this.page.evaluate((id) => {
      const item = document.getElementById(id);
      if (!item || item.getClientRects().length === 0) return undefined;
      const label = item.querySelector<HTMLElement>('a') ?? item;
      const parts = [...label.childNodes].map((node) => {
        if (!(node instanceof HTMLElement)) return node.textContent ?? '';
        const icon = /(?:^| )codicon-(?!modifier-)([a-z0-9-]+)/.exec(node.className)?.[1];
        if (!icon) return node.innerText;
        return node.className.includes('codicon-modifier-spin') ? `$(${icon}~spin)` : `$(${icon})`;
      });
      // Newer versions mark the item with a class, older ones only paint it: the paint is what a person sees.
      const swatch = document.createElement('span');
      item.append(swatch);
      const paints = (color: string) => {
        swatch.style.backgroundColor = `var(--vscode-statusBarItem-${color}Background)`;
        const painted = getComputedStyle(swatch).backgroundColor;
        return painted !== 'rgba(0, 0, 0, 0)' && painted === getComputedStyle(item).backgroundColor;
      };
      const background = paints('warning') ? 'warning' : paints('error') ? 'error' : 'none';
      swatch.remove();
      return {
        text: parts
          .join('')
          .replace(/\u00a0/g, ' ')
          .trim(),
        ariaLabel: item.getAttribute('aria-label') ?? label.getAttribute('aria-label') ?? '',
        background,
      };
    }, this.statusBarId);
  }

  /** The item's text; waits until the item is there. */
  async statusBarText(): Promise<string> {
    return (await this.waitForStatusBar(/(?:)/)).text;
  }

  /** The item's accessible name; waits until the item is there. */
  async statusBarAria(): Promise<string> {
    return (await this.waitForStatusBar(/(?:)/)).ariaLabel;
  }

  /** Waits until the item shows exactly this text, or one that matches. */
  async waitForStatusBar(text: string | RegExp, timeoutMs = patienceMs): Promise<StatusBarState> {
    return poll(
      this.page,
      `the status bar to show ${text}`,
      () => this.statusBar(),
      (state): state is StatusBarState =>
        state !== undefined && (typeof text === 'string' ? state.text === text : text.test(state.text)),
      timeoutMs,
    );
  }

  /** Waits until the item has this background. Takes the mouse off it, which would give it another. */
  async waitForBackground(background: StatusBarState['background'], timeoutMs = patienceMs): Promise<void> {
    await this.leaveHover();
    await poll(
      this.page,
      `the background ${background}`,
      () => this.statusBar(),
      (state) => state?.background === background,
      timeoutMs,
    );
  }

  async waitUntilStatusBarHidden(timeoutMs = patienceMs): Promise<void> {
    await poll(
      this.page,
      'no status bar item',
      () => this.statusBar(),
      (state) => state === undefined,
      timeoutMs,
    );
  }

  /** Clicks the item and takes the mouse off it. Presses no key: that might close what the click opens. */
  async clickStatusBar(): Promise<void> {
    await this.statusBarItem().click();
    await this.takeMouseAway();
  }

  /** Rests the mouse on the item and returns the tooltip, which stays open for a screenshot. */
  async hoverStatusBar(): Promise<{ readonly text: string; readonly html: string }> {
    await this.leaveHover();
    await this.statusBarItem().hover();
    const hover = this.page.locator('.workbench-hover:visible, .monaco-hover:visible').last();
    await hover.locator('.hover-contents, .markdown-hover').first().waitFor();
    return { text: await hover.innerText(), html: await hover.innerHTML() };
  }

  /** Closes the tooltip. */
  async leaveHover(): Promise<void> {
    await this.takeMouseAway();
    await this.takeKeyboardAway();
    const hover = this.page.locator('.workbench-hover:visible').first();
    const isGone = hover.waitFor({ state: 'hidden', timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    if (await isGone) return;
    // An item that was drawn anew under the mouse never hears that the mouse has left; its tooltip does.
    await hover.hover({ timeout: 3_000 }).catch(() => undefined);
    await this.takeMouseAway();
    await hover.waitFor({ state: 'hidden' });
  }

  /**
   * Runs a command from the palette by keyboard: `title` as it stands there, e.g. `OpenCredits: Refresh Credits`. A
   * palette that was opened before VS Code had read the extensions does not find it, and one that was opened while a page
   * of an extension came up is closed when that takes the keyboard; so it is opened again.
   */
  async runCommand(title: string): Promise<void> {
    const row = new RegExp(title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
    const lateMs = performance.now() + paletteTimeoutMs;
    for (;;) {
      try {
        await this.page.keyboard.press('F1');
        await this.quickInput.waitFor({}, 15_000);
        await this.quickInput.fill(`>${title}`, 5_000);
        await this.quickInput.waitFor({ item: row }, 5_000);
        break;
      } catch (error) {
        if (performance.now() > lateMs) throw error;
        await this.quickInput.cancel();
      }
    }
    await this.quickInput.pick(row);
  }

  /** Waits until the explorer shows a file or folder of the workspace. */
  async waitForFolderEntry(name: string): Promise<void> {
    await this.folderEntry(name).waitFor();
  }

  folderEntry(name: string): Locator {
    return this.page.locator('.explorer-folders-view').getByText(name, { exact: true });
  }

  /** The texts of the toasts on screen. */
  async notifications(): Promise<readonly string[]> {
    return this.page.locator('.notifications-toasts .notification-list-item-message:visible').allInnerTexts();
  }

  async waitForNotification(text: RegExp, timeoutMs = patienceMs): Promise<string> {
    const toast = this.page
      .locator('.notifications-toasts .notification-list-item-message', { hasText: text })
      .first();
    await toast.waitFor({ timeout: timeoutMs });
    return toast.innerText();
  }

  /** Rests the mouse on a toast: VS Code hides one by itself after 12 to 18 seconds, but none that somebody points at. */
  async holdNotification(text: RegExp): Promise<void> {
    await this.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).hover();
  }

  /** Closes all toasts by keyboard and waits until they are gone. */
  async dismissNotifications(): Promise<void> {
    await this.takeKeyboardAway();
    await this.page.keyboard.press('Escape');
    await this.page
      .locator('.notifications-toasts .notification-toast')
      .first()
      .waitFor({ state: 'detached' });
  }

  /** Presses a button of a toast. */
  async pressNotificationButton(label: string): Promise<void> {
    await this.page
      .locator('.notifications-toasts')
      .getByRole('button', { name: label, exact: true })
      .first()
      .click();
  }

  /** The text of the modal dialog; waits for one. */
  async dialogText(): Promise<string> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    return dialog.innerText();
  }

  async pressDialogButton(label: string | RegExp): Promise<void> {
    await this.page.locator('.monaco-dialog-box').getByRole('button', { name: label }).first().click();
  }

  /**
   * Everything that the page shows or holds in its markup, in all frames: the markup and the values of the fields on
   * screen. The field of a closed input box is left out: VS Code itself keeps its value until the next one opens.
   */
  async pageContents(): Promise<string> {
    const parts = this.page.frames().map((frame) =>
      frame.evaluate(() => {
        const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
          .filter((field) => field.getClientRects().length > 0)
          .map((field) => field.value);
        return [document.documentElement.outerHTML, ...fields].join('\n');
      }),
    );
    // A frame may go while we look at it.
    const settled = await Promise.allSettled(parts);
    return settled.map((part) => (part.status === 'fulfilled' ? part.value : '')).join('\n');
  }

  /** Writes `artifacts/screenshots/<host>/<name>.png`, of a part of the window or of all, and returns its path. */
  async screenshot(name: string, clip?: Box): Promise<string> {
    const path = join(artifactsDir, 'screenshots', this.hostName, `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path, ...(clip && { clip }) });
    return path;
  }

  async close(): Promise<void> {
    await this.page.goto('about:blank').catch(() => {});
    await this.page.close();
  }

  /** To the middle of the window. */
  private async takeMouseAway(): Promise<void> {
    await this.page.mouse.move(640, 300);
  }

  /**
   * From the status bar to the editors. A clicked item gets the keyboard, and again when the list that it opened is
   * closed; then newer versions keep its tooltip open, frame the whole bar, and Escape does not reach the toasts.
   */
  private async takeKeyboardAway(): Promise<void> {
    if (await this.page.evaluate(() => Boolean(document.activeElement?.closest('.statusbar')))) {
      await this.page.mouse.click(640, 300);
    }
  }

  private statusBarItem(): Locator {
    return this.page.locator(`[id="${this.statusBarId}"]`);
  }
}
