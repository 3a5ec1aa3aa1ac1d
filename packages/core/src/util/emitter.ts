import type { Disposable, Logger } from '../ports.ts';

/** Same shape as VS Code's own events, so a host can pass it on. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Tells listeners in the order in which they came. One that throws ends neither the others nor whoever fires. */
export class Emitter<T> implements Disposable {
  readonly #log: Pick<Logger, 'error'>;
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  constructor(log: Pick<Logger, 'error'>) {
    this.#log = log;
  }

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#log.error('A listener failed', error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
