import { lifeKinds } from '../../packages/core/src/testing/lives/life.ts';
import { table } from '../report/table.ts';
import { judgedDays, type LivesResult, targetKinds } from './judgeLives.ts';
import type { Verdict } from './judgeRunway.ts';
import { type NaiveMethod, naiveMethods } from './naive.ts';

type Row = readonly string[];

const naive = Object.keys(naiveMethods) as NaiveMethod[];
/** What others ship works on the balance; the counter's are told for comparison. */
const shippedByOthers: readonly NaiveMethod[] = ['window', 'yesterday', 'linear'];

/** The targets of the runway after a week of data. */
const targets = { days: 7, covered: 0.8, errorShare: 0.5 } as const;

export function livesReport(result: LivesResult): string {
  return [
    table(spendRows(result)),
    '',
    table(runwayRows(result)),
    '',
    ...targetNotes(result).map(({ text, isKept }) => `${text}: ${isKept ? 'kept' : 'NOT KEPT'}`),
  ].join('\n');
}

/** What is not as it must be. */
export function brokenTargets(result: LivesResult): string[] {
  const wrong = lifeKinds
    .filter((kind) => result.kinds[kind].spend.wrong > 0)
    .map((kind) => `spend of ${kind}: ${result.kinds[kind].spend.wrong} amounts are not the ledger's`);
  return [
    ...wrong,
    ...targetNotes(result)
      .filter(({ isKept }) => !isKept)
      .map(({ text }) => text),
  ];
}

function spendRows({ months, kinds }: LivesResult): Row[] {
  return [
    [
      `Spend, ${months} generated months`,
      'months',
      'certain',
      'of them wrong',
      'largest error ($)',
      'hedged',
      'gaps',
    ],
    ...lifeKinds.map((kind) => {
      const { lives, spend } = kinds[kind];
      const { certain, wrong, largestErrorMicros, hedged, unknown } = spend;
      return [
        `  ${kind}`,
        String(lives),
        String(certain),
        String(wrong),
        (largestErrorMicros / 1e6).toFixed(6),
        String(hedged),
        String(unknown),
      ];
    }),
  ];
}

function runwayRows({ kinds }: LivesResult): Row[] {
  const methods = naive.map((method) => naiveMethods[method]);
  return [
    ['Runway: true moment covered, median error (% of the true time)'],
    ['', 'days', 'cases', 'covered %', 'ours', ...methods, 'silent', 'no end', 'said so'],
    ...lifeKinds.flatMap((kind) =>
      judgedDays.map((days) => {
        const verdicts = kinds[kind].verdicts[days];
        const ended = verdicts.filter(({ errors }) => errors);
        const silent = verdicts.filter((one) => one.kind === 'silent').length;
        const said = verdicts.filter((one) => one.kind === 'none').length;
        return [
          `  ${kind}`,
          String(days),
          String(ended.length),
          ended.length > 0 ? percent(coverage(verdicts)) : '–',
          ...(['ours', ...naive] as const).map((method) => percent(medianError(verdicts, method))),
          String(silent),
          String(verdicts.length - ended.length - silent),
          String(said),
        ];
      }),
    ),
  ];
}

function targetNotes({ kinds }: LivesResult): { text: string; isKept: boolean }[] {
  const covered = targetKinds.map((kind) => {
    const share = coverage(kinds[kind].verdicts[targets.days]);
    return {
      text: `Range after ${targets.days} days, ${kind}: covers ${percent(share)} %, at least ${percent(targets.covered)}`,
      isKept: share >= targets.covered,
    };
  });
  const all = targetKinds.flatMap((kind) => kinds[kind].verdicts[targets.days]);
  const ours = medianError(all, 'ours');
  const best = Math.min(...shippedByOthers.map((method) => medianError(all, method)));
  const bestCounted = Math.min(...naive.map((method) => medianError(all, method)));
  return [
    ...covered,
    {
      text:
        `Median error after ${targets.days} days, the three kinds together: ${percent(ours)} %, the best of what others ship ` +
        `${percent(best)} % (with the counter ${percent(bestCounted)} %), at most half of it`,
      isKept: ours <= targets.errorShare * best,
    },
  ];
}

function coverage(verdicts: readonly Verdict[]): number {
  const ended = verdicts.filter(({ errors }) => errors);
  return ended.filter(({ kind }) => kind === 'covered').length / ended.length;
}

/** A method that gives no answer is off by more than any. */
function medianError(verdicts: readonly Verdict[], method: 'ours' | NaiveMethod): number {
  const errors = verdicts.flatMap((verdict) => verdict.errors?.[method] ?? []).sort((a, b) => a - b);
  return errors[Math.floor(errors.length / 2)] ?? Number.NaN;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : share === Infinity ? '∞' : (100 * share).toFixed(0);
}
