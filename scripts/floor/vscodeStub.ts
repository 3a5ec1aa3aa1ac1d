import { join } from 'node:path';
import type { FloorScenario } from './report.ts';

/** What the stub noticed while the extension used it. */
export interface StubNotes {
  /** Live registrations, by what they are. */
  readonly live: Set<{ readonly what: string }>;
  readonly unknownApi: Set<string>;
  /** Called with the first text of a status bar item that is shown. */
  onPaint: (text: string) => void;
}

type Api = Record<string, unknown>;

/**
 * As much of the vscode module as an activation touches. What it does not know answers with a harmless nothing and is
 * noted, so that a new call in the extension does not break the probe, but does not go unseen either.
 */
export function vscodeStub(scenario: FloorScenario, notes: StubNotes): Api {
  const register = (what: string, more: Api = {}) => {
    const entry = { what };
    notes.live.add(entry);
    return { ...more, dispose: () => notes.live.delete(entry) };
  };
  const event = (what: string) => () => register(`listener of ${what}`);
  const uri = (path: string): Api => ({
    scheme: 'file',
    authority: '',
    path,
    fsPath: path,
    query: '',
    fragment: '',
    toString: () => `file://${path}`,
    with: () => uri(path),
  });
  const log = {
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    append: nothing,
  };
  const known: Record<string, Api> = {
    window: {
      state: { focused: true },
      activeColorTheme: { kind: 2 },
      createStatusBarItem: () => statusBarItem(register, notes),
      createOutputChannel: () =>
        register('log channel', {
          ...log,
          logLevel: 3,
          appendLine: nothing,
          show: nothing,
          onDidChangeLogLevel: event('onDidChangeLogLevel'),
        }),
      onDidChangeWindowState: event('onDidChangeWindowState'),
      onDidChangeActiveColorTheme: event('onDidChangeActiveColorTheme'),
    },
    workspace: {
      isTrusted: false,
      getConfiguration: (section = '') => configuration(scenario.settings, section),
      onDidChangeConfiguration: event('onDidChangeConfiguration'),
      createFileSystemWatcher: () =>
        register('file watcher', {
          onDidChange: event('watcher'),
          onDidCreate: event('watcher'),
          onDidDelete: event('watcher'),
        }),
    },
    commands: {
      registerCommand: (id: string) => register(`command ${id}`),
      executeCommand: () => Promise.resolve(undefined),
    },
    env: {
      language: 'en',
      appName: 'floor',
      uiKind: 1,
      remoteName: undefined,
      machineId: 'floor',
      sessionId: 'floor',
    },
    l10n: {
      t: (text: string, ...values: unknown[]) =>
        text.replace(/\{(\d+)\}/g, (_, n: string) => String(values[Number(n)])),
    },
    Uri: {
      file: uri,
      parse: uri,
      joinPath: (base: Api, ...parts: string[]) => uri(join(String(base['path']), ...parts)),
    },
    StatusBarAlignment: { Left: 1, Right: 2 },
    UIKind: { Desktop: 1, Web: 2 },
    ColorThemeKind: { Light: 1, Dark: 2, HighContrast: 3, HighContrastLight: 4 },
    ExtensionMode: { Production: 1, Development: 2, Test: 3 },
    LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
    QuickPickItemKind: { Separator: -1, Default: 0 },
    ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
  };
  const api: Api = { version: '1.74.0' };
  for (const [name, members] of Object.entries(known)) api[name] = noting(members, `${name}.`, notes);
  for (const name of [
    'MarkdownString',
    'ThemeColor',
    'ThemeIcon',
    'Disposable',
    'EventEmitter',
    'RelativePattern',
  ]) {
    api[name] = plainClass();
  }
  return noting(api, '', notes);
}

/** The context that `activate` gets. */
export function contextStub(scenario: FloorScenario, vscode: Api, notes: StubNotes): Api {
  const { file } = vscode['Uri'] as { file: (path: string) => unknown };
  const entry = { what: 'listener of secrets.onDidChange' };
  const state = {
    get: (_key: string, fallback?: unknown) => fallback,
    update: () => Promise.resolve(),
    keys: () => [],
  };
  return {
    subscriptions: [],
    secrets: {
      get: (name: string) => Promise.resolve(scenario.secrets[name]),
      store: () => Promise.resolve(),
      delete: () => Promise.resolve(),
      onDidChange: () => {
        notes.live.add(entry);
        return { dispose: () => notes.live.delete(entry) };
      },
    },
    globalState: { ...state, setKeysForSync: nothing },
    workspaceState: state,
    globalStorageUri: file(scenario.storage),
    logUri: file(scenario.storage),
    extensionUri: file(scenario.storage),
    extensionPath: scenario.storage,
    extensionMode: 1,
    extension: { id: 'opencredits.opencredits', packageJSON: { version: '0.0.0' }, extensionKind: 1 },
    environmentVariableCollection: {},
    asAbsolutePath: (path: string) => join(scenario.storage, path),
  };
}

function statusBarItem(register: (what: string, more?: Api) => Api, notes: StubNotes): Api {
  const item = register('status bar item', { text: '', hide: nothing });
  item['show'] = () => notes.onPaint(String(item['text']));
  return item;
}

function configuration(settings: Readonly<Record<string, unknown>>, section: string): Api {
  const full = (key: string): string => (section === '' ? key : `${section}.${key}`);
  return {
    get: (key: string, fallback?: unknown) => settings[full(key)] ?? fallback,
    has: (key: string) => full(key) in settings,
    inspect: (key: string) => ({
      key: full(key),
      globalValue: settings[full(key)],
      defaultValue: settings[full(key)],
    }),
    update: () => Promise.resolve(),
  };
}

/** Answers every unknown member with something that can be called, constructed, disposed and asked for more. */
function noting(members: Api, prefix: string, notes: StubNotes): Api {
  return new Proxy(members, {
    get: (target, name) => {
      if (typeof name === 'symbol' || name in target) return Reflect.get(target, name) as unknown;
      // esbuild's interop asks a module these two questions.
      if (name !== '__esModule' && name !== 'default') notes.unknownApi.add(prefix + name);
      return name === '__esModule' || name === 'default' ? undefined : harmless();
    },
  });
}

function harmless(): unknown {
  const answer = (): unknown => harmless();
  return new Proxy(function nobody() {}, {
    apply: answer,
    construct: () => ({ dispose: nothing }),
    get: (_target, name) => (typeof name === 'symbol' || name === 'then' ? undefined : harmless()),
  });
}

function plainClass(): unknown {
  return class {
    value = '';
    constructor(value?: unknown) {
      if (typeof value === 'string') this.value = value;
    }
    appendMarkdown(text: string): this {
      this.value += text;
      return this;
    }
    appendText(text: string): this {
      return this.appendMarkdown(text);
    }
    event(): { dispose(): void } {
      return { dispose: nothing };
    }
    fire(): void {}
    dispose(): void {}
  };
}

function nothing(): void {}
