import { EMPTY_STATE, type AlertState } from '../../packages/core/src/alerts/alertState.ts';
import { judge } from '../../packages/core/src/alerts/judge.ts';
import { SeededRandom } from '../../packages/core/src/testing/year/seededRandom.ts';
import {
  DAY_MS,
  HOUR_MS,
  type Kind,
  logUniform,
  MINUTE_MS,
  requests,
  type SpendingLife,
  spendingLife,
} from './spendingLife.ts';
import { factsOf, NaiveRule, type Watcher, watcher } from './watcher.ts';

/** What one rule came to in one life. */
export interface RuleScore {
  /** Alarms without a loop. */
  falseAlarms: number;
  /** From the beginning of each loop to the alarm; Infinity where there was none within the hour. */
  readonly minutes: number[];
}

export interface Trial {
  readonly kind: Kind;
  readonly days: number;
  readonly ours: RuleScore;
  readonly naive: RuleScore;
}

/** How long a loop runs before somebody would have noticed anyway. */
const LOOP_MINUTES = 60;
const LOOPS_PER_LIFE = 12;
/** Loops of so many times the pace at which the account works, and of at least so much an hour. */
const LEAST_TIMES = 10;
const MOST_TIMES = 40;
/** Before there is a habit, ten times of it means nothing. */
const FIRST_LOOP_DAY = 7;

/** One life without a loop, for false alarms; and from moments of it, the same with a loop from there on. */
export function runawayTrial(kind: Kind, days: number, seed: number): Trial {
  const random = new SeededRandom(seed);
  const life = spendingLife(kind, days, random);
  const trial: Trial = {
    kind,
    days,
    ours: { falseAlarms: 0, minutes: [] },
    naive: { falseAlarms: 0, minutes: [] },
  };
  const loops = Array.from({ length: LOOPS_PER_LIFE }, () => loopStartMs(life, days, random)).sort(
    (a, b) => a - b,
  );
  const endMs = life.startMs + days * DAY_MS - 2 * HOUR_MS;
  const eyes = watcher(life.startMs);
  const naive = new NaiveRule();
  let state = EMPTY_STATE;
  while (eyes.nextMs < endMs) {
    const nowMs = eyes.nextMs;
    while ((loops[0] ?? Infinity) <= nowMs) {
      const loopMs = loops.shift() ?? 0;
      playLoop(trial, { life, loopMs, eyes: eyes.fork(), state, naive: naive.fork(), random });
    }
    if (!isWatched(life, nowMs)) {
      eyes.sleep(random);
      continue;
    }
    eyes.look(ledgerOf(life), random);
    const judged = judge(state, factsOf(eyes, nowMs));
    ({ state } = judged);
    if (judged.due.length > 0) {
      trial.ours.falseAlarms += 1;
      state = allTold(state);
    }
    if (naive.judge(eyes.recent)) trial.naive.falseAlarms += 1;
  }
  return trial;
}

interface Fork {
  readonly life: SpendingLife;
  readonly loopMs: number;
  readonly eyes: Watcher;
  readonly state: AlertState;
  readonly naive: NaiveRule;
  readonly random: SeededRandom;
}

function playLoop(trial: Trial, { life, loopMs, eyes, state: from, naive, random }: Fork): void {
  let state = from;
  const perHour = life.pace * logUniform(random, LEAST_TIMES, MOST_TIMES);
  const loop = [0];
  for (let minute = 0; minute <= LOOP_MINUTES; minute += 1)
    loop.push((loop[minute] ?? 0) + requests(random, perHour / 60, 3, 0.5));
  const ledger = (atMs: number): number =>
    ledgerOf(life)(atMs) + (atMs < loopMs ? 0 : interpolate(loop, (atMs - loopMs) / MINUTE_MS));
  let ours = Infinity;
  let naives = Infinity;
  while (eyes.nextMs < loopMs + LOOP_MINUTES * MINUTE_MS) {
    const nowMs = eyes.nextMs;
    eyes.look(ledger, random);
    const judged = judge(state, factsOf(eyes, nowMs));
    ({ state } = judged);
    const minutes = (nowMs - loopMs) / MINUTE_MS;
    if (minutes >= 0 && judged.due.length > 0) ours = Math.min(ours, minutes);
    if (naive.judge(eyes.recent) && minutes >= 0) naives = Math.min(naives, minutes);
  }
  trial.ours.minutes.push(ours);
  trial.naive.minutes.push(naives);
}

/** Half of the loops begin in the middle of work, as most do. */
function loopStartMs(life: SpendingLife, days: number, random: SeededRandom): number {
  for (let tries = 0; ; tries += 1) {
    const atMs = life.startMs + random.between(FIRST_LOOP_DAY, days - 1) * DAY_MS;
    const minute = Math.floor((atMs - life.startMs) / MINUTE_MS);
    const works = (life.ledger[minute] ?? 0) > (life.ledger[minute - 5] ?? 0);
    const isWatchedThroughout = isWatched(life, atMs) && isWatched(life, atMs + LOOP_MINUTES * MINUTE_MS);
    if (isWatchedThroughout && (works || tries % 2 === 0 || tries > 1000)) return atMs;
  }
}

function isWatched({ isWatched: is }: SpendingLife, atMs: number): boolean {
  return is(Math.floor((atMs % DAY_MS) / HOUR_MS));
}

function ledgerOf({ ledger, startMs }: SpendingLife): (atMs: number) => number {
  return (atMs) => interpolate(ledger, (atMs - startMs) / MINUTE_MS);
}

function interpolate(series: ArrayLike<number>, at: number): number {
  const index = Math.min(Math.max(0, Math.floor(at)), series.length - 1);
  const [before = 0, after = before] = [series[index], series[index + 1]];
  return before + (after - before) * Math.min(1, Math.max(0, at - index));
}

/** A person has seen it. */
function allTold(state: AlertState): AlertState {
  const rules = Object.entries(state.rules).map(([name, rule]) => [name, { ...rule, told: rule.episode }]);
  return { ...state, rules: Object.fromEntries(rules) as AlertState['rules'] };
}
