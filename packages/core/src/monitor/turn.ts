import type { Clock } from '../ports.ts';
import { oneMore } from '../storage/check.ts';
import { clampMs } from './interval.ts';
import type { Knowledge } from './knowledge.ts';
import type { RecordFile } from './recordFile.ts';
import { HELD_LOOK_MS } from './times.ts';

/** Waiting until it is this window that asks, or until it need not. */
export class Turn {
  readonly #clock: Clock;
  readonly #shared: RecordFile;
  readonly #known: Knowledge;
  #stopWaiting: (() => void) | undefined;
  #timesTold = 0;

  constructor(clock: Clock, shared: RecordFile, known: Knowledge) {
    this.#clock = clock;
    this.#shared = shared;
    this.#known = known;
  }

  /**
   * @param since the number of the attempt that was known when this one was wanted: what is newer may be all that was wanted
   * @param isOff whether nobody wants it any more
   * @param isServed whether what another window has just found out is all that was wanted
   * @param onNews another window's news have come, and are not all
   * @returns the number of the attempt, which is this window's alone until it is released; undefined when there is none
   */
  async take(
    since: number,
    isOff: () => boolean,
    isServed: () => boolean,
    onNews: () => void,
  ): Promise<number | undefined> {
    const [shared, known] = [this.#shared, this.#known];
    let seen = since;
    for (;;) {
      const isAdopted = known.adopt(await shared.read());
      // Or adopted already, when the file's change was told.
      const isNew = isAdopted || known.record.attempt !== seen;
      seen = known.record.attempt;
      if (isOff() || (isNew && isServed())) return undefined;
      if (isNew) onNews();
      const { record } = known;
      const number = oneMore(record.attempt);
      const toldBefore = this.#timesTold;
      const claim = await shared.claim(number);
      if (claim.kind === 'held') {
        // It may have been let go, and that been told, since we looked.
        if (!isOff() && this.#timesTold === toldBefore) await this.#untilTold(claim.untilMs);
        continue;
      }
      // Another window may have been done between our look and our claim.
      const onDisk = await shared.read();
      known.adopt(onDisk);
      if (!isOff() && known.record === record) {
        // The figures of the keys before go at once, not when those of the new ones have come.
        if (onDisk.keyRevisions !== known.record.keyRevisions) await shared.write(known.record);
        return number;
      }
      await shared.release(number);
    }
  }

  /** Something of the record or its claims has changed, or nobody wants the turn any more: look again. */
  told(): void {
    this.#timesTold += 1;
    this.#stopWaiting?.();
  }

  async #untilTold(untilMs: number): Promise<void> {
    const leftMs = clampMs(untilMs - this.#clock.wallMs(), 0, HELD_LOOK_MS);
    await new Promise<void>((resolve) => {
      const look = this.#clock.after(leftMs, () => this.told());
      this.#stopWaiting = () => {
        look.dispose();
        this.#stopWaiting = undefined;
        resolve();
      };
    });
  }
}
