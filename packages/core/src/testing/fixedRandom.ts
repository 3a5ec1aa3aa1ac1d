import type { Random } from '../ports.ts';

/** The same numbers every time; ids that count up, in the shape of the real ones. */
export class FixedRandom implements Random {
  #ids = 0;

  /** @param jitter what every call of `fraction` gives, in [0, 1); tests may change it. */
  constructor(public jitter = 0) {}

  fraction(): number {
    return this.jitter;
  }

  id(): string {
    this.#ids += 1;
    return this.#ids.toString(16).padStart(32, '0');
  }
}
