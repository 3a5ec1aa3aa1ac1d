import type { Page } from 'playwright-core';
import { patienceMs, poll } from './poll.ts';

/** What a quick pick or an input box shows at this moment. */
export interface QuickInputState {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** True when the characters are hidden. */
  readonly password: boolean;
  /** The prompt, or the validation message. */
  readonly message: string;
  /** The rows on screen: label, description and detail, in reading order. Empty for an input box. */
  readonly items: readonly string[];
  /** The row that Enter would take, or '' if none. */
  readonly focused: string;
}

/** What to wait for; each part given must match. */
export interface QuickInputMatch {
  readonly title?: RegExp;
  readonly placeholder?: RegExp;
  readonly message?: RegExp;
  /** What stands in the box. */
  readonly value?: RegExp;
  /** Some row must match. */
  readonly item?: RegExp;
  readonly password?: boolean;
}

/** VS Code's quick pick and input box, by keyboard alone. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  /** The present state, or undefined when none is open. */
  async state(): Promise<QuickInputState | undefined> {
    return this.page.evaluate(() => {
      const widget = document.querySelector<HTMLElement>('.quick-input-widget');
      if (!widget || getComputedStyle(widget).display === 'none') return undefined;
      const input = widget.querySelector<HTMLInputElement>(
        'input[type="text"], input[type="password"], textarea',
      );
      const row = (element: Element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim();
      const list = widget.querySelector<HTMLElement>('.quick-input-list, .quick-input-tree');
      const rows =
        list && getComputedStyle(list).display !== 'none'
          ? [...list.querySelectorAll('.monaco-list-row')]
          : [];
      rows.sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')));
      const focusedRow = rows.find((element) => element.classList.contains('focused'));
      return {
        title: widget.querySelector<HTMLElement>('.quick-input-title')?.innerText.trim() ?? '',
        placeholder: input?.placeholder ?? '',
        value: input?.value ?? '',
        password: input?.type === 'password',
        message: widget.querySelector<HTMLElement>('.quick-input-message')?.innerText.trim() ?? '',
        items: rows.map(row),
        focused: focusedRow ? row(focusedRow) : '',
      };
    });
  }

  /** Waits until one is open and looks like this. */
  async waitFor(match: QuickInputMatch = {}, timeoutMs = patienceMs): Promise<QuickInputState> {
    const wanted = Object.entries(match).map(([part, value]) => `${part} ${value}`);
    return poll(
      this.page,
      `a quick input with ${wanted.join(', ') || 'anything'}`,
      () => this.state(),
      (state): state is QuickInputState => state !== undefined && matches(state, match),
      timeoutMs,
    );
  }

  async waitUntilClosed(): Promise<void> {
    await poll(
      this.page,
      'no quick input',
      () => this.state(),
      (state) => state === undefined,
    );
  }

  /** Walks down to the row that matches and takes it with Enter. Returns the row's text. */
  async pick(item: RegExp): Promise<string> {
    await this.waitFor({ item });
    await this.walkTo(item);
    const { focused } = await this.waitFor();
    await this.page.keyboard.press('Enter');
    return focused;
  }

  /** Puts text into the box in place of what is there. */
  async fill(text: string, timeoutMs = patienceMs): Promise<void> {
    await this.waitFor();
    await this.page.keyboard.press('ControlOrMeta+A');
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.insertText(text);
    await poll(
      this.page,
      'the text in the box',
      () => this.state(),
      (state) => state?.value === text,
      timeoutMs,
    );
  }

  async accept(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  /** One step back, by VS Code's own shortcut. */
  async back(): Promise<void> {
    await this.page.keyboard.press('Alt+ArrowLeft');
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.waitUntilClosed();
  }

  private async walkTo(item: RegExp): Promise<void> {
    const first = await this.waitFor();
    let focused = first.focused;
    for (let step = 0; step < 100 && !item.test(focused); step++) {
      await this.page.keyboard.press('ArrowDown');
      const before = focused;
      // The only row stays where it is, so a walk may also end in the same place.
      const state = await poll(
        this.page,
        'the next row',
        () => this.state(),
        (next) => next !== undefined && (next.focused !== before || next.items.length < 2),
      );
      focused = state?.focused ?? '';
    }
    if (!item.test(focused)) throw new Error(`No row matches ${item}: ${JSON.stringify(first.items)}`);
  }
}

function matches(state: QuickInputState, match: QuickInputMatch): boolean {
  return (
    (match.title?.test(state.title) ?? true) &&
    (match.placeholder?.test(state.placeholder) ?? true) &&
    (match.message?.test(state.message) ?? true) &&
    (match.value?.test(state.value) ?? true) &&
    (match.item === undefined || state.items.some((text) => match.item?.test(text))) &&
    (match.password === undefined || match.password === state.password)
  );
}
