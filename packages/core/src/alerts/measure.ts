import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import { DAY_MS, isOfCurrent, type Period, periodStartMs } from '../model/periods.ts';
import { resetPeriod } from '../model/reading.ts';
import type { AlertFacts, AlertNotice, AlertRule } from './alertFacts.ts';
import type { Burn } from './runaway.ts';

/**
 * How bad things are by one rule. `off`: the person, or the account, has no such thing. `unknown`: not known at the
 * moment.
 */
export type Measure = { readonly kind: 'off' } | { readonly kind: 'unknown' } | KnownMeasure;

export interface KnownMeasure {
  readonly kind: 'known';
  /** Reached by the figure as it is; 0 is none. */
  readonly level: number;
  /** Not yet clearly recovered from: at least `level`. */
  readonly held: number;
  /** What was compared with: when a person changes it, nothing has crossed anything. */
  readonly by: string;
  /** In another one everything may be told once more. */
  readonly period: string;
  /** Ever bought, in micro-units: a rise is a recovery from all that is no longer reached. */
  readonly bought?: number | undefined;
  readonly notice: AlertNotice;
}

const OFF = { kind: 'off' } as const;
const UNKNOWN = { kind: 'unknown' } as const;

/** Above a threshold by this share of it, a balance has clearly recovered: $5.50 for $5. */
const BALANCE_MARGIN = 0.1;
/** Back by this share of the whole, a limit or a budget has been raised or corrected, and not only rounded. */
const USED_MARGIN = 0.05;
/** A forecast wobbles: it has to be this many times as long as it was to be told. */
const RUNWAY_MARGIN = 0.5;
const EXPIRY_DAYS = [14, 3, 1];
const EXPIRY_MARGIN_MS = DAY_MS / 24;
const LIMIT_SHARES = [0.8, 0.95, 1];
const BUDGET_SHARES = [0.8, 1];

/** @param burn what the last minutes cost; undefined when that is not known */
export function measureOf(rule: AlertRule, facts: AlertFacts, burn: Burn | undefined): Measure {
  switch (rule) {
    case 'balance':
      return balanceMeasure(facts);
    case 'keyLimit':
      return limitMeasure(facts);
    case 'day':
    case 'week':
    case 'month':
      return budgetMeasure(rule, facts);
    case 'runway': {
      const { runwayDays, thresholds } = facts;
      if (!(thresholds.runwayDays > 0)) return OFF;
      if (runwayDays === 'unknown') return UNKNOWN;
      const margin = RUNWAY_MARGIN * thresholds.runwayDays;
      const lines = [{ at: -thresholds.runwayDays, margin, isBeyond: true }];
      return known(-runwayDays, lines, (level) => ({ rule, level, days: runwayDays }));
    }
    case 'runaway':
      return burn ? runawayMeasure(facts, burn) : UNKNOWN;
    case 'expiry': {
      if (facts.keyExpiresAtMs === 'unknown') return UNKNOWN;
      const leftMs = facts.keyExpiresAtMs - facts.nowMs;
      const lines = EXPIRY_DAYS.map((days) => ({ at: -days * DAY_MS, margin: EXPIRY_MARGIN_MS }));
      return known(-leftMs, lines, (level) => ({ rule, level, leftMs }));
    }
    case 'rejected':
      if (facts.keyRejected === 'unknown') return UNKNOWN;
      return known(Number(facts.keyRejected), [{ at: 1, margin: 0.5 }], (level) => ({ rule, level }));
  }
}

function balanceMeasure({ balance, credits, currency, thresholds }: AlertFacts): Measure {
  const { low, critical } = thresholds;
  if (!(low > 0) && !(critical > 0)) return OFF;
  const left = microsOf(balance, currency);
  if (left === undefined || balance === 'unknown') return UNKNOWN;
  const lines = [low, critical].map((units) => ({
    at: units > 0 ? -units * 1e6 : Infinity,
    margin: units * 1e6 * BALANCE_MARGIN,
    isBeyond: true,
  }));
  return {
    ...known(-left, lines, (level) => ({ rule: 'balance', level, left: balance })),
    bought: microsOf(credits, currency),
  };
}

function limitMeasure(facts: AlertFacts): Measure {
  const { keyLimit, currency, asOfMs, nowMs } = facts;
  if (keyLimit.kind === 'none') return OFF;
  if (keyLimit.kind === 'unknown' || keyLimit.limit === 'unknown') return UNKNOWN;
  const { remaining, limit, resets } = keyLimit;
  const [left, whole] = [microsOf(remaining, currency), microsOf(limit, currency)];
  if (left === undefined || whole === undefined) return UNKNOWN;
  // A key that may spend nothing is not used up; it is switched off.
  if (whole <= 0) return OFF;
  const period = resetPeriod(resets);
  if (period && !isOfCurrent(period, asOfMs, nowMs)) return UNKNOWN;
  return known(
    whole - left,
    shares(LIMIT_SHARES, whole),
    (level) => ({ rule: 'keyLimit', level, left: remaining, limit }),
    period && String(periodStartMs(period, asOfMs)),
  );
}

function budgetMeasure(period: Period, facts: AlertFacts): Measure {
  const { currency, asOfMs, nowMs } = facts;
  const [spent, budget] = [facts.spend[period], facts.budgets[period]];
  if (!budget || budget.amountMicros <= 0n) return OFF;
  const [used, whole] = [microsOf(spent, currency), microsOf(budget, currency)];
  if (used === undefined || spent === 'unknown' || whole === undefined) return UNKNOWN;
  if (!isOfCurrent(period, asOfMs, nowMs)) return UNKNOWN;
  return known(
    used,
    shares(BUDGET_SHARES, whole),
    (level) => ({ rule: period, level, spent, budget }),
    String(periodStartMs(period, asOfMs)),
  );
}

function runawayMeasure({ currency, habit }: AlertFacts, burn: Burn): Measure {
  const money = (micros: number): Money => ({ amountMicros: BigInt(Math.round(micros)), currency });
  const level = Number(burn.isRunaway);
  return {
    kind: 'known',
    level,
    held: Number(burn.isRunaway || !burn.isCalm),
    by: '',
    period: '',
    notice: {
      rule: 'runaway',
      level,
      spent: money(burn.spent),
      spanMs: burn.spanMs,
      usually: habit === 'unknown' ? habit : money(habit.usualPerHour),
    },
  };
}

/** A level begins at `at`, or just beyond it, and is left when the value is back by more than `margin`. */
interface Line {
  readonly at: number;
  readonly margin: number;
  readonly isBeyond?: boolean;
}

function shares(of: readonly number[], whole: number): readonly Line[] {
  // Rounded down by less than a micro-unit: 80 % of $0.07 is $0.056, whatever a double makes of it.
  return of.map((share) => ({ at: Math.floor(share * whole + 0.5), margin: USED_MARGIN * whole }));
}

/** @param value the higher, the worse */
function known(
  value: number,
  lines: readonly Line[],
  noticeOf: (level: number) => AlertNotice,
  period = '',
): KnownMeasure {
  const highest = (isOn: (line: Line) => boolean): number =>
    lines.reduce((level, line, i) => (isOn(line) ? i + 1 : level), 0);
  const level = highest(({ at, isBeyond }) => (isBeyond ? value > at : value >= at));
  return {
    kind: 'known',
    level,
    held: highest(({ at, margin }) => value >= at - margin),
    by: lines.map(({ at }) => at).join(),
    period,
    notice: noticeOf(level),
  };
}

/** Plain numbers will do for comparing: exact up to nine billion units. */
function microsOf(money: Known<Money>, currency: string): number | undefined {
  return money === 'unknown' || money.currency !== currency ? undefined : Number(money.amountMicros);
}
