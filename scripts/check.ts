// `npm run check`: all that can be said about the sources without running them.
import { availableParallelism } from 'node:os';
import { checkSteps } from './check/steps.ts';
import { limiter } from './lib/limiter.ts';
import { isTask } from './lib/paths.ts';
import type { PartResult } from './lib/part.ts';
import { seconds } from './lib/part.ts';

/** Runs every step, says one line about each as it ends, and shows the whole output of those that failed. */
export async function check(log: (line: string) => void = console.log): Promise<PartResult> {
  const failed: string[] = [];
  const steps = checkSteps();
  const tasks = steps.map(({ name, run }) => async () => {
    const startedMs = performance.now();
    const problems = await run().catch((error: unknown) => String(error));
    log(`${problems === '' ? '✓' : '✗'} ${name.padEnd(52)} ${seconds(performance.now() - startedMs)}`);
    if (problems === '') return;
    failed.push(name);
    log(problems.replaceAll(/^/gm, '  '));
  });
  await Promise.all(tasks.map(limiter(Math.max(2, availableParallelism()))));
  return { passed: steps.length - failed.length, failed, skipped: [] };
}

if (isTask(import.meta.url)) {
  const { failed } = await check();
  if (failed.length > 0) {
    console.log(`\nNot right yet: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}
