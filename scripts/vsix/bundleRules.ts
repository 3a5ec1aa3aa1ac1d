import {
  bundleFiles,
  nodeActionsFile,
  nodeDashboardFile,
  nodeEntryFile,
  nodePastFile,
} from '../build/bundles.ts';
import type { Vsix } from './vsix.ts';
import { textOf } from './vsix.ts';

/** What each program may `require`. The web worker host has nothing but `vscode`. */
const requirable: Readonly<Record<string, readonly string[]>> = {
  [nodeEntryFile]: ['./extension.js'],
  [bundleFiles.node]: ['vscode', 'crypto', 'fs', 'https', './actions.js', './past.js', './dashboard.js'],
  [nodeActionsFile]: ['vscode'],
  [nodePastFile]: ['vscode'],
  [nodeDashboardFile]: ['vscode'],
  [bundleFiles.page]: [],
  [bundleFiles.web]: ['vscode'],
};

const forbidden: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\beval\s*\(/, what: 'calls eval' },
  { pattern: /\bFunction\s*\(/, what: 'makes a function from text' },
  { pattern: /child_process/, what: 'names child_process' },
  { pattern: /\bimport\s*\(/, what: 'loads a module at run time' },
  { pattern: /sourceMappingURL/, what: 'points at a source map' },
];

/** The only environment variables that may be read: the key that Configure offers, and the switch that turns TLS checks off. */
const environment = ['OPENROUTER_API_KEY', 'NODE_TLS_REJECT_UNAUTHORIZED'];

/** What the programs in the package must not do. */
export function bundleRules(vsix: Vsix): string[] {
  return Object.entries(requirable).flatMap(([file, allowed]) => {
    const path = `extension/${file}`;
    const code = textOf(vsix, path);
    return [
      ...forbidden.filter(({ pattern }) => pattern.test(code)).map(({ what }) => `${path} ${what}`),
      ...requireProblems(code, allowed).map((problem) => `${path} ${problem}`),
      ...environmentProblems(code).map((problem) => `${path} ${problem}`),
    ];
  });
}

function requireProblems(code: string, allowed: readonly string[]): string[] {
  return [...code.matchAll(/\brequire\s*\(\s*(?:(["'])([^"']*)\1)?/g)]
    .map(([, , module]) => module)
    .filter((module) => module === undefined || !allowed.includes(module))
    .map((module) => (module === undefined ? 'requires a module by a computed name' : `requires ${module}`));
}

/** `process.env` whole, by a computed name or by any other name than the two allowed. */
function environmentProblems(code: string): string[] {
  return [...code.matchAll(/\bprocess\s*(?:\.|\?\.|\[\s*["'])\s*env\b["']?\]?(?:\??\.([A-Za-z_$][\w$]*))?/g)]
    .map(([, variable]) => variable)
    .filter((variable) => variable === undefined || !environment.includes(variable))
    .map((variable) => `reads the environment${variable ? ` variable ${variable}` : ' as a whole'}`);
}
