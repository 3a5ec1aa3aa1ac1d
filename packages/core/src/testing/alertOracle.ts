/**
 * When a rule must speak, said once more and independently of `judge`: which of its levels, from the least urgent, are
 * reached and which are clearly recovered from is all it looks at.
 */
export class AlertOracle {
  /** By level: told, or there at first sight, and not recovered from since. */
  #known: boolean[] | undefined;

  /** @returns whether this is a crossing */
  look(reached: readonly boolean[], recovered: readonly boolean[], isNewPeriod = false): boolean {
    if (!this.#known) {
      this.#known = [...reached];
      return false;
    }
    const known = this.#known.map((is, i) => is && !recovered[i] && !isNewPeriod);
    const isCrossed = reached.some((is, i) => is && !known[i]);
    this.#known = known.map((is, i) => is || (reached[i] ?? false));
    return isCrossed;
  }

  /** Nothing of it is left to tell. */
  get isOver(): boolean {
    return this.#known?.every((is) => !is) ?? true;
  }
}
