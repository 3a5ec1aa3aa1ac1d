import type { ProxyAccess } from '../vscode/editorEnvironment.ts';

/** What an editor is opened with. */
export interface DemoOptions {
  readonly vsixPath: string;
  /** A throw-away folder for its settings and extensions. */
  readonly profileDir: string;
  /** The folder that it shows. */
  readonly folder: string;
  /** The simulator in OpenRouter's place; undefined: the real OpenRouter. */
  readonly proxy: ProxyAccess | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly userSettings: Readonly<Record<string, unknown>>;
}

/** An editor that has been opened. */
export interface DemoEditor {
  /** Where a browser finds it; undefined when it has a window of its own. */
  readonly address: string | undefined;
  /** Settles when the person has closed it, or it has died. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}
