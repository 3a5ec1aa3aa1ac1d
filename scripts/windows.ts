// `npm run windows [-- --host 1.139|1.75] [--windows 1,2,4,8] [--intervals 5] [--write]`: how often several real windows
// on one account ask together. Ends with 1 when that depends on how many there are. `--write` puts the table into
// docs/testing.md. `--at-once` measures all rows side by side: for a machine with 12 GB, a quarter of the time.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { table } from '../bench/report/table.ts';
import { artifactsDir } from '../e2e/harness/artifacts.ts';
import { hostNamed, type HostName } from '../e2e/harness/host.ts';
import { playWindows } from '../e2e/windows/playWindows.ts';
import { type WindowsRow, windowsCells, windowsHead, windowsProblems } from '../e2e/windows/windowsRow.ts';
import { product } from './e2e.ts';
import { insertTables, table as markdownTable } from './generate/markdown.ts';
import { limiter } from './lib/limiter.ts';
import { isTask, root } from './lib/paths.ts';
import { seconds } from './lib/part.ts';
import { cleanUp, cleanUpOnSignals } from './vscode/cleanUp.ts';
import { provision } from './vscode/provision.ts';

interface WindowsOptions {
  readonly hosts: readonly HostName[];
  readonly counts: readonly number[];
  readonly intervals: number;
  readonly atOnce: boolean;
}

interface Measured {
  readonly rows: readonly WindowsRow[];
  /** What is wrong, for people. */
  readonly problems: readonly string[];
}

const resultFile = join(artifactsDir, 'windows.json');

/** A row that cannot be had does not take the others with it. */
async function measure({ hosts, counts, intervals, atOnce }: WindowsOptions): Promise<Measured> {
  const [subject] = await Promise.all([product(), provision(hosts)]);
  const wanted = hosts.flatMap((hostName) => counts.map((windows) => ({ hostName, windows })));
  const found: (WindowsRow | undefined)[] = wanted.map(() => undefined);
  const broken: string[] = [];
  const measured = (): Measured => {
    const rows = found.filter((row) => row !== undefined);
    return { rows, problems: [...broken, ...windowsProblems(rows)] };
  };
  const take = limiter(atOnce ? wanted.length : 1);
  await Promise.all(
    wanted.map(({ hostName, windows }, at) =>
      take(async () => {
        const startedMs = performance.now();
        const say = (progress: string): void =>
          console.log(`${hostName}, ${windows}: ${progress} (${seconds(performance.now() - startedMs)})`);
        try {
          found[at] = await playWindows({ hostName, subject, windows, intervals, say });
        } catch (error) {
          broken.push(`${hostName}: ${windows} windows could not be measured: ${String(error)}`);
          say(broken.at(-1) ?? '');
        }
        mkdirSync(artifactsDir, { recursive: true });
        writeFileSync(resultFile, `${JSON.stringify({ intervals, ...measured() }, null, 2)}\n`);
      }),
    ),
  );
  return measured();
}

async function writeDocument(rows: readonly WindowsRow[], intervals: number): Promise<void> {
  const path = join(root, 'docs', 'testing.md');
  const cells = rows.map(windowsCells);
  const content = `Measured over ${intervals} intervals.\n\n${markdownTable(windowsHead, cells)}`;
  const text = insertTables('docs/testing.md', readFileSync(path, 'utf8'), { windows: content });
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} takes whole numbers, not ${text}`);
  return value;
}

if (isTask(import.meta.url)) {
  cleanUpOnSignals();
  const { values } = parseArgs({
    options: {
      host: { type: 'string', multiple: true, default: ['1.139', '1.75'] },
      windows: { type: 'string', default: '1,2,4,8' },
      intervals: { type: 'string', default: '5' },
      write: { type: 'boolean', default: false },
      'at-once': { type: 'boolean', default: false },
    },
  });
  const options: WindowsOptions = {
    hosts: values.host.map(hostNamed),
    counts: values.windows.split(',').map((count) => wholeNumber('--windows', count)),
    intervals: wholeNumber('--intervals', values.intervals),
    atOnce: values['at-once'],
  };
  try {
    const { rows, problems } = await measure(options);
    console.log(`\n${table([windowsHead, ...rows.map(windowsCells)])}\n\nWritten to ${resultFile}`);
    for (const problem of problems) console.log(`✗ ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
    // A document that repeats what should not be is worse than an old one.
    else if (values.write) await writeDocument(rows, options.intervals);
  } finally {
    await cleanUp();
  }
}
