import assert from 'node:assert/strict';
import type { LedgerRow, Simulator } from '../../../packages/simulator/src/index.ts';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import type { Host } from '../../harness/host.ts';
import { poll } from '../../harness/poll.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { between, credits, escaped, groups, starts, sum } from '../steps/ledger.ts';
import { focused, reach } from '../steps/pageFocus.ts';

const DAY_MS = 86_400_000;

/** Without the mouse, through VS Code's own dialog: the week's bars as SVG and CSV, its models as JSON, to the millionth. */
export async function dashboardExport(
  tab: DashboardTab,
  host: Host,
  window: VscodeWindow,
  { control }: Simulator,
): Promise<void> {
  await tab.openTab('Overview');
  await tab.chooseRange('7 d');
  const { day } = starts(control.now());
  const fromMs = day - 6 * DAY_MS;
  const shown = between(control.ledger('organisation'), fromMs, day + DAY_MS);
  const days = Array.from({ length: 7 }, (_, at) => fromMs + at * DAY_MS);
  const name = (of: string): string =>
    `opencredits-${of}-${[fromMs, day].map((atMs) => iso(atMs).slice(0, 10)).join('-')}`;

  await reach(tab, 'button Save as SVG: Spend per day');
  await tab.page.keyboard.press('Enter');
  const svg = await acceptedAs('opencredits-spend-per-day.svg', tab, host, window);
  assertDrawn(svg, shown, days);

  const csv = await saved(tab, host, window, 'CSV', `${name('overview')}.csv`);
  const [header = [], ...rows] = csv.trimEnd().split('\r\n').map(cellsOf);
  assert.deepEqual(
    rows.map(([from, to, spent]) => [from, to, spent]),
    days.map((startMs) => [
      iso(startMs),
      iso(startMs + DAY_MS),
      decimal(credits(between(shown, startMs, startMs + DAY_MS))),
    ]),
  );
  const parts = header.slice(5).map((title) => /^part: (.+) \(USD\)$/.exec(title)?.[1]);
  const models = groups(shown, ({ model }) => model).slice(0, 7);
  assert.deepEqual(
    parts.slice(0, 7),
    models.map(([model]) => model),
  );
  for (const [at, [model, of]] of models.entries())
    assert.deepEqual(
      rows.map((row) => row[5 + at]),
      days.map((startMs) => decimal(credits(between(of, startMs, startMs + DAY_MS)))),
      model,
    );

  await reach(tab, 'tab Overview');
  await tab.page.keyboard.press('ArrowRight');
  await tab.waitForView();
  const json = await saved(tab, host, window, 'JSON', `${name('models')}.json`);
  const { rows: records, ...head } = JSON.parse(json) as { rows: readonly Record<string, unknown>[] };
  assert.deepEqual(head, {
    version: 1,
    unit: 'millionths of the currency',
    tab: 'models',
    account: 'OpenRouter',
    currency: 'USD',
    from: iso(fromMs),
    to: iso(day + DAY_MS),
  });
  assert.deepEqual(
    records.map(({ model, requests, promptTokens, completionTokens, spent, ownKeys }) => ({
      model,
      requests,
      promptTokens,
      completionTokens,
      spent,
      ownKeys,
    })),
    groups(shown, ({ model }) => model).map(([model, of]) => ({ model, ...totals(of) })),
  );
  await reach(tab, 'tab Models');
  await tab.page.keyboard.press('Home');
  await tab.waitForView();
}

/** A file that stands for itself: its bars are as high as the days cost, by its own axis, and it names what they are of. */
function assertDrawn(svg: string, shown: readonly LedgerRow[], days: readonly number[]): void {
  const texts = [...svg.matchAll(/<text([^>]*)>([^<]*)</g)].map(([, at = '', words = '']) => ({ at, words }));
  const ticks = texts.flatMap(({ at, words }) =>
    words.startsWith('$') ? [{ micros: Number(words.replace(/[$,]/g, '')) * 1e6, y: numberIn(at, 'y') }] : [],
  );
  const [zero, highest] = [ticks.find(({ micros }) => micros === 0), ticks.at(-1)];
  assert.ok(zero && highest && highest.micros > 0, svg);
  const heights = new Map<number, number>();
  for (const [piece] of svg.matchAll(/<rect[^>]*>/g)) {
    // The squares of the legend are filled the same way.
    if (!/url\((?:&quot;)?#part-/.test(piece) || numberIn(piece, 'y') > zero.y) continue;
    const x = numberIn(piece, 'x');
    heights.set(x, (heights.get(x) ?? 0) + numberIn(piece, 'height'));
  }
  const bars = [...heights].sort(([a], [b]) => a - b).map(([, height]) => height);
  const spent = days.map((startMs) => credits(between(shown, startMs, startMs + DAY_MS)));
  // A day that has only begun may not have cost anything yet: it has no bar.
  const expected = spent.filter(Boolean).map((micros) => (micros / highest.micros) * (zero.y - highest.y));
  assert.ok(
    bars.length === expected.length &&
      bars.every((height, at) => Math.abs(height - (expected[at] ?? NaN)) < 1),
    `${bars.join()} for ${expected.join()}`,
  );
  for (const [model] of groups(shown, (row) => row.model).slice(0, 7))
    assert.ok(
      texts.some(({ words }) => words === model),
      `${model}: ${svg}`,
    );
  assert.doesNotMatch(svg, /<script|<foreignObject|href|\son\w+=/i);
}

function numberIn(markup: string, attribute: string): number {
  return Number(new RegExp(`\\s${attribute}="([^"]+)"`).exec(markup)?.[1]);
}

function totals(rows: readonly LedgerRow[]) {
  return {
    requests: sum(rows, (row) => row.requests),
    promptTokens: sum(rows, (row) => row.promptTokens),
    completionTokens: sum(rows, (row) => row.completionTokens),
    spent: credits(rows),
    ownKeys: sum(rows, (row) => row.byokMicros),
  };
}

/** From the button to the file: the menu, its row, the name that is proposed. Looks around in the menu first. */
async function saved(
  tab: DashboardTab,
  host: Host,
  window: VscodeWindow,
  format: 'CSV' | 'JSON',
  name: string,
): Promise<string> {
  const { page } = tab;
  await reach(tab, 'button Export', 'Shift+Tab');
  await page.keyboard.press('Enter');
  assert.match(await focused(tab), /^menuitem .*CSV/);
  await page.keyboard.press('Escape');
  assert.equal(await focused(tab), 'button Export');
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(tab), /^menuitem .*CSV/);
  await page.keyboard.press(format === 'CSV' ? 'Home' : 'End');
  assert.match(await focused(tab), new RegExp(`^menuitem .*${format}`));
  await page.keyboard.press('Enter');
  return acceptedAs(name, tab, host, window);
}

/** What is saved under the name that is proposed. */
async function acceptedAs(
  name: string,
  { page }: DashboardTab,
  host: Host,
  window: VscodeWindow,
): Promise<string> {
  await window.quickInput.waitFor({
    title: /^Export what is shown$/,
    value: new RegExp(`/workspace/${escaped(name)}$`),
  });
  await window.quickInput.accept();
  await window.waitForNotification(new RegExp(`^Exported to ${escaped(name)}\\.$`));
  await window.dismissNotifications();
  return poll(
    page,
    `the file ${name}`,
    () => host.savedFile(name),
    (text): text is string => text !== undefined,
  );
}

/** RFC 4180: what is in quotes is a text, and two of them in it stand for one. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map(([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

function decimal(micros: number): string {
  return (micros / 1e6).toFixed(6);
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
