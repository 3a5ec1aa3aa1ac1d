import type { Memento } from 'vscode';

/** VS Code's small storage for a workspace. Outlives a window. */
export class FakeMemento implements Memento {
  readonly #values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  get<T>(key: string, otherwise?: T): T | undefined {
    return this.#values.has(key) ? (this.#values.get(key) as T) : otherwise;
  }

  async update(key: string, value: unknown): Promise<void> {
    await Promise.resolve();
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  get text(): string {
    return JSON.stringify([...this.#values]);
  }
}
