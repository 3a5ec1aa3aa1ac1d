import type { LogOutputChannel, StatusBarAlignment, Uri, WindowState } from 'vscode';
import manifest from '../../package.json' with { type: 'json' };
import { FakeEvent } from './fakeEvent.ts';
import { FakeFileSystem } from './fakeFileSystem.ts';
import { FakePanel } from './fakePanel.ts';
import { FakeBox, type FakePick } from './fakeQuickInput.ts';
import { FakeSettings } from './fakeSettings.ts';
import { createFakeItem, type FakeItem } from './fakeStatusBar.ts';

/** A message that was shown, and the way to answer it. */
export interface FakeMessage {
  readonly kind: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly detail: string;
  readonly modal: boolean;
  readonly choices: readonly string[];
  /** Presses one of the choices; undefined closes the message. */
  answer(choice: string | undefined): void;
}

/** One window of VS Code, as far as the extension uses it: records what is shown, and lets a test be the person. */
export class FakeHost {
  readonly items: FakeItem[] = [];
  readonly inputs: (FakePick | FakeBox)[] = [];
  readonly messages: FakeMessage[] = [];
  /** Every line of every output channel, at every level. */
  readonly log: { readonly level: string; readonly text: string }[] = [];
  readonly commands = new Map<string, (...args: unknown[]) => unknown>();
  /** Commands of VS Code's own that were run, with their arguments. */
  readonly executed: (readonly unknown[])[] = [];
  readonly context = new Map<string, unknown>();
  readonly opened: string[] = [];
  readonly copied: string[] = [];
  readonly settings = new FakeSettings(manifest.contributes.configuration.properties);
  readonly fileSystem = new FakeFileSystem();
  readonly windowState = new FakeEvent<WindowState>();
  /** What VS Code would refuse or log as the extension's fault. */
  readonly mistakes: string[] = [];
  /** The kind of its colour theme, as VS Code numbers them: 2 is dark. */
  themeKind = 2;
  readonly themeChanged = new FakeEvent<void>();
  /** What the extension would have called the files that a person was asked to save. */
  readonly proposed: string[] = [];
  /** Where a person saves a file, when asked; undefined is Cancel. */
  saveTarget: string | undefined;
  isLogShown = false;
  readonly panels: FakePanel[] = [];
  /** Who brings tabs back after a reload, by what they are. */
  readonly serializers = new Map<
    string,
    { deserializeWebviewPanel(panel: unknown, state: unknown): unknown }
  >();
  language = 'en';
  #channels = 0;

  createItem(id: string, alignment: StatusBarAlignment, priority?: number): FakeItem {
    const item = createFakeItem(id, alignment, priority, this.mistakes);
    this.items.push(item);
    return item;
  }

  createInput<T extends FakePick | FakeBox>(Input: new (show: (input: unknown) => void) => T): T {
    return new Input((input) => {
      // VS Code shows one at a time: a new one hides the one before.
      this.inputs.at(-1)?.hide();
      this.inputs.push(input as T);
    });
  }

  createPanel(viewType: string, title: string): FakePanel {
    const panel = new FakePanel(viewType, title, this.mistakes);
    this.panels.push(panel);
    return panel;
  }

  /** VS Code brings back a tab that was open before. */
  async bringBack(viewType: string, state?: unknown): Promise<FakePanel> {
    const panel = this.createPanel(viewType, 'as it was');
    await this.serializers.get(viewType)?.deserializeWebviewPanel(panel, state);
    return panel;
  }

  createChannel(name: string): LogOutputChannel {
    this.#channels += 1;
    let isOpen = true;
    const write =
      (level: string) =>
      (text: unknown, ...rest: unknown[]): void => {
        if (!isOpen) this.mistakes.push('a closed output channel was written to');
        this.log.push({ level, text: [text, ...rest].map(String).join(' ') });
      };
    const channel = {
      name,
      logLevel: 1,
      trace: write('trace'),
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      append: write('append'),
      appendLine: write('append'),
      show: () => (this.isLogShown = true),
      dispose: () => {
        if (isOpen) this.#channels -= 1;
        isOpen = false;
      },
    };
    return channel as unknown as LogOutputChannel;
  }

  showMessage(
    kind: FakeMessage['kind'],
    text: string,
    rest: readonly (string | { modal?: boolean; detail?: string })[],
  ): Promise<string | undefined> {
    const options = rest.find((one) => typeof one === 'object');
    return new Promise((resolve) => {
      this.messages.push({
        kind,
        text,
        detail: options?.detail ?? '',
        modal: options?.modal ?? false,
        choices: rest.filter((one) => typeof one === 'string'),
        answer: (choice) => resolve(choice),
      });
    });
  }

  async execute(id: string, args: readonly unknown[]): Promise<unknown> {
    await Promise.resolve();
    const command = this.commands.get(id);
    if (command) return command(...args);
    this.executed.push([id, ...args]);
    if (id === 'setContext') this.context.set(String(args[0]), args[1]);
    return undefined;
  }

  saveAs(proposed: Uri | undefined): Uri | undefined {
    this.proposed.push(proposed?.path ?? '');
    return this.saveTarget === undefined
      ? undefined
      : ({ path: this.saveTarget, fsPath: this.saveTarget } as unknown as Uri);
  }

  register(id: string, run: (...args: unknown[]) => unknown): { dispose(): void } {
    if (this.commands.has(id)) throw new Error(`command '${id}' already exists`);
    this.commands.set(id, run);
    return { dispose: () => this.commands.delete(id) };
  }

  /** The item that can be seen; undefined when there is none. */
  get item(): FakeItem | undefined {
    return this.items.find((item) => item.isShown);
  }

  /** All that can be seen, from left to right. */
  get shownItems(): readonly FakeItem[] {
    return this.items
      .filter((item) => item.isShown)
      .sort((a, b) => a.alignment - b.alignment || (b.priority ?? 0) - (a.priority ?? 0));
  }

  /** The item's background. Before VS Code 1.90 a ThemeColor says its id to VS Code alone. */
  get background(): string | undefined {
    return (this.item?.backgroundColor as { readonly id: string } | undefined)?.id;
  }

  /** The list or box that is open. */
  get input(): FakePick | FakeBox | undefined {
    return this.inputs.find((input) => input.isVisible);
  }

  /** Everything of ours that VS Code still holds: after deactivation there should be nothing. */
  get held(): readonly string[] {
    const count = (what: string, number: number): string[] => (number > 0 ? [`${number} × ${what}`] : []);
    return [
      ...count('command', this.commands.size),
      ...count('settings listener', this.settings.changed.size),
      ...count('window listener', this.windowState.size),
      ...count('theme listener', this.themeChanged.size),
      ...count('status bar item', this.items.filter((item) => !item.isDisposed).length),
      ...count('output channel', this.#channels),
      ...count('serializer', this.serializers.size),
      ...count(
        'tab listener',
        this.panels.reduce((sum, panel) => sum + panel.listeners, 0),
      ),
      ...count('input', this.inputs.filter((input) => !input.isDisposed).length),
      ...count(
        'input listener',
        this.inputs.reduce((sum, input) => sum + input.listeners, 0),
      ),
    ];
  }

  /** Everything that a person, another extension or a bug report could read, as one text. */
  get everythingVisible(): string {
    return JSON.stringify([
      this.items.map((item) => item.assignments),
      this.inputs.map((input) => [
        input.words,
        input instanceof FakeBox && !input.password ? input.value : '',
      ]),
      this.messages,
      this.panels.map((panel) => [panel.html, panel.told]),
      this.log,
      this.executed,
      [...this.context],
      this.opened,
      this.copied,
      [...this.settings.user],
    ]);
  }
}

let current: FakeHost | undefined;

/** The window that the `vscode` module of the moment belongs to. */
export function host(): FakeHost {
  if (!current) throw new Error('no window is open');
  return current;
}

export function openWindow(): FakeHost {
  current = new FakeHost();
  return current;
}
