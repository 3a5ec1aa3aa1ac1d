import type * as vscode from 'vscode';
import { FakeBox, FakePick, backButton } from './fakeQuickInput.ts';
import { type FakeMessage, host } from './fakeHost.ts';

export { FileSystemError } from './fakeFileSystem.ts';

/** Stands for the `vscode` module in tests: exactly what the extension uses, on the fake window of the moment. */

/** The newest that the journeys in the real VS Code run on. */
export const NEWEST_VERSION = '1.139.1';
export let version = NEWEST_VERSION;

/** From now on the window is one of this version. */
export function pretendVersion(pretended: string): void {
  version = pretended;
}

export enum StatusBarAlignment {
  Left = 1,
  Right = 2,
}

export enum QuickPickItemKind {
  Separator = -1,
  Default = 0,
}

export enum ConfigurationTarget {
  Global = 1,
  Workspace = 2,
  WorkspaceFolder = 3,
}

export enum ColorThemeKind {
  Light = 1,
  Dark = 2,
  HighContrast = 3,
  HighContrastLight = 4,
}

export enum UIKind {
  Desktop = 1,
  Web = 2,
}

export enum ViewColumn {
  Active = -1,
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class MarkdownString {
  isTrusted: boolean | { readonly enabledCommands: readonly string[] } | undefined;
  supportHtml: boolean | undefined;
  baseUri: undefined;
  constructor(
    public value = '',
    public supportThemeIcons = false,
  ) {}
}

export class RelativePattern {
  constructor(
    readonly baseUri: vscode.Uri,
    readonly pattern: string,
  ) {}
}

export const QuickInputButtons = { Back: backButton };

export const Uri = {
  parse: (text: string) => {
    const path = new URL(text).pathname;
    return { toString: () => text, fsPath: path, path };
  },
  joinPath: (base: vscode.Uri, ...parts: string[]) => Uri.parse([base.toString(), ...parts].join('/')),
};

type MessageRest = (string | { modal?: boolean; detail?: string })[];
const message =
  (kind: FakeMessage['kind']) =>
  (text: string, ...rest: MessageRest): Promise<string | undefined> =>
    host().showMessage(kind, text, rest);

export const window = {
  createStatusBarItem: (id: string, alignment: vscode.StatusBarAlignment, priority?: number) =>
    host().createItem(id, alignment, priority),
  createWebviewPanel: (viewType: string, title: string) => host().createPanel(viewType, title),
  registerWebviewPanelSerializer: (
    viewType: string,
    serializer: { deserializeWebviewPanel(panel: unknown, state: unknown): unknown },
  ) => {
    const { serializers } = host();
    serializers.set(viewType, serializer);
    return { dispose: () => serializers.delete(viewType) };
  },
  createQuickPick: () => host().createInput(FakePick),
  createInputBox: () => host().createInput(FakeBox),
  createOutputChannel: (name: string) => host().createChannel(name),
  showInformationMessage: message('information'),
  showWarningMessage: message('warning'),
  showErrorMessage: message('error'),
  showSaveDialog: async ({ defaultUri }: { readonly defaultUri?: vscode.Uri }) => {
    await Promise.resolve();
    return host().saveAs(defaultUri);
  },
  get activeColorTheme() {
    return { kind: host().themeKind };
  },
  onDidChangeActiveColorTheme: (listener: () => unknown) => host().themeChanged.event(listener),
  onDidChangeWindowState: (listener: (state: vscode.WindowState) => unknown) =>
    host().windowState.event(listener),
};

export const commands = {
  registerCommand: (id: string, run: (...args: unknown[]) => unknown) => host().register(id, run),
  executeCommand: (id: string, ...args: unknown[]) => host().execute(id, args),
};

export const workspace = {
  isTrusted: false,
  workspaceFolders: [{ uri: Uri.parse('file:///home/person/project') }],
  get fs() {
    return host().fileSystem;
  },
  createFileSystemWatcher: ({ baseUri }: RelativePattern) => host().fileSystem.watch(baseUri),
  getConfiguration: (section?: string) => host().settings.of(section),
  onDidChangeConfiguration: (listener: (event: vscode.ConfigurationChangeEvent) => unknown) =>
    host().settings.changed.event(listener),
};

export const env = {
  appHost: 'desktop',
  remoteName: undefined,
  uiKind: UIKind.Desktop,
  uriScheme: 'vscode',
  get language() {
    return host().language;
  },
  clipboard: {
    writeText: async (text: string) => {
      await Promise.resolve();
      host().copied.push(text);
    },
  },
  openExternal: async (uri: vscode.Uri) => {
    await Promise.resolve();
    host().opened.push(uri.toString());
    return true;
  },
};
