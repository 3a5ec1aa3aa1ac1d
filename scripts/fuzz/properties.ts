import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.ts';
import { runNode } from '../lib/run.ts';

/**
 * Plays every test that has a property with other cases than `npm test` does, seed after seed, until the time is over.
 * @returns what the first failing round printed, with the seed that brings it back; undefined when none failed
 */
export async function fuzzProperties(firstSeed: number, budgetMs: number): Promise<string | undefined> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const files = readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.tsx?$/.test(path) && !path.includes('node_modules'))
    .map((path) => join(root, 'packages', path))
    .filter((path) => readFileSync(path, 'utf8').includes("from 'fast-check'"));
  const endMs = performance.now() + budgetMs;
  for (let seed = firstSeed; performance.now() < endMs; seed++) {
    const env = { OPENCREDITS_SEED: String(seed) };
    const args = ['run', '--reporter=dot', '--testTimeout=60000', ...files];
    const { code, output } = await runNode(vitest, args, { env });
    console.log(`${code === 0 ? '✓' : '✗'} ${files.length} files of properties, seed ${seed}`);
    // What comes before that are dots.
    if (code !== 0) {
      return `${output.slice(Math.max(0, output.indexOf('Failed Tests')))}\nTo play it again: OPENCREDITS_SEED=${seed} npm run unit`;
    }
  }
  return undefined;
}
