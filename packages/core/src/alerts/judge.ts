import { CLOCK_TOLERANCE_MS } from '../monitor/times.ts';
import { type AlertFacts, type AlertNotice, alertRules } from './alertFacts.ts';
import type { AlertState, RuleState } from './alertState.ts';
import { type KnownMeasure, type Measure, measureOf } from './measure.ts';
import { burnOf, peaksWith } from './runaway.ts';

/** A crossing that nobody has been told of and that still holds. */
export interface Due {
  readonly episode: number;
  readonly notice: AlertNotice;
}

export interface Judgement {
  readonly state: AlertState;
  readonly due: readonly Due[];
}

/**
 * One step of all state machines. A rule that is seen for the first time, or against another threshold, is primed: what
 * it has reached already is not told. From then on it fires when a level is reached that was not held, and lets a level go
 * only after a clear recovery (`measure.ts` says of each rule what that is), a top-up, or in the next period. Judging the
 * same facts again changes nothing; facts that are older than what was judged change and tell nothing.
 */
export function judge(state: AlertState, facts: AlertFacts): Judgement {
  if (facts.asOfMs < state.asOfMs) {
    // What was judged lies in the future: the clock has been set back since, and the older facts are the newer.
    if (state.asOfMs <= facts.nowMs + CLOCK_TOLERANCE_MS) return { state, due: [] };
    return judge({ ...state, era: state.era + 1, asOfMs: facts.asOfMs }, facts);
  }
  const rules: Record<string, RuleState> = { ...state.rules };
  const due: Due[] = [];
  const burn = burnOf(facts, state.peaks);
  for (const rule of alertRules) {
    const measure = measureOf(rule, facts, burn);
    const next = nextState(state.rules[rule], measure, facts, state.born);
    if (next) rules[rule] = next;
    if (next && measure.kind === 'known' && measure.level > 0 && next.told < next.episode)
      due.push({ episode: next.episode, notice: measure.notice });
  }
  const peaks = burn ? peaksWith(state.peaks, burn.peak, facts.asOfMs) : state.peaks;
  return { state: { ...state, asOfMs: facts.asOfMs, rules, peaks }, due };
}

function nextState(
  old: RuleState | undefined,
  measure: Measure,
  { series: keys, currency }: AlertFacts,
  born: number,
): RuleState | undefined {
  if (measure.kind === 'unknown' || (!old && measure.kind === 'off')) return old;
  const { episode, told } = old ?? { episode: born, told: born };
  if (measure.kind === 'off') return { series: '', by: '', period: '', level: 0, episode, told: episode };
  const { level, by, period } = measure;
  const series = `${keys} ${currency}`;
  // Another key, or compared with something else: seen for the first time, whatever has been reached.
  const known = old?.series === series && old.by === by ? old : undefined;
  const held = known ? heldOf(known, measure) : level;
  const holds = Math.max(level, held);
  const bought = maximum(known?.bought, measure.bought);
  return {
    series,
    by,
    period,
    ...(bought !== undefined && { bought }),
    level: holds,
    // One for each level, so that a window that saw only the worst, and one that saw them come, count alike.
    episode: episode + Math.max(0, level - held),
    // What waits for the end of a snooze is over when another threshold is set.
    told: known ? told : episode,
  };
}

/** The highest level that has been told, or was there from the first, and is not over. */
function heldOf(old: RuleState, { level, held, period, bought }: KnownMeasure): number {
  if (old.period !== period) return 0;
  const isToppedUp = old.bought !== undefined && bought !== undefined && bought > old.bought;
  return Math.min(old.level, isToppedUp ? level : held);
}

function maximum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}
