// `npm run kill -- [--kills N] [--seed N]`: kills the extension host's storage code in the middle of its writes, on real
// files, and looks at what is left each time. `npm test` does the same with fewer.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { buildChild, type KillCounts, killSeries } from './kill/killSeries.ts';
import { isTask } from './lib/paths.ts';
import { type PartResult, seconds } from './lib/part.ts';

export interface KillOptions {
  /** Over all series. */
  readonly kills: number;
  readonly seed: number;
  readonly say?: (progress: string) => void;
}

/** One series for each core, each on files of its own. */
export async function killHosts({ kills, seed, say }: KillOptions): Promise<KillCounts> {
  const child = await buildChild();
  const width = Math.min(availableParallelism(), kills);
  let done = 0;
  const onKill = (): void => {
    done += 1;
    if (done % 500 === 0) say?.(`${done} of ${kills}`);
  };
  const series = await Promise.all(
    Array.from({ length: width }, (_, at) =>
      killSeries(child, Math.ceil((kills - at) / width), seed + at, onKill),
    ),
  );
  return {
    kills: sum(series.map((one) => one.kills)),
    acknowledged: sum(series.map((one) => one.acknowledged)),
    samples: sum(series.map((one) => one.samples)),
    notices: sum(series.map((one) => one.notices)),
    halfDone: sum(series.map((one) => one.halfDone)),
    problems: series.flatMap((one) => one.problems),
  };
}

/** In `npm test`: enough to find what happens once in a hundred times. */
export async function killPart(): Promise<PartResult> {
  const counts = await killHosts({ kills: 150, seed: 1 });
  console.log(wordsOf(counts));
  return { passed: counts.kills - counts.problems.length, failed: counts.problems, skipped: [] };
}

function wordsOf({ kills, acknowledged, samples, notices, halfDone, problems }: KillCounts): string {
  return `${kills} hosts killed, ${acknowledged} changes, ${samples} samples and ${notices} notices acknowledged before, ${halfDone} changes left half done; ${problems.length} problems`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

if (isTask(import.meta.url)) {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '3000' }, seed: { type: 'string', default: '1' } },
  });
  const startedMs = performance.now();
  const counts = await killHosts({
    kills: Number(values.kills),
    seed: Number(values.seed),
    say: (progress) => console.log(progress),
  });
  for (const problem of counts.problems) console.log(`✗ ${problem}`);
  console.log(`${wordsOf(counts)} (${seconds(performance.now() - startedMs)})`);
  process.exitCode = counts.problems.length > 0 ? 1 : 0;
}
