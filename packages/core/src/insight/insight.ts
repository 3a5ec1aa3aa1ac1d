import type { Pace } from '../forecast/pace.ts';
import type { Runway } from '../forecast/runway.ts';
import type { Meter } from '../history/meter.ts';
import type { DaySpend, PeriodSpends } from '../history/spendSummary.ts';

/** What the past of an account tells, as it is shown. */
export interface Insight {
  /** Whose spend it is: the whole account's where that is known, else the key's. */
  readonly meter: Exclude<Meter, 'ownKeys'>;
  readonly spend: PeriodSpends;
  readonly pace: Pace;
  readonly runway: Runway;
  /** The last two weeks, a UTC day each, today last. */
  readonly days: readonly DaySpend[];
}
