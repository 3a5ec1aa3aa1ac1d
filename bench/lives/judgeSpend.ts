import type { Meter } from '../../packages/core/src/history/meter.ts';
import { dailySpend, spendSummary } from '../../packages/core/src/history/spendSummary.ts';
import { DAY_MS } from '../../packages/core/src/model/periods.ts';
import type { Life } from '../../packages/core/src/testing/lives/life.ts';
import { beganBefore, spendError } from '../../packages/core/src/testing/lives/spendError.ts';

/** Amounts that were told, held against the ledger. */
export interface SpendScore {
  /** How many were told as the whole truth. */
  readonly certain: number;
  /** How many as partial, or with what is uncertain. */
  readonly hedged: number;
  /** How many were gaps. */
  readonly unknown: number;
  /** Of the certain ones: not as the ledger has it, to the millionth; of the hedged: further off than they say. */
  readonly wrong: number;
  readonly largestErrorMicros: number;
}

const METERS: readonly Meter[] = ['account', 'key', 'ownKeys'];

/** Today, yesterday, week and month on every third day of a life, and at its end every day. */
export function judgeSpend(life: Life): SpendScore {
  const score = { certain: 0, hedged: 0, unknown: 0, wrong: 0, largestErrorMicros: 0 };
  const judge = (meter: Meter, spend: Parameters<typeof spendError>[2], sinceMs = -Infinity): void => {
    const error = spendError(life, meter, spend, sinceMs);
    if (spend === 'unknown') score.unknown += 1;
    else if (error === undefined) score.hedged += 1;
    else score.certain += 1;
    if (error === undefined || error === 0n) return;
    score.wrong += 1;
    score.largestErrorMicros = Math.max(score.largestErrorMicros, Number(error));
  };
  for (let nowMs = life.startMs + 0.6 * DAY_MS; nowMs < life.endMs; nowMs += 3.1 * DAY_MS) {
    const samples = life.samples.filter(({ atMs }) => atMs <= nowMs);
    const beganMs = beganBefore(life, samples.at(-1)?.atMs);
    const summary = spendSummary(samples, nowMs);
    for (const meter of METERS) {
      const sinceMs = meter === 'account' ? -Infinity : beganMs;
      const { today, yesterday, week, month } = summary[meter];
      for (const current of [today, week, month]) judge(meter, current, sinceMs);
      judge(meter, yesterday);
    }
  }
  const beganMs = beganBefore(life, life.samples.at(-1)?.atMs);
  for (const meter of METERS) {
    const days = dailySpend(life.samples, meter, life.startMs, life.endMs);
    for (const [at, { spend }] of days.entries())
      judge(meter, spend, at === days.length - 1 && meter !== 'account' ? beganMs : -Infinity);
  }
  return score;
}
