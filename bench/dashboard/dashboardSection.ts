import { readFileSync } from 'node:fs';
import { packageExtension } from '../../scripts/package.ts';
import { provision } from '../../scripts/vscode/provision.ts';
import { readBudgets, sizeProblems, sizes } from '../../scripts/vsix/sizeRules.ts';
import { readVsix } from '../../scripts/vsix/vsix.ts';
import { beginCircumstances, circumstancesText } from '../report/circumstances.ts';
import { dashboardReport } from '../report/dashboardReport.ts';
import { askedAgain, dashboardWindowReport } from '../report/dashboardWindowReport.ts';
import { sizeRows } from '../report/sizeRows.ts';
import { table } from '../report/table.ts';
import { writeResult } from '../report/writeResult.ts';
import { type DashboardRound, playDashboards } from '../windows/playDashboards.ts';
import { measureDashboard } from './measureDashboard.ts';

/** What the dashboard costs: coming up in windows of a real VS Code, years of use in the extension host, and its size. */
export async function dashboardSection(
  windowsEach: number,
  mostMinutes: number,
): Promise<{ readonly text: string; readonly broken: readonly string[] }> {
  const { vsixPath } = await packageExtension();
  if (windowsEach > 0) await provision(['1.139']);
  const endCircumstances = await beginCircumstances();
  const endMs = performance.now() + mostMinutes * 60_000;
  const rounds: DashboardRound[] = [];
  if (windowsEach > 0) {
    for await (const round of playDashboards(vsixPath, windowsEach)) {
      rounds.push(round);
      if (performance.now() > endMs) break;
    }
  }
  const host = await measureDashboard();
  const circumstances = endCircumstances();
  const weighed = sizes(readVsix(readFileSync(vsixPath)), readBudgets());
  const file = writeResult('dashboard.json', { circumstances, host, sizes: weighed, rounds });
  return {
    text: [
      circumstancesText(circumstances),
      ...(rounds.length > 0 ? [dashboardWindowReport(rounds)] : []),
      dashboardReport(host),
      table(sizeRows(weighed.filter(({ what }) => /page|dashboard/i.test(what)))),
      `Written to ${file}`,
    ].join('\n\n'),
    broken: [...askedAgain(rounds), ...sizeProblems(weighed)],
  };
}
