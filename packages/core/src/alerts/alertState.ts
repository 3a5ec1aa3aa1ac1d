import type { Money } from '../model/money.ts';
import { isCount, isNumber, isText, listOf, objectOf, orMissing, recordOf } from '../storage/check.ts';
import { isMoney } from '../storage/isReading.ts';
import type { Peaks } from './runaway.ts';

/** Where one rule of one account stands. */
export interface RuleState {
  /** Of the figures and of what they were compared with; `''` while there is nothing to compare. */
  readonly series: string;
  readonly by: string;
  readonly period: string;
  readonly bought?: number | undefined;
  /** Reached and not clearly recovered from. */
  readonly level: number;
  /** Counts the levels that were crossed, for ever, from the file's `born`, which no earlier one has reached; part of claims' names. */
  readonly episode: number;
  /** The last episode that needs no more telling. Behind `episode` while a crossing waits for the end of a snooze. */
  readonly told: number;
}

/** What is known of one account's alerts. Two versions of it are brought together by {@link joinStates}. */
export interface AlertState {
  /** When the file was made, in seconds: episodes are counted from here. 0 is no file. */
  readonly born: number;
  /** Counts how often the clock was found to have been set back: only within one does `asOfMs` tell older from newer. */
  readonly era: number;
  /** Of the newest facts that were judged; 0 before the first. */
  readonly asOfMs: number;
  readonly rules: Readonly<Record<string, RuleState>>;
  readonly peaks: Peaks;
  readonly snooze: Snooze;
  /** By rule: odd while it is muted. Counts the changes, so that the newer of two is known without a clock. */
  readonly mutes: Readonly<Record<string, number>>;
  /** What was shown, the newest last; at most {@link KEPT_TOLD} of them. Missing in files of before there was such a thing. */
  readonly log?: readonly ToldAlert[] | undefined;
}

/** One notice that was shown to a person, for looking back. */
export interface ToldAlert {
  /** By the wall clock. */
  readonly atMs: number;
  /** An `AlertRule`, or one of a newer version. */
  readonly rule: string;
  readonly level: number;
  /** What was left, or what was spent; missing where it was of no amount. */
  readonly amount?: Money | undefined;
}

const KEPT_TOLD = 200;

/** Nothing is shown in `sinceMs` … `untilMs`, by the wall clock. `change` counts the changes. */
export interface Snooze {
  readonly change: number;
  readonly sinceMs: number;
  readonly untilMs: number;
}

export const EMPTY_STATE: AlertState = {
  born: 0,
  era: 0,
  asOfMs: 0,
  rules: {},
  peaks: {},
  snooze: { change: 0, sinceMs: 0, untilMs: 0 },
  mutes: {},
};

export const isAlertState = objectOf<AlertState>({
  born: isCount,
  era: isCount,
  asOfMs: isNumber,
  rules: recordOf(
    objectOf<RuleState>({
      series: isText,
      by: isText,
      period: isText,
      bought: orMissing(isNumber),
      level: isCount,
      episode: isCount,
      told: isCount,
    }),
  ),
  peaks: recordOf(isCount),
  snooze: objectOf<Snooze>({ change: isCount, sinceMs: isNumber, untilMs: isNumber }),
  mutes: recordOf(isCount),
  log: orMissing(
    listOf(
      objectOf<ToldAlert>({
        atMs: isNumber,
        rule: isText,
        level: isCount,
        amount: orMissing(isMoney),
      }),
    ),
  ),
});

/**
 * What two windows know, together: in whatever order and however often it is done, it comes to the same, so nothing that
 * either knew is lost. Where a rule stands is what the newer facts say; counters and peaks are the higher of the two.
 */
export function joinStates(a: AlertState, b: AlertState): AlertState {
  const order = a.era - b.era || a.asOfMs - b.asOfMs;
  const [newer, older] = order < 0 ? [b, a] : [a, b];
  const { era, asOfMs } = newer;
  return {
    ...older,
    ...newer,
    born: Math.max(a.born, b.born),
    era,
    asOfMs,
    rules: joined(newer.rules, older.rules, (mine = NOT_SEEN, other = NOT_SEEN) => ({
      ...(order === 0 && isWorse(other, mine) ? other : mine),
      episode: Math.max(mine.episode, other.episode),
      told: Math.max(mine.told, other.told),
    })),
    peaks: joined(a.peaks, b.peaks, higher),
    snooze: laterOf(a.snooze, b.snooze),
    mutes: joined(a.mutes, b.mutes, higher),
    log: joinedLogs(a.log, b.log),
  };
}

/** With what has just been shown. */
export function withShown(state: AlertState, shown: ToldAlert): AlertState {
  return { ...state, log: joinedLogs(state.log, [shown]) };
}

/** All but the amount, which follows from it. */
function textOf({ atMs, rule, level }: ToldAlert): string {
  return `${atMs} ${rule} ${level}`;
}

/** One is told at a time, so what has the same rule at the same time is the same. */
function joinedLogs(a: AlertState['log'], b: AlertState['log']): AlertState['log'] {
  if (!a && !b) return undefined;
  const all = new Map([...(a ?? []), ...(b ?? [])].map((told) => [textOf(told), told]));
  const byTime = [...all.values()].sort((x, y) => x.atMs - y.atMs || (textOf(x) < textOf(y) ? -1 : 1));
  return byTime.slice(-KEPT_TOLD);
}

/** What the facts said nothing about. */
const NOT_SEEN: RuleState = { series: '', by: '', period: '', level: 0, episode: 0, told: 0 };

function higher(a = 0, b = 0): number {
  return Math.max(a, b);
}

/** Of facts of the same moment. Any order will do, if only all windows have the same. */
function isWorse(a: RuleState, b: RuleState): boolean {
  if (a.level !== b.level) return a.level > b.level;
  const text = ({ series, by, period, bought }: RuleState): string =>
    JSON.stringify([series, by, period, bought]);
  return text(a) > text(b);
}

function laterOf(a: Snooze, b: Snooze): Snooze {
  if (a.change !== b.change) return a.change > b.change ? a : b;
  // Both at once: the longer is what somebody asked for.
  if (a.untilMs !== b.untilMs) return a.untilMs > b.untilMs ? a : b;
  return a.sinceMs < b.sinceMs ? a : b;
}

/** By name. Sorted, so that the same content is the same text. */
function joined<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  both: (a: T | undefined, b: T | undefined) => T,
): Readonly<Record<string, T>> {
  // Not looked up in the objects: a damaged file may use a name that every object has.
  const [ofA, ofB] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const names = [...new Set([...ofA.keys(), ...ofB.keys()])].sort();
  return Object.fromEntries(names.map((name) => [name, both(ofA.get(name), ofB.get(name))]));
}
