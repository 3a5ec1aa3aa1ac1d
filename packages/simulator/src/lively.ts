import type { Random } from './random.ts';
import type { Timers } from './timers.ts';

/** Spends a few cents every few real seconds while it is on: something to watch. Amounts and gaps come from `random`. */
export class Lively {
  #on = false;
  #turn = 0;
  readonly #timers: Timers;
  readonly #random: Random;
  readonly #spend: (usd: number) => void;

  constructor(timers: Timers, random: Random, spend: (usd: number) => void) {
    this.#timers = timers;
    this.#random = random;
    this.#spend = spend;
  }

  set(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#turn += 1;
    if (on) this.#next(this.#turn);
  }

  #next(turn: number): void {
    const gapMs = 2000 + Math.floor(this.#random() * 3000);
    this.#timers.after(gapMs, () => {
      // A timer of an earlier turn ends here: switching off and on again must not make two of them.
      if (!this.#on || turn !== this.#turn) return;
      this.#spend((1 + Math.floor(this.#random() * 7)) / 100);
      this.#next(turn);
    });
  }
}
