// `npm test`: everything that there is to test, in order, to the end even when a part fails. The last line is the count.
import { readFileSync } from 'node:fs';
import { check } from './check.ts';
import { e2e } from './e2e.ts';
import { floorSmoke } from './floor.ts';
import { killPart } from './kill.ts';
import { inTime } from './lib/inTime.ts';
import type { PartResult } from './lib/part.ts';
import { seconds } from './lib/part.ts';
import { packageExtension } from './package.ts';
import { pagePart } from './page.ts';
import type { PartOutcome } from './test/summary.ts';
import { summary } from './test/summary.ts';
import { unitTests } from './test/unitTests.ts';
import { cleanUp, cleanUpOnSignals } from './vscode/cleanUp.ts';
import { provision } from './vscode/provision.ts';
import { checkVsix } from './vsix/checkVsix.ts';
import { vsixReport } from './vsix/vsixReport.ts';

/**
 * Many times what the longest part takes on two cores; before midnight, journeys wait up to 12 minutes. What hangs has a
 * name then, and the rest is still tested.
 */
const MOST_PART_MS = 60 * 60_000;
const startedMs = performance.now();
const outcomes: PartOutcome[] = [];
let vsixPath: string | undefined;

/** Runs one part; an exception is its failure and not the end. */
async function part(name: string, run: () => Promise<PartResult>): Promise<void> {
  console.log(`\n── ${name} ──`);
  const partStartedMs = performance.now();
  const result = await inTime(run(), MOST_PART_MS).catch((error: unknown): PartResult => {
    console.log(error instanceof Error ? error.stack : String(error));
    return { passed: 0, failed: [`it could not be run: ${String(error).split('\n')[0]}`], skipped: [] };
  });
  const durationMs = performance.now() - partStartedMs;
  outcomes.push({ name, ...result, durationMs });
  console.log(`${name}: ${result.passed} passed, ${result.failed.length} failed (${seconds(durationMs)})`);
}

async function vsixPart(): Promise<PartResult> {
  ({ vsixPath } = await packageExtension());
  const result = checkVsix(readFileSync(vsixPath));
  console.log(vsixReport(vsixPath, result));
  // packageExtension has thrown if vsce said as much as a warning: that is a rule kept, too.
  return { passed: result.rulesPassed + 1, failed: result.problems, skipped: [] };
}

cleanUpOnSignals();
// The real VS Codes take a while to come down the line the first time; meanwhile the processor has other work. Whoever
// needs them asks again and gets the same error, so it is not lost here.
const provisioned = provision().catch(() => undefined);

await part('check', () => check());
await part('unit', unitTests);
await part('kill', killPart);
await part('package', vsixPart);
await part('page', () => pagePart());
await part('floor (Node 16)', () => floorSmoke());
// How long the line takes to bring the real VS Codes is not up to us.
await provisioned;
await part('journeys', () => e2e(vsixPath === undefined ? {} : { vsixPath }));
// Only what hangs is still there.
await inTime(cleanUp(), 30_000).catch((error: unknown) => console.error('Cleaning up:', error));

// The exit waits until the last line is out; a forgotten handle somewhere must not keep the process.
const code = outcomes.some(({ failed }) => failed.length > 0) ? 1 : 0;
process.stdout.write(`${summary(outcomes, performance.now() - startedMs)}\n`, () => process.exit(code));
