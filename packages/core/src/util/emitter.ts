import type { Disposable } from '../ports.ts';

/** Same shape as VS Code's own events, so a host can pass it on. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Tells listeners in the order in which they came. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
