import type { FrameLocator, Locator, Page } from 'playwright-core';
import { patienceMs, poll } from './poll.ts';
import type { Box } from './vscodeWindow.ts';

/** The dashboard in its editor tab, as a person reads it. VS Code shows a page of an extension in a frame within a frame. */
export class DashboardTab {
  readonly frame: FrameLocator;
  /** What the browser has said about the page's policy: what it tried and may not. */
  readonly refusals: string[] = [];

  constructor(readonly page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    page.on('console', (message) => {
      const text = message.text();
      // Pages of VS Code's own say so of themselves, too.
      if (
        /Content Security Policy/.test(text) &&
        /fake\.html|page\.js|page\.css/.test(`${text} ${message.location().url}`)
      )
        this.refusals.push(text);
    });
  }

  /** Waits until the page has drawn an account. */
  async waitUntilDrawn(): Promise<void> {
    await this.frame.getByRole('tab', { name: 'Overview' }).waitFor();
  }

  async openTab(name: 'Overview' | 'Models' | 'Keys' | 'Accounts' | 'Events'): Promise<void> {
    await this.frame.getByRole('tab', { name }).click();
    await this.waitForView();
  }

  async chooseRange(name: '24 h' | '7 d' | '30 d' | '90 d' | 'Year' | 'All'): Promise<void> {
    await this.rangeButton(name).click();
    await this.waitForView();
  }

  /** Days of a person's own choice, as `2026-11-26`. */
  async chooseDays(fromDay: string, toDay: string): Promise<void> {
    await this.rangeButton('Custom').click();
    const days = this.frame.getByRole('group', { name: 'Custom range' });
    await days.getByLabel('From').fill(fromDay);
    await days.getByLabel('to', { exact: true }).fill(toDay);
    await days.getByRole('button', { name: 'Show' }).click();
    await this.waitForView();
  }

  async stackBy(name: 'Model' | 'Provider' | 'Key'): Promise<void> {
    await this.frame.getByRole('group', { name: 'Bars by' }).getByRole('button', { name }).click();
    await this.waitForView();
  }

  /** Until what was asked for has been drawn. */
  async waitForView(): Promise<void> {
    await this.frame.locator('main[aria-busy="false"]').waitFor();
  }

  /** Shows a chart's table, or the chart again. */
  async toggleTable(chart: string): Promise<void> {
    await this.frame.getByRole('button', { name: new RegExp(`^Show as (?:table|chart): ${chart}$`) }).click();
  }

  /** All rows of a table: of each cell its text. Presses "Show more" until there is no more. */
  async table(caption: string | RegExp): Promise<readonly (readonly string[])[]> {
    const table = this.frame.getByRole('table', { name: caption });
    await table.waitFor();
    const more = this.frame.getByRole('button', { name: 'Show more' });
    while ((await more.count()) > 0) await more.click();
    return table
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())),
      );
  }

  /** A section by its heading. */
  section(name: string): Locator {
    return this.frame.getByRole('region', { name, exact: true });
  }

  /** Where the page stands in the window. */
  async frameBox(): Promise<Box> {
    const box = await this.page.locator('iframe.webview.ready').boundingBox();
    if (!box) throw new Error('The dashboard is not on screen');
    return box;
  }

  /** How high the page must be to show all that is in it, with the same room below it as above. */
  async neededHeight(): Promise<number> {
    return this.frame
      .locator('#root')
      .evaluate((root) => Math.ceil(root.getBoundingClientRect().bottom + scrollY) + 24);
  }

  /** Resolves when the page has been drawn twice more. */
  async nextFrames(): Promise<void> {
    await this.frame
      .locator('#root')
      .evaluate(
        () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      );
  }

  /** Waits until the page says this. */
  async waitForText(
    text: string | RegExp,
    where = this.frame.locator('body'),
    timeoutMs = patienceMs,
  ): Promise<string> {
    return poll(
      this.page,
      `the dashboard to say ${text}`,
      () => where.innerText(),
      (said) => (typeof text === 'string' ? said.includes(text) : text.test(said)),
      timeoutMs,
    );
  }

  private rangeButton(name: string): Locator {
    return this.frame
      .getByRole('group', { name: 'Range', exact: true })
      .getByRole('button', { name, exact: true });
  }
}
