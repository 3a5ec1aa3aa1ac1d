import type { Disposable, SecretStore } from '../ports.ts';

/** SecretStorage in memory, with the faults that the real one has. Several windows may share one. */
export class MemorySecrets implements SecretStore {
  readonly values = new Map<string, string>();
  readonly namesAsked: string[] = [];
  /** `held`: the test fires events itself, in whatever order it likes. */
  events: 'once' | 'twice' | 'held' = 'once';
  refuses: 'nothing' | 'set' | 'delete' | 'get' = 'nothing';
  /** A keyring that waits for its owner's password. */
  neverAnswers = false;
  /** VS Code since 1.106 can say what it keeps. */
  listsNames = false;
  readonly #listeners = new Set<(name: string) => void>();

  async get(name: string): Promise<string | undefined> {
    this.namesAsked.push(name);
    if (this.neverAnswers) return new Promise(() => undefined);
    await Promise.resolve();
    if (this.refuses === 'get') throw new Error('the keyring is locked');
    return this.values.get(name);
  }

  async set(name: string, value: string): Promise<void> {
    await Promise.resolve();
    if (this.refuses === 'set') throw new Error(`the keyring is locked (value ${value})`);
    this.values.set(name, value);
    this.#changed(name);
  }

  async delete(name: string): Promise<void> {
    await Promise.resolve();
    if (this.refuses === 'delete') throw new Error('the keyring is locked');
    this.values.delete(name);
    this.#changed(name);
  }

  async names(): Promise<readonly string[] | undefined> {
    await Promise.resolve();
    return this.listsNames ? [...this.values.keys()] : undefined;
  }

  onDidChange(listener: (name: string) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  fire(name: string): void {
    for (const listener of [...this.#listeners]) listener(name);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  #changed(name: string): void {
    if (this.events === 'held') return;
    this.fire(name);
    if (this.events === 'twice') this.fire(name);
  }
}
