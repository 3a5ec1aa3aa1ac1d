// `npm run bench [-- --windows N]`: what OpenCredits costs, each figure beside a baseline that is measured in the same
// run. Times only inform; counts of requests and sizes must be as budgets.json says. `--windows 0` opens no window,
// `--minutes M` opens no more after so long (on a busy machine). `--only forecast`: just spend and runway on generated
// lives, in a minute or two.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeLives } from '../bench/lives/judgeLives.ts';
import { brokenTargets, livesReport } from '../bench/lives/livesReport.ts';
import { benchReport } from '../bench/report/benchReport.ts';
import { type BenchResult, brokenBudgets } from '../bench/report/benchResult.ts';
import { beginCircumstances } from '../bench/report/circumstances.ts';
import { windowResult } from '../bench/report/windowResult.ts';
import { countDays } from '../bench/requests/countDay.ts';
import { readRequestBudgets } from '../bench/requests/requestBudgets.ts';
import { playWindows, type Round } from '../bench/windows/playWindows.ts';
import { artifactsDir } from '../e2e/harness/artifacts.ts';
import { packageExtension } from './package.ts';
import { cleanUp, cleanUpOnSignals } from './vscode/cleanUp.ts';
import { provision } from './vscode/provision.ts';
import { readBudgets, sizes } from './vsix/sizeRules.ts';
import { readVsix } from './vsix/vsix.ts';

/** Fewer say little about a median. */
const usualWindows = 10;
/** Of the kinds with targets twice as many: more than 500 months in all. */
const livesEach = 30;

async function bench(windowsEach: number, mostMinutes: number): Promise<BenchResult> {
  const { vsixPath } = await packageExtension();
  if (windowsEach > 0) await provision(['1.139']);
  const endCircumstances = await beginCircumstances();
  const endMs = performance.now() + mostMinutes * 60_000;
  const rounds: Round[] = [];
  if (windowsEach > 0) {
    for await (const round of playWindows(vsixPath, windowsEach)) {
      rounds.push(round);
      if (performance.now() > endMs) break;
    }
  }
  return {
    circumstances: endCircumstances(),
    windows: rounds.length > 0 ? windowResult(rounds) : undefined,
    requestsPerDay: await countDays(),
    sizes: sizes(readVsix(readFileSync(vsixPath)), readBudgets()),
    rounds,
  };
}

cleanUpOnSignals();
const { values } = parseArgs({
  options: {
    windows: { type: 'string', default: String(usualWindows) },
    minutes: { type: 'string', default: 'Infinity' },
    only: { type: 'string' },
  },
});
const windowsEach = Number(values.windows);
if (!Number.isInteger(windowsEach) || windowsEach < 0)
  throw new Error(`--windows takes a whole number, not ${values.windows}`);
const mostMinutes = Number(values.minutes);
if (!(mostMinutes > 0)) throw new Error(`--minutes takes a number above 0, not ${values.minutes}`);
if (values.only !== undefined && values.only !== 'forecast')
  throw new Error(`--only takes forecast, not ${values.only}`);
try {
  const broken = [...(values.only ? [] : await benchAndReport()), ...benchForecast()];
  for (const problem of broken) console.log(`✗ ${problem}`);
  if (broken.length > 0) process.exitCode = 1;
} finally {
  await cleanUp();
}

/** @returns what is not as budgets.json has it */
async function benchAndReport(): Promise<string[]> {
  const result = await bench(windowsEach, mostMinutes);
  const budgets = readRequestBudgets();
  const file = join(artifactsDir, 'bench.json');
  mkdirSync(artifactsDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${benchReport(result, budgets)}\n\nWritten to ${file}`);
  return brokenBudgets(result, budgets);
}

/** @returns what is not as it must be */
function benchForecast(): string[] {
  const lives = judgeLives(livesEach);
  console.log(`\n${livesReport(lives)}`);
  return brokenTargets(lives);
}
