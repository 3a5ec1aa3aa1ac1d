import type { AlertRule } from '../../packages/core/src/alerts/alertFacts.ts';
import { EMPTY_STATE } from '../../packages/core/src/alerts/alertState.ts';
import { decide } from '../../packages/core/src/alerts/decide.ts';
import { judge } from '../../packages/core/src/alerts/judge.ts';
import type { Money } from '../../packages/core/src/model/money.ts';
import { periodStartMs } from '../../packages/core/src/model/periods.ts';
import { AlertOracle } from '../../packages/core/src/testing/alertOracle.ts';
import { aFacts } from '../../packages/core/src/testing/alertFacts.ts';
import { SeededRandom } from '../../packages/core/src/testing/year/seededRandom.ts';
import { type Kind, MINUTE_MS, spendingLife } from './spendingLife.ts';

export interface ThresholdScore {
  readonly crossings: number;
  /** Crossings that the rule did not see, or saw where there was none. */
  readonly missed: number;
  readonly again: number;
  /** Shown, of crossings at the same moment the most urgent. */
  readonly shown: number;
}

const RULES = ['balance', 'keyLimit', 'day', 'month'] as const satisfies readonly AlertRule[];
type Watched = (typeof RULES)[number];

/** A life with top-ups of all sizes, a key limit that resets and budgets, against an oracle of threshold crossings. */
export function thresholdTrial(kind: Kind, days: number, seed: number): ThresholdScore {
  const random = new SeededRandom(seed);
  const life = spendingLife(kind, days, random);
  const perDay = (life.ledger.at(-1) ?? 0) / days;
  const [dayBudget, monthBudget, limit] = [1.2, 20, 15].map((share) => Math.round(share * perDay) + 1);
  const oracles = new Map(RULES.map((rule) => [rule, new AlertOracle()]));
  const periods = new Map<Watched, number>();
  const score = { crossings: 0, missed: 0, again: 0, shown: 0 };
  let credits = Math.round(random.between(6e6, 60e6));
  let seenCredits = credits;
  let state = EMPTY_STATE;
  const starts = { day: 0, month: 0 };
  const startOf = { day: -1, month: -1 };

  for (let minute = 0; minute < days * 24 * 60; minute += 5) {
    const nowMs = life.startMs + minute * MINUTE_MS;
    const spent = life.ledger[minute] ?? 0;
    for (const period of ['day', 'month'] as const) {
      const start = periodStartMs(period, nowMs);
      if (startOf[period] !== start) [startOf[period], starts[period]] = [start, spent];
    }
    // People top up when it is low, some before and some long after.
    if (credits - spent < 4e6 && random.fraction() < 0.01)
      credits += Math.round(random.oneOf([0.3e6, 1e6, 5e6, 20e6, 100e6]) * random.between(0.9, 1.1));
    if (random.fraction() < 0.03) continue;

    const [left, today, month] = [credits - spent, spent - starts.day, spent - starts.month];
    const facts = aFacts(
      {
        balance: micros(left),
        credits: micros(credits),
        keyLimit: {
          kind: 'limited',
          remaining: micros((limit ?? 0) - month),
          limit: micros(limit ?? 0),
          resets: { kind: 'monthly' },
        },
        spend: { day: micros(today), week: 'unknown', month: micros(month) },
        budgets: { day: micros(dayBudget ?? 0), month: micros(monthBudget ?? 0) },
      },
      nowMs,
    );
    const isToppedUp = credits > seenCredits;
    seenCredits = credits;
    const must = RULES.filter((rule) => {
      const oracle = oracles.get(rule);
      if (rule === 'balance') {
        const lines = [5e6, 1e6];
        return oracle?.look(
          lines.map((line) => left < line),
          lines.map((line) => left > 1.1 * line || (isToppedUp && left >= line)),
        );
      }
      const [used, whole, shares] = {
        keyLimit: [month, limit ?? 0, [0.8, 0.95, 1]] as const,
        day: [today, dayBudget ?? 0, [0.8, 1]] as const,
        month: [month, monthBudget ?? 0, [0.8, 1]] as const,
      }[rule];
      const start = periodStartMs(rule === 'day' ? 'day' : 'month', nowMs);
      if (nowMs - start < 3 * MINUTE_MS) return false;
      const before = periods.get(rule);
      periods.set(rule, start);
      return oracle?.look(
        shares.map((share) => used >= Math.floor(share * whole + 0.5)),
        shares.map((share) => used < Math.floor(share * whole + 0.5) - 0.05 * whole),
        before !== undefined && before !== start,
      );
    });
    const judgement = judge(state, facts);
    const decision = decide(judgement, { isOn: true, snooze: EMPTY_STATE.snooze, nowMs });
    const saw = judgement.due.map(({ notice }) => notice.rule);
    score.crossings += must.length;
    score.missed += must.filter((rule) => !saw.includes(rule)).length;
    score.again += saw.filter((rule) => !(must as readonly AlertRule[]).includes(rule)).length;
    score.shown += decision.show ? 1 : 0;
    ({ state } = decision);
  }
  return score;
}

function micros(amount: number): Money {
  return { amountMicros: BigInt(Math.round(amount)), currency: 'USD' };
}
