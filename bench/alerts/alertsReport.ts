import { table } from '../report/table.ts';
import { type RuleScore, runawayTrial, type Trial } from './runawayTrial.ts';
import { type Kind, kinds } from './spendingLife.ts';
import { thresholdTrial, type ThresholdScore } from './thresholdTrial.ts';

/** A life is three months: long enough for the habits of one to be forgotten. */
const LIFE_DAYS = 90;
const MONTH_DAYS = 30;
/** What the runaway rule is held to: minutes from a loop's beginning, share of loops, false alarms a month. */
const WITHIN_MINUTES = 10;
const LEAST_CAUGHT = 0.95;
const MOST_FALSE = 1 / 3;

export interface AlertsResult {
  readonly text: string;
  readonly broken: readonly string[];
}

/** @param months of generated lives, at least; a third of each kind. The same every time. */
export function alertsReport(months: number): AlertsResult {
  const lives = Math.max(1, Math.ceil((months * MONTH_DAYS) / LIFE_DAYS / kinds.length));
  const seeds = Array.from({ length: lives }, (_, seed) => seed + 1);
  const trials = kinds.flatMap((kind) => seeds.map((seed) => runawayTrial(kind, LIFE_DAYS, seed)));
  const thresholds = kinds.flatMap((kind) => seeds.map((seed) => thresholdTrial(kind, LIFE_DAYS, seed)));
  return { text: text(trials, thresholds), broken: broken(trials, thresholds) };
}

function text(trials: readonly Trial[], thresholds: readonly ThresholdScore[]): string {
  const months = (trials.length * LIFE_DAYS) / MONTH_DAYS;
  const sum = (of: (score: ThresholdScore) => number): string => String(total(thresholds.map(of)));
  return [
    table([
      [
        `Loops of 10 to 40 times the pace`,
        'loops',
        'in 10 min',
        'in an hour',
        'median',
        '95 %',
        'false/month',
      ],
      ...kinds.flatMap((kind) => [
        rowOf(`  ${KIND_WORDS[kind]}`, ofKind(trials, kind), ({ ours }) => ours),
        rowOf('    five minutes above 3 × yesterday', ofKind(trials, kind), ({ naive }) => naive),
      ]),
      rowOf('  all', trials, ({ ours }) => ours),
      rowOf('    five minutes above 3 × yesterday', trials, ({ naive }) => naive),
    ]),
    '',
    table([
      ['Balance, key limit and budgets', 'crossings', 'missed', 'told twice', 'shown'],
      [
        `  ${months} months`,
        sum(({ crossings }) => crossings),
        sum(({ missed }) => missed),
        sum(({ again }) => again),
        sum(({ shown }) => shown),
      ],
    ]),
  ].join('\n');
}

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  steady: 'steady accounts',
  officeHours: 'office hours',
  bursty: 'agents in bursts',
};

function rowOf(what: string, trials: readonly Trial[], of: (trial: Trial) => RuleScore): string[] {
  const { minutes, falsePerMonth } = scoreOf(trials, of);
  const within = (most: number): string =>
    `${((100 * minutes.filter((one) => one <= most).length) / minutes.length).toFixed(1)} %`;
  const at = (share: number): string => (minutes[Math.floor((minutes.length - 1) * share)] ?? NaN).toFixed(1);
  return [
    what,
    String(minutes.length),
    within(WITHIN_MINUTES),
    within(60),
    at(0.5),
    at(0.95),
    falsePerMonth.toFixed(2),
  ];
}

function scoreOf(
  trials: readonly Trial[],
  of: (trial: Trial) => RuleScore,
): { readonly minutes: readonly number[]; readonly falsePerMonth: number } {
  const minutes = trials.flatMap((trial) => of(trial).minutes).sort((a, b) => a - b);
  const falseAlarms = total(trials.map((trial) => of(trial).falseAlarms));
  return { minutes, falsePerMonth: falseAlarms / ((trials.length * LIFE_DAYS) / MONTH_DAYS) };
}

function broken(trials: readonly Trial[], thresholds: readonly ThresholdScore[]): readonly string[] {
  const { minutes, falsePerMonth } = scoreOf(trials, ({ ours }) => ours);
  const caught = minutes.filter((one) => one <= WITHIN_MINUTES).length / minutes.length;
  return [
    ...(caught < LEAST_CAUGHT ? [`${(100 * caught).toFixed(1)} % of the loops were told in time`] : []),
    ...(falsePerMonth > MOST_FALSE ? [`${falsePerMonth.toFixed(2)} false alarms a month`] : []),
    ...(thresholds.some(({ missed }) => missed > 0) ? ['a crossing was missed'] : []),
    ...(thresholds.some(({ again }) => again > 0) ? ['a crossing was told twice'] : []),
  ];
}

function ofKind(trials: readonly Trial[], kind: Kind): readonly Trial[] {
  return trials.filter((trial) => trial.kind === kind);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
