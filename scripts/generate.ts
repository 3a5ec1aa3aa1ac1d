// `npm run generate`: writes what repeats the manifest (typed contributions, the README's tables) or the tests
// (which fault case is tested where), so that it cannot drift.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { contributionsSource } from './generate/contributionsSource.ts';
import { nlsProblems } from './generate/nlsProblems.ts';
import { repositoryFiles } from './check/repositoryFiles.ts';
import { faultTable } from './generate/faultTable.ts';
import { insertTables } from './generate/markdown.ts';
import { readmeTables } from './generate/readmeTables.ts';
import { readManifest, readNls } from './lib/manifest.ts';
import { extensionRoot, isTask, root } from './lib/paths.ts';

/**
 * Brings the generated files up to date.
 * @param options `check`: change nothing, only say what would change.
 * @returns the files (relative to the root) that were stale.
 * @throws Error when the manifest and package.nls.json disagree, a document has lost its markers, or a fault case has no test.
 */
export async function generate(options: { readonly check: boolean }): Promise<string[]> {
  const manifest = readManifest();
  const nls = readNls();
  const problems = nlsProblems(manifest, nls);
  if (problems.length > 0) throw new Error(problems.join('\n'));

  const withTables = (file: string, tables: Readonly<Record<string, string>>): [string, string] => {
    const path = join(root, file);
    return [path, insertTables(file, existsSync(path) ? readFileSync(path, 'utf8') : '', tables)];
  };
  const tests = (await repositoryFiles()).filter(({ path }) => /\.test\.ts$|^e2e\/journeys\//.test(path));
  const wanted = new Map([
    [join(extensionRoot, 'src', 'generated', 'contributions.ts'), contributionsSource(manifest)],
    withTables('README.md', readmeTables(manifest, nls)),
    withTables('docs/testing.md', { faults: faultTable(tests) }),
  ]);

  const stale: string[] = [];
  for (const [path, source] of wanted) {
    const text = await format(source, { ...(await resolveConfig(path)), filepath: path });
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale.push(relative(root, path));
    if (options.check) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return stale;
}

if (isTask(import.meta.url)) {
  const check = process.argv.includes('--check');
  const stale = await generate({ check });
  for (const file of stale) console.log(check ? `${file} is stale: run npm run generate` : `wrote ${file}`);
  if (stale.length === 0) console.log('Generated files are current.');
  if (check && stale.length > 0) process.exitCode = 1;
}
