// `npm run bench [-- --windows N]`: what OpenCredits costs, each figure beside a baseline that is measured in the same
// run. Times only inform; counts of requests and sizes must be as budgets.json says. `--windows 0` opens no window,
// `--minutes M` opens no more after so long (on a busy machine), `--only history`, `forecast` or `alerts`
// (`--months N` of them): that section, which needs no VS Code, and nothing else.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { alertsReport } from '../bench/alerts/alertsReport.ts';
import { dashboardSection } from '../bench/dashboard/dashboardSection.ts';
import { measureHistory } from '../bench/history/measureHistory.ts';
import { judgeLives } from '../bench/lives/judgeLives.ts';
import { brokenTargets, livesReport } from '../bench/lives/livesReport.ts';
import { benchReport } from '../bench/report/benchReport.ts';
import { type BenchResult, brokenBudgets } from '../bench/report/benchResult.ts';
import { historyReport } from '../bench/report/historyReport.ts';
import { beginCircumstances } from '../bench/report/circumstances.ts';
import { windowResult } from '../bench/report/windowResult.ts';
import { writeResult } from '../bench/report/writeResult.ts';
import { countDays } from '../bench/requests/countDay.ts';
import { readRequestBudgets } from '../bench/requests/requestBudgets.ts';
import { playWindows, type Round } from '../bench/windows/playWindows.ts';
import { packageExtension } from './package.ts';
import { cleanUp, cleanUpOnSignals } from './vscode/cleanUp.ts';
import { provision } from './vscode/provision.ts';
import { readBudgets, sizes } from './vsix/sizeRules.ts';
import { readVsix } from './vsix/vsix.ts';

/** Fewer say little about a median. */
const usualWindows = 10;
/** Of the kinds with targets twice as many: more than 500 months in all. */
const livesEach = 30;
const usualMonths = 510;

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
    history: await measureHistory(),
    rounds,
  };
}

cleanUpOnSignals();
const { values } = parseArgs({
  options: {
    windows: { type: 'string', default: String(usualWindows) },
    minutes: { type: 'string', default: 'Infinity' },
    months: { type: 'string', default: String(usualMonths) },
    only: { type: 'string' },
  },
});
const windowsEach = Number(values.windows);
if (!Number.isInteger(windowsEach) || windowsEach < 0)
  throw new Error(`--windows takes a whole number, not ${values.windows}`);
const mostMinutes = Number(values.minutes);
if (!(mostMinutes > 0)) throw new Error(`--minutes takes a number above 0, not ${values.minutes}`);
const months = Number(values.months);
if (!(months > 0)) throw new Error(`--months takes a number above 0, not ${values.months}`);

interface Section {
  readonly text: string;
  /** What is not as it must be. */
  readonly broken: readonly string[];
}

/** The cost of the history is part of the first section when all are run. */
const sections: Readonly<Record<string, () => Section | Promise<Section>>> = {
  history: async () => ({ text: historyReport(await measureHistory()), broken: [] }),
  forecast: () => {
    const lives = judgeLives(livesEach);
    return { text: livesReport(lives), broken: brokenTargets(lives) };
  },
  alerts: () => alertsReport(months),
  dashboard: () => dashboardSection(windowsEach, mostMinutes),
};

const wanted = values.only === undefined ? ['costs', 'dashboard', 'forecast', 'alerts'] : [values.only];
try {
  for (const name of wanted) {
    const section = name === 'costs' ? costs : sections[name];
    if (!section) throw new Error(`--only takes ${Object.keys(sections).join(', ')}, not ${name}`);
    const { text, broken } = await section();
    console.log(`\n${text}`);
    for (const problem of broken) console.log(`✗ ${problem}`);
    if (broken.length > 0) process.exitCode = 1;
  }
} finally {
  await cleanUp();
}

async function costs(): Promise<Section> {
  const result = await bench(windowsEach, mostMinutes);
  const budgets = readRequestBudgets();
  return {
    text: `${benchReport(result, budgets)}\n\nWritten to ${writeResult('bench.json', result)}`,
    broken: brokenBudgets(result, budgets),
  };
}
