/** What the core asks of its host. Everything that touches the world comes in through one of these. */

/** Ends something that was begun: a timer, a subscription, a resource. Safe to call twice. */
export interface Disposable {
  dispose(): void;
}

export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back, whatever happens to the wall clock. For intervals. */
  monotonicMs(): number;
  /** Milliseconds since 1970-01-01 UTC by the machine's clock; may jump. For "as of" times that are shown or stored. */
  wallMs(): number;
  /** Calls `run` once, `delayMs` from now, unless disposed before. Delays are clamped to what timers can hold. */
  after(delayMs: number, run: () => void): Disposable;
}

export interface Random {
  /** Uniform in [0, 1). Never for secrets. */
  fraction(): number;
  /** A new opaque id: 16 random bytes as lowercase hex, from a cryptographic source. */
  id(): string;
}

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent with a POST; without one it is a GET. */
  readonly body?: string | undefined;
  /** Aborting closes the socket; the pending call or iteration then throws. */
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  /** 200…599; or `'redirect'` where the host follows the fetch rules and hides the redirect's status. */
  readonly status: number | 'redirect';
  /** By lowercase name. In a browser only what CORS exposes. */
  header(name: string): string | undefined;
  /** The body, decoded (gunzipped), in pieces as they come. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Thrown by a transport, and by nothing else: what went wrong, with no text of the platform's. */
export class TransportError extends Error {
  constructor(readonly reason: 'unreachable' | 'proxy' | 'certificate' | 'aborted' | 'encoding') {
    super(reason);
  }
}

export interface HttpTransport {
  /** Sends one request. Never follows a redirect, never adds a header of its own that carries data. @throws TransportError */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** True while the host has been told not to check certificates (`NODE_TLS_REJECT_UNAUTHORIZED=0`). */
  certificateChecksAreOff(): boolean;
}

export interface SecretStore {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
  /** The names of all that is kept; undefined where the host cannot tell (VS Code before 1.106). */
  names(): Promise<readonly string[] | undefined>;
  /** May fire twice, without a change, or (VS Code 1.80.0) not in the window that wrote. Gives the name. */
  onDidChange(listener: (name: string) => void): Disposable;
}

/** Small text files of ours, by plain name ("accounts.json"), in one folder that survives updates. */
export interface FileStore {
  /** The whole text; `undefined` when there is no such file. Rejects when it exists but cannot be read. */
  read(name: string): Promise<string | undefined>;
  /** Replaces the whole file; a reader sees the old text or the new, never half. Rejects when the disk refuses. */
  write(name: string, text: string): Promise<void>;
  /** Deletes the file, where there is one. Rejects when the disk refuses. */
  remove(name: string): Promise<void>;
  /**
   * Moves a file that holds this damaged text out of the way, keeping it as {@link asideName} for a person to look at.
   * @returns whether it was this call that moved it: of several windows that find it, one; and none where another has
   * put a good one in its place meanwhile. Never rejects.
   */
  setAside(name: string, text: string): Promise<boolean>;
  /** Deletes everything in the folder, and leaves the folder. */
  clear(): Promise<void>;
}

/** Where a file that was set aside is found. */
export function asideName(name: string): string {
  return `${name}.damaged`;
}

/** What the windows of one person need to share that folder. */
export interface FolderSharing {
  /**
   * Writes a file only where there is none of this name.
   * @returns whether it did: of several windows that try at once, one (on a host without such a thing: nearly always one).
   */
  create(name: string, text: string): Promise<boolean>;
  /**
   * The names of all files that begin so, in no order; what was set aside is among them, and what a crash left behind.
   * None where there is no folder yet. Rejects when the disk refuses.
   */
  names(prefix: string): Promise<readonly string[]>;
  /** A file was written or removed, by any window. May come late, twice, without a change, or not at all. */
  onDidChange(listener: (name: string) => void): Disposable;
}

export interface Logger {
  info(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  error(message: string, ...details: unknown[]): void;
}
