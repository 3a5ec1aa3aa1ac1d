// `npm run e2e -- [--host 1.139|1.75|web] [--selftest] [FILTER]`: the journeys in the real VS Codes. FILTER is a part
// of a journey's name. `--selftest` plays the harness's own test with a probe extension instead.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rootDir } from '../e2e/harness/artifacts.ts';
import { hostNamed, hostNames, type HostName } from '../e2e/harness/host.ts';
import { loadJourneys } from '../e2e/runner/loadJourneys.ts';
import { packageProbe } from '../e2e/runner/packageProbe.ts';
import type { Subject } from '../e2e/runner/runJourney.ts';
import { runJourneys } from '../e2e/runner/runJourneys.ts';
import { isTask } from './lib/paths.ts';
import { seconds, type PartResult } from './lib/part.ts';
import { packageExtension } from './package.ts';
import { cleanUp, cleanUpOnSignals } from './vscode/cleanUp.ts';
import { provision } from './vscode/provision.ts';

export interface E2eOptions {
  /** Default: all. */
  readonly hosts?: readonly HostName[];
  /** Part of a journey's name. Default: all. */
  readonly filter?: string;
  /** Play the harness's own test in place of the journeys. */
  readonly selftest?: boolean;
  /** A VSIX that is built already. Default: it is built now. */
  readonly vsixPath?: string;
}

/** Fetches the hosts if need be and plays the journeys, six at a time. */
export async function e2e(options: E2eOptions = {}): Promise<PartResult> {
  const folder = join(rootDir, 'e2e', options.selftest ? 'selftest' : 'journeys');
  const journeys = (await loadJourneys(folder)).filter(({ name }) => name.includes(options.filter ?? ''));
  const hosts = options.hosts ?? hostNames;
  if (journeys.length === 0)
    return { passed: 0, failed: [`no journey matches "${options.filter ?? ''}"`], skipped: [] };
  try {
    const [subject] = await Promise.all([
      options.selftest ? packageProbe() : product(options.vsixPath),
      provision(hosts),
    ]);
    return await runJourneys({ journeys, hosts, subject, width: 6 });
  } finally {
    await cleanUp();
  }
}

/** OpenCredits itself, as it is installed. */
export async function product(vsixPath?: string): Promise<Subject> {
  return {
    vsixPath: vsixPath ?? (await packageExtension()).vsixPath,
    extensionId: 'opencredits.opencredits',
    statusBarId: 'opencredits.opencredits.balance',
  };
}

if (isTask(import.meta.url)) {
  cleanUpOnSignals();
  const { values, positionals } = parseArgs({
    options: { host: { type: 'string', multiple: true }, selftest: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const hosts = values.host?.map(hostNamed);
  const startedMs = performance.now();
  const { passed, failed, skipped } = await e2e({
    selftest: values.selftest,
    ...(hosts && { hosts }),
    ...(positionals[0] && { filter: positionals[0] }),
  });
  const took = seconds(performance.now() - startedMs);
  console.log(`\nJourneys: ${passed} passed, ${failed.length} failed, ${skipped.length} skipped (${took})`);
  for (const name of failed) console.log(`  ✗ ${name}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
