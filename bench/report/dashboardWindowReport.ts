import type { PathCounts } from '../requests/usageRequests.ts';
import { compare, spreadOf } from '../stats.ts';
import type { DashboardOpening } from '../windows/dashboardWindows.ts';
import type { DashboardRound } from '../windows/playDashboards.ts';
import type { PageTimes } from '../editor/pageWatch.ts';
import { comparisonRows, type Row, spreadRow } from './rows.ts';
import { table } from './table.ts';

/** How fast the dashboard comes up in a real VS Code, as people read it. */
export function dashboardWindowReport(rounds: readonly DashboardRound[]): string {
  const opening = (
    what: string,
    ours: (round: DashboardRound) => DashboardOpening,
    baselineName: string,
    baseline: (round: DashboardRound) => PageTimes,
  ): Row[] => {
    const pairs = rounds.map((round) => ({ ours: ours(round).textMs, baseline: baseline(round).textMs }));
    const step = (name: string, ms: (one: DashboardOpening) => number): Row =>
      spreadRow(`  ${name}`, spreadOf(rounds.map((round) => ms(ours(round)))), 0);
    return [
      ...comparisonRows(`${what}: from the command to the first text`, baselineName, compare('ms', pairs)),
      step('to an account that can be worked with', ({ drawnMs }) => drawnMs),
      step('to what money was spent on', ({ toldMs }) => toldMs),
      step('from pressing another range to its being drawn', ({ answerMs }) => answerMs),
    ];
  };
  const beside = 'a bare page, first in its window';
  const asked = new Set(rounds.map(({ fresh }) => wordsOf(fresh.first.asked)));
  return [
    table([
      [`${rounds.length} windows each`, 'min', 'quartile', 'median', 'quartile', 'max', 'ratio'],
      ...opening(
        'First in its window, usage on disk',
        ({ kept }) => kept.first,
        beside,
        ({ page }) => page.first,
      ),
      ...opening(
        'First in its window, nothing on disk',
        ({ fresh }) => fresh.first,
        beside,
        ({ page }) => page.first,
      ),
      ...opening(
        'Opened again',
        ({ kept }) => kept.again,
        'a bare page, opened again',
        ({ page }) => page.again,
      ),
    ]),
    '',
    `With nothing on disk it asked: ${[...asked].join('; ')}`,
  ].join('\n');
}

/** Within an hour nothing may be asked again, in whatever window. */
export function askedAgain(rounds: readonly DashboardRound[]): string[] {
  return rounds
    .flatMap(({ fresh, kept }) => [fresh.again.asked, kept.first.asked, kept.again.asked])
    .filter((asked) => Object.keys(asked).length > 0)
    .map((asked) => `a dashboard that was opened again within the hour asked: ${wordsOf(asked)}`);
}

function wordsOf(counts: PathCounts): string {
  return Object.entries(counts)
    .map(([path, count]) => `${count} × ${path}`)
    .join(', ');
}
