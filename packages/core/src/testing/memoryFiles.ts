import { asideName, type Disposable, type FileStore, type FolderSharing } from '../ports.ts';

/** A folder in memory, with a disk that can be made to refuse. Several windows may share one. */
export class MemoryFiles implements FileStore, FolderSharing {
  readonly texts = new Map<string, string>();
  /** Names in the order in which they were written. */
  readonly written: string[] = [];
  refusesReads = false;
  refusesWrites = false;
  /** Held-up writes end when this does. */
  beforeWrite: Promise<void> = Promise.resolve();
  /** `silent`: a folder whose changes nobody is told of, as on some network drives. */
  events: 'told' | 'silent' = 'told';
  readonly #listeners = new Set<(name: string) => void>();

  async read(name: string): Promise<string | undefined> {
    await Promise.resolve();
    if (this.refusesReads) throw new Error('EACCES: permission denied');
    return this.texts.get(name);
  }

  async write(name: string, text: string): Promise<void> {
    await this.beforeWrite;
    this.#mayWrite();
    this.written.push(name);
    this.texts.set(name, text);
    this.#changed(name);
  }

  async create(name: string, text: string): Promise<boolean> {
    await Promise.resolve();
    this.#mayWrite();
    if (this.texts.has(name)) return false;
    this.texts.set(name, text);
    this.#changed(name);
    return true;
  }

  async names(prefix: string): Promise<readonly string[]> {
    await Promise.resolve();
    if (this.refusesReads) throw new Error('EACCES: permission denied');
    return [...this.texts.keys()].filter((name) => name.startsWith(prefix));
  }

  async remove(name: string): Promise<void> {
    await Promise.resolve();
    this.#mayWrite();
    if (this.texts.delete(name)) this.#changed(name);
  }

  async setAside(name: string, text: string): Promise<boolean> {
    await Promise.resolve();
    if (this.texts.get(name) !== text) return false;
    this.texts.set(asideName(name), text);
    this.texts.delete(name);
    this.#changed(name);
    return true;
  }

  async clear(): Promise<void> {
    await Promise.resolve();
    for (const name of [...this.texts.keys()]) await this.remove(name);
  }

  onDidChange(listener: (name: string) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** What was set aside of this file. */
  aside(name: string): string | undefined {
    return this.texts.get(asideName(name));
  }

  json(name: string): unknown {
    const text = this.texts.get(name);
    return text === undefined ? undefined : JSON.parse(text);
  }

  #mayWrite(): void {
    if (this.refusesWrites) throw new Error('ENOSPC: no space left on device');
  }

  #changed(name: string): void {
    if (this.events === 'silent') return;
    for (const listener of [...this.#listeners]) void Promise.resolve().then(() => listener(name));
  }
}
