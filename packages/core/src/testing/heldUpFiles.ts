import type { Disposable, FileStore, FolderSharing } from '../ports.ts';
import type { MemoryFiles } from './memoryFiles.ts';

/** The folder as one window sees it: each access waits until somebody lets it happen, and none returns to a dead window. */
export class HeldUpFiles implements FileStore, FolderSharing {
  isDead = false;
  readonly #files: MemoryFiles;
  readonly #turn: (what: string) => Promise<unknown>;

  constructor(files: MemoryFiles, turn: (what: string) => Promise<unknown>) {
    this.#files = files;
    this.#turn = turn;
  }

  read(name: string): Promise<string | undefined> {
    return this.#when(`read ${name}`, () => this.#files.read(name));
  }

  write(name: string, text: string): Promise<void> {
    return this.#when(`write ${name}`, () => this.#files.write(name, text));
  }

  remove(name: string): Promise<void> {
    return this.#when(`remove ${name}`, () => this.#files.remove(name));
  }

  create(name: string, text: string): Promise<boolean> {
    return this.#when(`create ${name}`, () => this.#files.create(name, text));
  }

  setAside(name: string, text: string): Promise<boolean> {
    return this.#when(`setAside ${name}`, () => this.#files.setAside(name, text));
  }

  names(prefix: string): Promise<readonly string[]> {
    return this.#when(`names ${prefix}`, () => this.#files.names(prefix));
  }

  clear(): Promise<void> {
    return this.#when('clear', () => this.#files.clear());
  }

  onDidChange(listener: (name: string) => void): Disposable {
    return this.#files.onDidChange((name) => {
      if (!this.isDead) listener(name);
    });
  }

  /** Who dies while it waits has written already, or has not: both happen. */
  async #when<T>(what: string, access: () => Promise<T>): Promise<T> {
    await this.#turn(what);
    const result = this.isDead ? undefined : await access();
    await this.#turn(`${what} done`);
    if (this.isDead) return new Promise<T>(() => undefined);
    return result as T;
  }
}
