// `npm run floor`: the built Node bundle, started and stopped under the oldest Node that VS Code 1.74 can give it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build } from './build.ts';
import { nodeEntryFile } from './build/bundles.ts';
import { judge } from './floor/judge.ts';
import type { FloorReport, FloorScenario } from './floor/report.ts';
import { savedAccount } from './floor/savedAccount.ts';
import { readManifest } from './lib/manifest.ts';
import type { PartResult } from './lib/part.ts';
import { extensionRoot, isTask, outRoot, root } from './lib/paths.ts';
import { run } from './lib/run.ts';
import { ensureNode } from './vscode/node.ts';

const floorRoot = join(outRoot, 'floor');

/** Runs every scenario against packages/extension/dist, which must have been built. */
export async function floorSmoke(log: (line: string) => void = console.log): Promise<PartResult> {
  rmSync(floorRoot, { recursive: true, force: true });
  mkdirSync(floorRoot, { recursive: true });
  const node16 = await ensureNode('16.20.2');
  const probe = join(floorRoot, 'probe.cjs');
  await esbuild({
    entryPoints: [join(root, 'scripts', 'floor', 'probe.ts')],
    outfile: probe,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node16.14',
    logLevel: 'warning',
  });

  const failed: string[] = [];
  const scenarios = await floorScenarios();
  for (const [name, scenario] of Object.entries(scenarios)) {
    const problems = await runScenario(node16.bin, probe, name, scenario, log);
    log(`${problems.length === 0 ? '✓' : '✗'} ${name}`);
    for (const problem of problems) log(`  ${problem}`);
    if (problems.length > 0) failed.push(name);
  }
  return { passed: Object.keys(scenarios).length - failed.length, failed, skipped: [] };
}

async function floorScenarios(): Promise<Record<string, FloorScenario>> {
  const declared = Object.entries(readManifest().contributes.configuration.properties);
  const settings = Object.fromEntries(declared.map(([key, setting]) => [key, setting.default]));
  const entry = join(extensionRoot, nodeEntryFile);
  const [fresh, configured] = [join(floorRoot, 'fresh'), join(floorRoot, 'configured')];
  return {
    'a newcomer’s start and stop': { entry, storage: fresh, secrets: {}, settings, endsAt: 'paint' },
    'a stop before the first turn': { entry, storage: fresh, secrets: {}, settings, endsAt: 'once' },
    'a stop in the middle of a request': {
      entry,
      storage: configured,
      secrets: await savedAccount(configured),
      settings: { ...settings, 'opencredits.providers.openrouter.enabled': true },
      endsAt: 'request',
    },
  };
}

async function runScenario(
  node: string,
  probe: string,
  name: string,
  scenario: FloorScenario,
  log: (line: string) => void,
): Promise<string[]> {
  const file = join(floorRoot, `${scenario.endsAt}.json`);
  writeFileSync(file, JSON.stringify(scenario));
  const { code, output } = await run(node, [probe, file], { timeoutMs: 120_000 });
  const line = output.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{'))
    return [`the probe ended with code ${code} and without a report: ${output.trim()}`];
  const report = JSON.parse(line) as FloorReport;
  const list = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
  log(
    `  ${name}, Node ${report.nodeVersion}: painted ${report.painted === undefined ? 'nothing' : `“${report.painted}”`}`,
  );
  log(
    `  builtins before the first paint: ${list(report.builtinsBeforePaint)}; later: ${list(report.builtinsLater)}`,
  );
  if (report.unknownApi.length > 0) log(`  the stub only pretended: ${list(report.unknownApi)}`);
  return judge(scenario, report);
}

if (isTask(import.meta.url)) {
  await build();
  const { failed } = await floorSmoke();
  if (failed.length > 0) process.exitCode = 1;
}
