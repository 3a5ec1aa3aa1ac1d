/** What the probe is told: a JSON file whose path is its only argument. */
export interface FloorScenario {
  /** Absolute path of the file that VS Code loads. Its folder holds all that is ours. */
  readonly entry: string;
  /** Folder that plays `globalStorageUri`. */
  readonly storage: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** The user's settings; the manifest's defaults are filled in before. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** When the window is closed: right after the call of `activate`, at the first paint, or while a request is under way. */
  readonly endsAt: 'once' | 'paint' | 'request';
}

/** What the probe saw, as the one line of JSON that it prints. */
export interface FloorReport {
  readonly nodeVersion: string;
  /** Builtins that the bundle required until the first text stood in the status bar. */
  readonly builtinsBeforePaint: readonly string[];
  /** And all that it required after. */
  readonly builtinsLater: readonly string[];
  /** The first text of the status bar item. */
  readonly painted?: string;
  /** Names that the bundle exports. */
  readonly exports: readonly string[];
  /** What `activate` gave to other extensions. */
  readonly api: string;
  readonly fetchWasUsed: boolean;
  readonly requestedHosts: readonly string[];
  /** Exceptions and rejections that nobody caught. */
  readonly exceptions: readonly string[];
  /** Timers, sockets and files that were still open after deactivate. */
  readonly leftovers: readonly string[];
  /** Registrations (listeners, commands, items) that were never disposed. */
  readonly undisposed: readonly string[];
  /** API that the stub does not know: it answered with a harmless nothing. */
  readonly unknownApi: readonly string[];
}
