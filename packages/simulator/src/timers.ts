/** Owns timers, so that stopping leaves none behind. */
export class Timers {
  readonly #running = new Set<NodeJS.Timeout>();

  after(delayMs: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      then();
    }, delayMs);
    this.#running.add(timer);
  }

  clear(): void {
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
