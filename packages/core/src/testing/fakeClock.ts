import type { Clock, Disposable } from '../ports.ts';
import { settle } from './settle.ts';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** Beyond this, Node's timers fire at once: a port that is handed such a delay has let a bad number through. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A clock that stands still until a test moves it. Both of its times can be moved apart. */
export class FakeClock implements Clock {
  /** Monotonic time starts at a number that is nobody's default. */
  #monotonicMs = 7_000;
  #wallMs: number;
  readonly #timers = new Set<Timer>();
  /** What a timer's callback threw. A host would see these as uncaught exceptions: there should be none. */
  readonly uncaught: unknown[] = [];

  constructor(wallIso = '2026-11-24T12:00:00Z') {
    this.#wallMs = Date.parse(wallIso);
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  wallMs(): number {
    return this.#wallMs;
  }

  /** How many timers are waiting: after dispose there should be none. */
  get pending(): number {
    return this.#timers.size;
  }

  after(delayMs: number, run: () => void): Disposable {
    if (!(delayMs >= 0 && delayMs <= LONGEST_TIMER_MS)) throw new RangeError(`a timer of ${delayMs} ms`);
    const timer = { atMs: this.#monotonicMs + delayMs, run };
    this.#timers.add(timer);
    return { dispose: () => this.#timers.delete(timer) };
  }

  /** Lets time pass on both clocks, timers firing when their time has come, with everything settled in between. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#monotonicMs + ms;
    await settle();
    for (let next = this.#next(); next && next.atMs <= untilMs; next = this.#next()) {
      this.#timers.delete(next);
      this.#move(Math.max(0, next.atMs - this.#monotonicMs));
      this.#fire(next);
      await settle();
    }
    this.#move(untilMs - this.#monotonicMs);
    await settle();
  }

  /** The machine sleeps: no timer fires meanwhile. Some systems count this time on the monotonic clock, some do not. */
  sleep(ms: number, monotonic: 'counts' | 'stands'): void {
    this.#wallMs += ms;
    if (monotonic === 'counts') this.#monotonicMs += ms;
  }

  /** Somebody sets the clock on the wall. */
  jumpWall(ms: number): void {
    this.#wallMs += ms;
  }

  #next(): Timer | undefined {
    return [...this.#timers].sort((a, b) => a.atMs - b.atMs)[0];
  }

  #move(ms: number): void {
    this.#monotonicMs += ms;
    this.#wallMs += ms;
  }

  #fire(timer: Timer): void {
    try {
      timer.run();
    } catch (error) {
      this.uncaught.push(error);
    }
  }
}
