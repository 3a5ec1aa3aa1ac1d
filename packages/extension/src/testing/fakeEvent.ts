import type { Disposable } from 'vscode';

/** An event that knows how many listen, so that a test can see that nobody is left. */
export class FakeEvent<T> {
  readonly #listeners = new Set<{ readonly listener: (value: T) => unknown }>();

  readonly event = (listener: (value: T) => unknown): Disposable => {
    const entry = { listener };
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const { listener } of [...this.#listeners]) listener(value);
  }

  get size(): number {
    return this.#listeners.size;
  }
}
