import { limiter } from '../../scripts/lib/limiter.ts';
import type { PartResult } from '../../scripts/lib/part.ts';
import { seconds } from '../../scripts/lib/part.ts';
import type { HostName } from '../harness/host.ts';
import type { NamedJourney } from './journey.ts';
import { runJourney, type Subject, timeoutMsOf } from './runJourney.ts';

export interface RunOptions {
  readonly journeys: readonly NamedJourney[];
  readonly hosts: readonly HostName[];
  readonly subject: Subject;
  /** How many are played at a time: far more than there are cores, for they mostly wait. */
  readonly width: number;
}

/** Plays every journey on every host and prints a line for each as it ends. */
export async function runJourneys({ journeys, hosts, subject, width }: RunOptions): Promise<PartResult> {
  let passed = 0;
  const failed: string[] = [];
  const play = async (journey: NamedJourney, host: HostName): Promise<void> => {
    const name = `${host.padEnd(5)} ${journey.name}`;
    const startedMs = performance.now();
    const problem = await runJourney(journey, host, subject);
    const took = seconds(performance.now() - startedMs);
    if (problem === undefined) {
      passed += 1;
      console.log(`✓ ${name}: ${journey.title} (${took})`);
    } else {
      failed.push(name);
      console.log(`✗ ${name}: ${journey.title} (${took})\n${problem.replaceAll(/^/gm, '  ')}`);
    }
  };
  // The longest first, so that none of them is left over at the end.
  const longestFirst = [...journeys].sort((a, b) => timeoutMsOf(b) - timeoutMsOf(a));
  const tasks = longestFirst.flatMap((journey) => hosts.map((host) => () => play(journey, host)));
  await Promise.all(tasks.map(limiter(width)));
  return { passed, failed, skipped: [] };
}
