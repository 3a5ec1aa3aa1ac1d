import { relative } from 'node:path';
import { root } from '../lib/paths.ts';
import type { VsixResult } from './checkVsix.ts';

/** The result for people: sizes against their budgets, then what is wrong. */
export function vsixReport(vsixPath: string, result: VsixResult): string {
  const lines = result.sizes.map(({ what, bytes, budgetBytes }) => {
    const budget = budgetBytes === undefined ? '' : ` of ${budgetBytes}`;
    return `  ${what.padEnd(24)}${String(bytes).padStart(8)} B${budget}`;
  });
  const verdict = `${result.rulesPassed} rules kept, ${result.rulesFailed} broken`;
  return [
    `${relative(root, vsixPath)}: ${verdict}`,
    ...lines,
    ...result.problems.map((problem) => `  ✗ ${problem}`),
  ].join('\n');
}
