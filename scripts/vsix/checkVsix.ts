import { bundleRules } from './bundleRules.ts';
import { changelogRule, fileRules, iconRule } from './fileRules.ts';
import { manifestRules } from './manifestRules.ts';
import type { Budgets, SizeLine } from './sizeRules.ts';
import { readBudgets, sizeProblems, sizes } from './sizeRules.ts';
import { textRules } from './textRules.ts';
import type { VsixRule } from './vsix.ts';
import { readVsix } from './vsix.ts';

/** Every rule that the package itself has to keep. That vsce does not warn is seen to where it runs. */
export const vsixRules: Readonly<Record<string, VsixRule>> = {
  'exactly the allowed files': fileRules,
  'changelog of this version': changelogRule,
  icon: iconRule,
  'no key, hidden character or unknown host': textRules,
  'bundles do nothing forbidden': bundleRules,
  manifest: manifestRules,
};

export interface VsixResult {
  readonly problems: readonly string[];
  readonly sizes: readonly SizeLine[];
  readonly rulesPassed: number;
  readonly rulesFailed: number;
}

/** @throws Error when `archive` is not a zip archive. */
export function checkVsix(archive: Uint8Array, budgets: Budgets = readBudgets()): VsixResult {
  const vsix = readVsix(archive);
  const lines = sizes(vsix, budgets);
  const found = [...Object.values(vsixRules).map((rule) => rule(vsix)), sizeProblems(lines)];
  const rulesFailed = found.filter((problems) => problems.length > 0).length;
  return { problems: found.flat(), sizes: lines, rulesPassed: found.length - rulesFailed, rulesFailed };
}
