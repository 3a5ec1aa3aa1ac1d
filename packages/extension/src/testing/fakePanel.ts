import { type DashboardState, type HostMessage, isHostMessage, type PageMessage } from '@opencredits/core';
import type { WebviewOptions } from 'vscode';
import { FakeEvent } from './fakeEvent.ts';

/** An editor tab with a page of ours: a test is the page, and the person who sees the tab. */
export class FakePanel {
  readonly received = new FakeEvent<unknown>();
  readonly viewState = new FakeEvent<void>();
  readonly disposed = new FakeEvent<void>();
  /** What the page was told, the newest last. */
  readonly told: HostMessage[] = [];
  visible = true;
  isDisposed = false;
  reveals = 0;
  /** How often the page was written anew. */
  pages = 0;
  readonly webview: object;
  #html = '';
  #options: WebviewOptions = {};

  constructor(
    readonly viewType: string,
    readonly title: string,
    readonly mistakes: string[],
  ) {
    const setHtml = (html: string): void => {
      this.pages += 1;
      this.#html = html;
    };
    const getHtml = (): string => this.#html;
    const setOptions = (options: WebviewOptions): void => {
      this.#options = options;
    };
    const getOptions = (): WebviewOptions => this.#options;
    this.webview = {
      cspSource: 'https://*.webview.example',
      asWebviewUri: (uri: { toString(): string }) => ({
        toString: () => `https://file.webview.example/${uri.toString().replace(/^.*\/dist\//, 'dist/')}`,
      }),
      onDidReceiveMessage: this.received.event,
      postMessage: async (message: unknown) => {
        await Promise.resolve();
        if (this.isDisposed) this.mistakes.push('a closed tab was told something');
        // Over the wire it is JSON: what does not come back as it was is a mistake of ours.
        const copy: unknown = JSON.parse(JSON.stringify(message));
        if (isHostMessage(copy)) this.told.push(copy);
        else this.mistakes.push(`the page would not know ${JSON.stringify(message).slice(0, 80)}`);
        return true;
      },
      get html() {
        return getHtml();
      },
      set html(html: string) {
        setHtml(html);
      },
      get options() {
        return getOptions();
      },
      set options(options: WebviewOptions) {
        setOptions(options);
      },
    };
  }

  get html(): string {
    return this.#html;
  }

  get options(): WebviewOptions {
    return this.#options;
  }

  readonly onDidDispose = this.disposed.event;
  readonly onDidChangeViewState = this.viewState.event;

  /** What the page says. Not only what it may. */
  say(message: PageMessage | object | string | undefined): void {
    this.received.fire(message);
  }

  /** What the page shows now. */
  get shown(): DashboardState | undefined {
    return this.told.at(-1)?.state;
  }

  /** Another tab is put in front of it, or it comes back. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    this.viewState.fire();
  }

  reveal(): void {
    if (this.isDisposed) this.mistakes.push('a closed tab was revealed');
    this.reveals += 1;
    if (!this.visible) this.setVisible(true);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.visible = false;
    this.disposed.fire();
  }

  get listeners(): number {
    return this.received.size + this.viewState.size + this.disposed.size;
  }
}
