import type { FileStore } from '../ports.ts';

/** A folder in memory, with a disk that can be made to refuse. Several windows may share one. */
export class MemoryFiles implements FileStore {
  readonly texts = new Map<string, string>();
  /** Names that were moved out of the way, with what stood in them. */
  readonly asideTexts = new Map<string, string>();
  /** Names in the order in which they were written. */
  readonly written: string[] = [];
  refusesReads = false;
  refusesWrites = false;
  /** Held-up writes end when this does. */
  beforeWrite: Promise<void> = Promise.resolve();

  async read(name: string): Promise<string | undefined> {
    await Promise.resolve();
    if (this.refusesReads) throw new Error('EACCES: permission denied');
    return this.texts.get(name);
  }

  async write(name: string, text: string): Promise<void> {
    await this.beforeWrite;
    if (this.refusesWrites) throw new Error('ENOSPC: no space left on device');
    this.written.push(name);
    this.texts.set(name, text);
  }

  async setAside(name: string): Promise<void> {
    await Promise.resolve();
    this.asideTexts.set(name, this.texts.get(name) ?? '');
    this.texts.delete(name);
  }

  async clear(): Promise<void> {
    await Promise.resolve();
    this.texts.clear();
  }

  json(name: string): unknown {
    const text = this.texts.get(name);
    return text === undefined ? undefined : JSON.parse(text);
  }
}
