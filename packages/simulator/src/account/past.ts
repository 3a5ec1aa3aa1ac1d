import type { Ledger } from '../ledger/ledger.ts';
import type { PastPlan } from '../ledger/plan.ts';
import type { ListedKey } from './listedKeys.ts';

export interface Drawn {
  /** Newest first, as they are shown. */
  listedKeys: ListedKey[];
  ledger: Ledger;
}

/** An account's past: drawn when somebody first looks at it, since years of it take a while and most never do. */
export class Past {
  #plan: PastPlan | undefined;
  #drawn: Drawn | undefined;
  readonly #makePlan: () => PastPlan;
  readonly #draw: (plan: PastPlan) => Drawn;

  constructor(makePlan: () => PastPlan, draw: (plan: PastPlan) => Drawn) {
    this.#makePlan = makePlan;
    this.#draw = draw;
  }

  get isDrawn(): boolean {
    return this.#drawn !== undefined;
  }

  /** What there is to use, and who uses it. */
  get plan(): PastPlan {
    return (this.#plan ??= this.#makePlan());
  }

  /** The account's ordinary keys, newest first, as they stand now. */
  get listedKeys(): readonly ListedKey[] {
    return (this.#drawn ??= this.#draw(this.plan)).listedKeys;
  }

  /** All that was used, and with it what `/activity`, `/analytics` and the counters of the listed keys say. */
  get ledger(): Ledger {
    return (this.#drawn ??= this.#draw(this.plan)).ledger;
  }
}
