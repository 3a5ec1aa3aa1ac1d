import type { ProxyAccess } from '../../scripts/vscode/editorEnvironment.ts';
import type { VscodeWindow } from './vscodeWindow.ts';

/** VS Code 1.139 and 1.75 with a Node extension host (code-server), and 1.74.0 with a web extension host. */
export type HostName = '1.139' | '1.75' | 'web';
export const hostNames: readonly HostName[] = ['1.139', '1.75', 'web'];

/** The host that a person has named. */
export function hostNamed(text: string): HostName {
  const known = hostNames.find((name) => name === text);
  if (!known) throw new Error(`No such host: ${text}. There are ${hostNames.join(', ')}.`);
  return known;
}

export type ThemeKind = 'light' | 'dark' | 'hcDark' | 'hcLight';

/** The simulator, as far as a host must know it. */
export interface SimulatedProvider extends ProxyAccess {
  /** The port on 127.0.0.1 that answers TLS for openrouter.ai. */
  readonly port: number;
  /** Base64 SHA-256 of that server's public key, as Chromium's `--ignore-certificate-errors-spki-list` wants it. */
  readonly serverKeySpki: string;
}

export interface LaunchOptions {
  readonly vsixPath: string;
  /** `publisher.name` */
  readonly extensionId: string;
  /** The DOM id of the extension's status bar item: `publisher.name.itemId`. */
  readonly statusBarId: string;
  readonly provider?: SimulatedProvider | undefined;
  /** User settings from the start. */
  readonly userSettings?: Readonly<Record<string, unknown>> | undefined;
  /** Files of the folder that is opened, by relative path, e.g. `.vscode/settings.json`. */
  readonly workspaceFiles?: Readonly<Record<string, string>> | undefined;
  /** One of those files, a `.code-workspace`, that is opened in place of the folder. */
  readonly workspaceFile?: string | undefined;
  /** Workspace trust is on and not granted: Restricted Mode. Default: VS Code does not ask about trust. */
  readonly restricted?: boolean | undefined;
  /** More environment for the editor, e.g. `OPENROUTER_API_KEY`. The web host has none. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Pixels of a screenshot per pixel of the page; default 1. */
  readonly scale?: number | undefined;
  /** Default: VS Code's own, which is info. */
  readonly logLevel?: 'trace' | undefined;
}

/** A change to a file in the extension's global storage, made while no window is open. */
export interface StoredEdit {
  /** Its name there: the first that matches. */
  readonly file: RegExp;
  change(text: string): string;
}

/** One thing that VS Code or the extension has stored, secrets aside. */
export interface StoredItem {
  /** A path, or the name of a browser storage and a key in it. */
  readonly where: string;
  readonly bytes: Buffer;
}

export interface OpeningHow {
  /** Goes to its address at once, however many others are opening, as windows do that VS Code restores. */
  readonly together?: boolean;
}

/** A real VS Code with the extension installed and a fresh profile. */
export interface Host {
  readonly name: HostName;
  /** The extension's global storage, where that is a folder on disk: not in the web host. */
  readonly storageFolder?: string;
  /** Opens one more window on the same profile; resolves when its workbench is drawn. */
  openWindow(how?: OpeningHow): Promise<VscodeWindow>;
  /** The windows that are open. */
  windows(): readonly VscodeWindow[];
  /** Closes every window and the browser, then opens one on what they have left on disk, as the edit leaves it. */
  restartWindow(edit?: StoredEdit): Promise<VscodeWindow>;
  /**
   * Changes a user setting, as another window would; `undefined` removes it. Open windows hear of it by themselves: wait
   * for the effect before the next change, for VS Code's file watcher may take two quick ones for the first.
   */
  setSetting(key: string, value: unknown): Promise<void>;
  /** The text of a file in the folder that is opened, once somebody has saved it; undefined before. */
  savedFile(path: string): Promise<string | undefined>;
  /**
   * Hands over the extension's global storage as a folder, and takes over what becomes of it. On the web host every window
   * is loaded anew: 1.74 does not look again for files that it has not written itself.
   */
  changeStorage(change: (folder: string) => Promise<void>): Promise<void>;
  /** Changes the colour theme; resolves when every open window wears it. */
  setTheme(kind: ThemeKind): Promise<void>;
  /** All that the extension has logged, in all windows so far. */
  logText(): Promise<string>;
  /** All that was stored, but not what SecretStorage keeps in its own place. */
  storageDump(): Promise<readonly StoredItem[]>;
  /**
   * The names of the secrets that the extension keeps in SecretStorage, from the place where the browser has them; undefined
   * on 1.75, whose server has them in its memory.
   */
  secretNames(): Promise<readonly string[] | undefined>;
  /** What VS Code itself has written about the run: for failures only. */
  diagnostics(): Promise<string>;
  /** Ends everything and removes the profile. */
  stop(): Promise<void>;
}
