// `npm run fuzz [-- --seconds N] [-- --target NAME] [-- --seed N]`: everything that reads bytes of others', fed with what
// nobody would send. What is found becomes a fixture, which `npm test` plays from then on. With `--properties` it plays the
// tests' properties instead, on cases that `npm test` does not know: what is found becomes an example of its property.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { findingFile, findingsFolder } from './fuzz/findings.ts';
import { fuzzTarget } from './fuzz/fuzzTarget.ts';
import { fuzzProperties } from './fuzz/properties.ts';
import { seedsOf } from './fuzz/seeds.ts';
import { type TargetName, targetNames } from './fuzz/targets.ts';
import { root } from './lib/paths.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    target: { type: 'string' },
    properties: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
/** For all targets together. */
const seconds = Number(values.seconds);
if (!(seconds > 0)) throw new Error(`--seconds takes a number above 0, not ${values.seconds}`);
const seed = Number(values.seed);
if (!Number.isInteger(seed)) throw new Error(`--seed takes a whole number, not ${values.seed}`);
const chosen = targetNames.filter((name) => values.target === undefined || values.target === name);
if (chosen.length === 0)
  throw new Error(`--target takes one of ${targetNames.join(', ')}, not ${values.target}`);

if (values.properties) {
  const finding = await fuzzProperties(seed, seconds * 1000);
  if (finding !== undefined) {
    console.log(finding);
    process.exitCode = 1;
  }
} else {
  console.log(`${chosen.length} targets in ${seconds} s, --seed ${seed}\n`);
  for (const name of chosen) await fuzz(name, (seconds * 1000) / chosen.length);
}

async function fuzz(name: TargetName, budgetMs: number): Promise<void> {
  const report = await fuzzTarget({ name, seeds: await seedsOf(name), seed, budgetMs });
  const { executions, durationMs, corpus, blocks, finding } = report;
  const perSecond = Math.round(executions / (durationMs / 1000));
  console.log(
    `${finding ? '✗' : '✓'} ${name.padEnd(14)} ${executions} executions, ${perSecond}/s, ${corpus} kept, ${blocks} blocks`,
  );
  if (!finding) return;
  const file = findingFile(name, finding.bytes);
  mkdirSync(join(findingsFolder, name), { recursive: true });
  writeFileSync(file, finding.bytes);
  console.log(`  ${finding.what}\n  ${JSON.stringify(Buffer.from(finding.bytes).toString().slice(0, 300))}`);
  console.log(`  kept as ${relative(root, file)}`);
  process.exitCode = 1;
}
