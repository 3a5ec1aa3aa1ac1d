// `npm run bench [-- --windows N]`: what OpenCredits costs, each figure beside a baseline that is measured in the same
// run. Times only inform; counts of requests and sizes must be as budgets.json says. `--windows 0` opens no window,
// `--minutes M` opens no more after so long (on a busy machine). `--only alerts [--months N]` judges the alerts on generated
// lives and measures nothing else.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { alertsReport } from '../bench/alerts/alertsReport.ts';
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
    months: { type: 'string', default: '510' },
  },
});
/** Sections that need no VS Code: what they say, and what is not as it must be. */
const sections: Readonly<Record<string, () => { text: string; broken: readonly string[] }>> = {
  alerts: () => alertsReport(Number(values.months)),
};

function say(text: string, broken: readonly string[]): void {
  console.log(`\n${text}`);
  for (const problem of broken) console.log(`✗ ${problem}`);
  if (broken.length > 0) process.exitCode = 1;
}

const windowsEach = Number(values.windows);
if (!Number.isInteger(windowsEach) || windowsEach < 0)
  throw new Error(`--windows takes a whole number, not ${values.windows}`);
const mostMinutes = Number(values.minutes);
if (!(mostMinutes > 0)) throw new Error(`--minutes takes a number above 0, not ${values.minutes}`);
const section = values.only === undefined ? undefined : sections[values.only];
if (values.only !== undefined && !section)
  throw new Error(`--only takes one of ${Object.keys(sections).join(', ')}, not ${values.only}`);
if (section) {
  const { text, broken } = section();
  say(text, broken);
} else {
  try {
    const result = await bench(windowsEach, mostMinutes);
    const budgets = readRequestBudgets();
    const file = join(artifactsDir, 'bench.json');
    mkdirSync(artifactsDir, { recursive: true });
    writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
    say(`${benchReport(result, budgets)}\n\nWritten to ${file}`, brokenBudgets(result, budgets));
  } finally {
    await cleanUp();
  }
}
