import { type Piece, piecesOf } from '../history/pieces.ts';
import type { Sample } from '../history/sample.ts';
import type { Insight } from '../insight/insight.ts';
import { type Budgets, moneyBudgets } from '../model/budgets.ts';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import { DAY_MS, type Period } from '../model/periods.ts';
import type { KeyLimit } from '../model/reading.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { shownSpend } from '../present/shownSpend.ts';
import type { AlertFacts, AlertThresholds, SpendPoint } from './alertFacts.ts';
import { type Habit, habitOf } from './habit.ts';

const HOUR_MS = 3_600_000;
/** The rules look at the last hour, and the reading before it must be there too. */
const RECENT_MS = 75 * 60_000;
/** What was spent over a longer gap is of no hour in particular; what is kept of old days is an hour apart. */
const LONGEST_GAP_MS = 65 * 60_000;
const LONG_DAYS = 366;

/**
 * What the rules are told of an account. After a failed attempt nothing of it is known but that.
 * @param samples of the last weeks, the newest last
 */
export function factsOf(
  { state, series, account }: Watching,
  { samples, insight }: { readonly samples: readonly Sample[]; readonly insight: Insight | undefined },
  wishes: { readonly thresholds: AlertThresholds; readonly budgets: Budgets },
  nowMs: number,
): Omit<AlertFacts, 'nowMs'> {
  const { lastGood, trouble } = state;
  // Half an answer is one all the same: it came in the attempt that fell short.
  const isFresh = lastGood !== undefined && (!trouble || trouble.atMs === lastGood.atMs);
  const reading = isFresh ? lastGood.reading : undefined;
  const currency = samples.at(-1)?.currency ?? '';
  const piece = insight && reading ? piecesOf(samples, insight.meter).at(-1) : undefined;
  // As it is shown: where the account was not watched all along, what the key itself has spent may be more.
  const spend = (period: Period): Known<Money> =>
    reading ? shownSpend(period, reading, insight, nowMs).amount : 'unknown';
  return {
    asOfMs: Math.max(lastGood?.atMs ?? 0, trouble?.atMs ?? 0),
    series,
    currency,
    balance: reading?.balance.kind === 'known' ? reading.balance.amount : 'unknown',
    credits: reading?.balance.kind === 'known' ? reading.balance.credits : 'unknown',
    keyLimit: reading?.keyLimit ?? ({ kind: 'unknown' } satisfies KeyLimit),
    spend: { day: spend('day'), week: spend('week'), month: spend('month') },
    budgets: moneyBudgets({ ...wishes.budgets, ...account.budgets }, currency),
    thresholds: wishes.thresholds,
    runwayDays: reading ? daysOf(insight, nowMs) : 'unknown',
    recent: piece ? recentOf(piece) : [],
    habit: piece ? habitOfPiece(piece) : 'unknown',
    keyExpiresAtMs: reading?.keyExpiresAtMs ?? 'unknown',
    keyRejected: trouble?.failure.kind === 'invalidKey' ? true : isFresh ? false : 'unknown',
  };
}

/** The low end of the forecast. */
function daysOf(insight: Insight | undefined, nowMs: number): Known<number> {
  switch (insight?.runway.kind) {
    case 'range':
      return Math.max(0, (insight.runway.earliestMs - nowMs) / DAY_MS);
    case 'ranOut':
      return 0;
    case 'beyond':
    case 'idle':
    case 'resetsFirst':
      return LONG_DAYS;
    case 'collecting':
    case 'uncapped':
    case undefined:
      return 'unknown';
  }
}

function recentOf({ points, newest }: Piece): readonly SpendPoint[] {
  return points.filter(({ atMs, isExact }) => !isExact && atMs >= newest.atMs - RECENT_MS);
}

/** Without the hour that still runs: a loop that has begun in it is no habit. */
function habitOfPiece({ points, newest }: Piece): Known<Habit> {
  const hours = new Map<number, bigint>();
  let before: SpendPoint | undefined;
  for (const point of points.filter(({ isExact }) => !isExact)) {
    if (before && point.atMs - before.atMs <= LONGEST_GAP_MS && point.micros > before.micros) {
      const hour = Math.floor(before.atMs / HOUR_MS);
      hours.set(hour, (hours.get(hour) ?? 0n) + point.micros - before.micros);
    }
    before = point;
  }
  hours.delete(Math.floor(newest.atMs / HOUR_MS));
  return habitOf([...hours.values()]);
}
