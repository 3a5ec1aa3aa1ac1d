import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../generate.ts';
import { readManifest } from '../lib/manifest.ts';
import { root } from '../lib/paths.ts';
import { runNode } from '../lib/run.ts';
import { linkProblems } from './linkProblems.ts';
import { manifestUseProblems } from './manifestUseProblems.ts';
import { repositoryFiles } from './repositoryFiles.ts';
import { sourceProblems } from './sourceProblems.ts';

/** One thing that `npm run check` looks at. */
export interface CheckStep {
  readonly name: string;
  /** Resolves to what is wrong, for people; '' when nothing is. */
  readonly run: () => Promise<string>;
}

/** Every step, the slowest first, so that they overlap well. */
export function checkSteps(): CheckStep[] {
  const files = repositoryFiles();
  // Those who await it below report its failure; until then nobody does, and that must not end the process.
  files.catch(() => undefined);
  const list = (problems: readonly string[]): string => problems.join('\n');
  return [
    tool('lint (oxlint, type-aware)', 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
    tool('format (prettier)', 'prettier/bin/prettier.cjs', [
      '--check',
      '--log-level=warn',
      '--cache',
      '--cache-strategy=content',
      '.',
    ]),
    ...tsconfigs().map((config) => tool(`types (${config})`, 'typescript/bin/tsc', ['-p', config])),
    {
      name: 'generated files are current',
      run: async () =>
        list((await generate({ check: true })).map((file) => `${file} is stale: npm run generate`)),
    },
    {
      name: 'what the manifest declares is used',
      run: async () => list(manifestUseProblems(readManifest(), await files)),
    },
    { name: 'sources (characters, keys, length)', run: async () => list(sourceProblems(await files)) },
    {
      name: 'links in Markdown',
      run: async () => list(linkProblems(await files, (path) => existsSync(join(root, path)))),
    },
  ];
}

/** Every TypeScript project: those of the root and of each package. */
function tsconfigs(): string[] {
  const folders = ['.', ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)];
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => /^tsconfig(?:\.(?!base\.).*)?\.json$/.test(file) && file !== 'tsconfig.base.json')
      .map((file) => (folder === '.' ? file : `${folder}/${file}`)),
  );
}

function tool(name: string, script: string, args: readonly string[]): CheckStep {
  return {
    name,
    run: async () => {
      const { code, output } = await runNode(join(root, 'node_modules', script), args);
      return code === 0 ? '' : output.trim() || `ended with code ${code}`;
    },
  };
}
