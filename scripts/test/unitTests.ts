import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PartResult } from '../lib/part.ts';
import { outRoot, root } from '../lib/paths.ts';

/** What we read of the file that vitest's json reporter writes. */
export interface VitestReport {
  readonly testResults: readonly {
    /** Absolute path of the test file. */
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs every vitest project; its own progress goes straight to the terminal. */
export async function unitTests(): Promise<PartResult> {
  const file = join(outRoot, 'vitest.json');
  rmSync(file, { force: true });
  mkdirSync(outRoot, { recursive: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
  const result = unitResult(JSON.parse(readFileSync(file, 'utf8')) as VitestReport);
  // An error outside any test (an unhandled rejection) makes vitest fail although every test passed.
  const failed =
    code !== 0 && result.failed.length === 0 ? ['an error outside any test: see above'] : result.failed;
  return { ...result, failed };
}

/** Counts tests; a file that could not even be loaded is one failure. */
export function unitResult(report: VitestReport): PartResult {
  const failed: string[] = [];
  const skipped: { name: string; reason: string }[] = [];
  let passed = 0;
  for (const file of report.testResults) {
    const path = relative(root, file.name);
    const before = failed.length;
    for (const { fullName, status } of file.assertionResults) {
      if (status === 'passed') passed++;
      else if (status === 'failed') failed.push(`${path}: ${fullName}`);
      else skipped.push({ name: `${path}: ${fullName}`, reason: `marked as ${status} in the test file` });
    }
    if (file.status === 'failed' && failed.length === before)
      failed.push(`${path}: ${file.message.split('\n')[0]}`);
  }
  return { passed, failed, skipped };
}
