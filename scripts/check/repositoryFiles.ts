import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.ts';
import { run } from '../lib/run.ts';

/** A text file of the repository. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const binary = /\.(png|jpe?g|gif|ico|woff2?|vsix|pem|gz|bin)$/;

/** Every text file that is committed or would be (what .gitignore names is left out). */
export async function repositoryFiles(): Promise<SourceFile[]> {
  const { code, output } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  if (code !== 0) throw new Error(`git ls-files failed: ${output}`);
  const paths = output.split('\0').filter((path) => path !== '' && !binary.test(path));
  // A file that is deleted, but not yet committed as such, is still listed; a linked folder is listed as if it were one.
  return [...new Set(paths)]
    .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
