import type { FileSystem, FileSystemWatcher, Uri } from 'vscode';
import { FakeEvent } from './fakeEvent.ts';

export class FileSystemError extends Error {
  constructor(
    readonly code: string,
    path: string,
  ) {
    super(`${code}: ${path}`);
  }
}

type Operation = 'readFile' | 'writeFile' | 'rename' | 'delete' | 'createDirectory' | 'readDirectory';
type Used = Pick<FileSystem, Operation>;

/** `workspace.fs` in memory, as it is in a browser: files by path, whole or not there, and nobody can hold one. */
export class FakeFileSystem implements Used {
  readonly files = new Map<string, string>();
  readonly folders = new Set<string>();
  /** What this file system cannot do. */
  readonly refuses = new Set<Operation>();
  /** Runs before an operation: what another window does in that moment. */
  before: ((operation: Operation, path: string) => void) | undefined;
  readonly watchers = new Set<{ readonly folder: string; readonly event: FakeEvent<[Kind, Uri]> }>();

  async readFile(uri: Uri): Promise<Uint8Array> {
    await this.#begin('readFile', uri);
    return new TextEncoder().encode(this.#textOf(uri));
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    await this.#begin('writeFile', uri);
    const kind = this.files.has(uri.path) ? 'changed' : 'created';
    this.files.set(uri.path, new TextDecoder().decode(content));
    this.#tell(kind, uri);
  }

  async rename(from: Uri, to: Uri, options: { readonly overwrite?: boolean } = {}): Promise<void> {
    await this.#begin('rename', from);
    const text = this.#textOf(from);
    if (this.files.has(to.path) && !options.overwrite) throw new FileSystemError('FileExists', to.path);
    this.files.delete(from.path);
    this.files.set(to.path, text);
    this.#tell('deleted', from);
    this.#tell('created', to);
  }

  async delete(uri: Uri): Promise<void> {
    await this.#begin('delete', uri);
    if (!this.files.delete(uri.path)) {
      if (!this.folders.delete(uri.path)) throw new FileSystemError('FileNotFound', uri.path);
      for (const path of this.files.keys()) if (path.startsWith(`${uri.path}/`)) this.files.delete(path);
    }
    this.#tell('deleted', uri);
  }

  async createDirectory(uri: Uri): Promise<void> {
    await this.#begin('createDirectory', uri);
    this.folders.add(uri.path);
  }

  async readDirectory(uri: Uri): Promise<[string, number][]> {
    await this.#begin('readDirectory', uri);
    if (!this.folders.has(uri.path)) throw new FileSystemError('FileNotFound', uri.path);
    return [...this.files.keys(), ...this.folders]
      .filter((path) => folderOf(path) === uri.path)
      .map((path) => [path.slice(uri.path.length + 1), this.folders.has(path) ? 2 : 1]);
  }

  /** As `workspace.createFileSystemWatcher` for everything directly in a folder. */
  watch(folder: Uri): FileSystemWatcher {
    const event = new FakeEvent<[Kind, Uri]>();
    const entry = { folder: folder.path, event };
    this.watchers.add(entry);
    const on = (wanted: Kind) => (listener: (uri: Uri) => unknown) =>
      event.event(([kind, uri]) => kind === wanted && listener(uri));
    return {
      onDidCreate: on('created'),
      onDidChange: on('changed'),
      onDidDelete: on('deleted'),
      dispose: () => this.watchers.delete(entry),
    } as unknown as FileSystemWatcher;
  }

  async #begin(operation: Operation, { path }: Uri): Promise<void> {
    await Promise.resolve();
    this.before?.(operation, path);
    if (this.refuses.has(operation)) throw new FileSystemError('NoPermissions', path);
  }

  #textOf({ path }: Uri): string {
    const text = this.files.get(path);
    if (text === undefined) throw new FileSystemError('FileNotFound', path);
    return text;
  }

  #tell(kind: Kind, uri: Uri): void {
    for (const { folder, event } of this.watchers) if (folderOf(uri.path) === folder) event.fire([kind, uri]);
  }
}

type Kind = 'created' | 'changed' | 'deleted';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
