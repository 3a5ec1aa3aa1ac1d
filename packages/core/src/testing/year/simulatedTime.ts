import type { Clock, Disposable } from '../../ports.ts';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** One turn of the event loop: everything that is only a matter of promises has happened after it. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The clocks of one computer, made for months of simulated time: beside what its programs can see, the time that has
 * really passed, which nobody can set.
 */
export class SimulatedTime {
  trueMs = 0;
  monotonicMs = 5_000;
  wallMs: number;
  readonly #timers = new Set<Timer>();

  constructor(wallIso: string) {
    this.wallMs = Date.parse(wallIso);
  }

  /** The clocks as one window sees them, for as long as it lives. */
  clockOf(isAlive: () => boolean): Clock {
    return {
      monotonicMs: () => this.monotonicMs,
      wallMs: () => this.wallMs,
      after: (delayMs, run): Disposable => {
        const timer = { atMs: this.monotonicMs + delayMs, run: () => isAlive() && run() };
        this.#timers.add(timer);
        return { dispose: () => this.#timers.delete(timer) };
      },
    };
  }

  /** Lets time pass, timers firing in their order; `look` is called after each. */
  async pass(ms: number, look: () => void): Promise<void> {
    const untilMs = this.monotonicMs + ms;
    await turn();
    for (let next = this.#next(); next && next.atMs <= untilMs; next = this.#next()) {
      this.#timers.delete(next);
      this.#move(Math.max(0, next.atMs - this.monotonicMs));
      next.run();
      await turn();
      look();
    }
    this.#move(untilMs - this.monotonicMs);
    await turn();
    look();
  }

  /** No timer fires meanwhile. Some systems count this time on the monotonic clock, some do not. */
  sleep(ms: number, monotonic: 'counts' | 'stands'): void {
    this.trueMs += ms;
    this.wallMs += ms;
    if (monotonic === 'counts') this.monotonicMs += ms;
  }

  /** Somebody sets the clock on the wall. */
  jump(ms: number): void {
    this.wallMs += ms;
  }

  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (!first || timer.atMs < first.atMs) first = timer;
    return first;
  }

  #move(ms: number): void {
    this.trueMs += ms;
    this.monotonicMs += ms;
    this.wallMs += ms;
  }
}
