import { type Pace, paceOf } from '../forecast/pace.ts';
import { type Runway, runwayOf } from '../forecast/runway.ts';
import type { Meter } from '../history/meter.ts';
import type { Sample } from '../history/sample.ts';
import { dailySpend, type DaySpend, type PeriodSpends, spendSummary } from '../history/spendSummary.ts';
import { DAY_MS } from '../model/periods.ts';
import type { Resets } from '../model/reading.ts';

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

const DAYS = 14;

/**
 * Takes tens of milliseconds for a month of samples: for once an answer, not for each drawing.
 * @param limitResets when the key's limit begins anew, as the newest reading has it
 * @param runway what was worked out before and still holds: it is most of the work
 */
export function insightOf(
  samples: readonly Sample[],
  limitResets: Resets,
  nowMs: number,
  runway = runwayOf(samples, limitResets, nowMs),
): Insight {
  const meter = meterOf(samples);
  return {
    meter,
    spend: spendSummary(samples, nowMs)[meter],
    pace: paceOf(samples, meter, nowMs),
    runway,
    days: dailySpend(samples, meter, nowMs - (DAYS - 1) * DAY_MS, nowMs),
  };
}

export function meterOf(samples: readonly Sample[]): Insight['meter'] {
  return samples.at(-1)?.usage === undefined ? 'key' : 'account';
}
