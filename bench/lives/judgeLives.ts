import { type LifeKind, lifeKinds, liveLife } from '../../packages/core/src/testing/lives/life.ts';
import { judgeRunway, type Verdict } from './judgeRunway.ts';
import { judgeSpend, type SpendScore } from './judgeSpend.ts';

/** After so many days of data a forecast is judged. */
export const judgedDays = [3, 7, 14] as const;
export type JudgedDay = (typeof judgedDays)[number];

/** The kinds that the runway must be good at. */
export const targetKinds: readonly LifeKind[] = ['steady', 'officeHours', 'bursty'];

const MONTH_DAYS = 31;
/** What is left must have run out by then for its runway to be judged. */
const AFTER_DAYS = 75;

export interface LivesResult {
  readonly months: number;
  readonly kinds: Readonly<Record<LifeKind, KindResult>>;
}

export interface KindResult {
  readonly lives: number;
  readonly spend: SpendScore;
  readonly verdicts: Readonly<Record<JudgedDay, readonly Verdict[]>>;
}

/** Lives of every kind, of those with targets twice as many; the same lives every time. */
export function judgeLives(livesEach: number): LivesResult {
  let months = 0;
  const results = lifeKinds.map((kind) => {
    const lives = livesEach * (targetKinds.includes(kind) ? 2 : 1);
    months += lives;
    return [kind, judgeKind(kind, lives)];
  });
  return { months, kinds: Object.fromEntries(results) as Record<LifeKind, KindResult> };
}

function judgeKind(kind: LifeKind, lives: number): KindResult {
  const verdicts: Record<JudgedDay, Verdict[]> = { 3: [], 7: [], 14: [] };
  const spend = { certain: 0, hedged: 0, unknown: 0, wrong: 0, largestErrorMicros: 0 };
  for (let seed = 0; seed < lives; seed++) {
    const life = liveLife(kind, seed, MONTH_DAYS, AFTER_DAYS);
    const score = judgeSpend(life);
    for (const part of ['certain', 'hedged', 'unknown', 'wrong'] as const) spend[part] += score[part];
    spend.largestErrorMicros = Math.max(spend.largestErrorMicros, score.largestErrorMicros);
    for (const days of judgedDays) {
      const verdict = judgeRunway(life, days);
      if (verdict) verdicts[days].push(verdict);
    }
  }
  return { lives, spend, verdicts };
}
