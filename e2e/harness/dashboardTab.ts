import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The dashboard in its editor tab, as a person reads it. VS Code shows a page of an extension in a frame within a frame. */
export class DashboardTab {
  readonly frame: FrameLocator;

  constructor(readonly page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  get body(): Locator {
    return this.frame.locator('body');
  }

  /** Waits until the page has drawn an account. */
  async waitUntilDrawn(timeoutMs = 60_000): Promise<void> {
    await this.frame.getByRole('tab', { name: 'Overview' }).waitFor({ timeout: timeoutMs });
  }
}
