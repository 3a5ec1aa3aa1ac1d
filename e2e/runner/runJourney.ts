import { startSimulator } from '../../packages/simulator/src/index.ts';
import { inTime } from '../../scripts/lib/inTime.ts';
import { owe } from '../../scripts/vscode/cleanUp.ts';
import type { Host, HostName, LaunchOptions } from '../harness/host.ts';
import { launchHost } from '../harness/launchHost.ts';
import type { VscodeWindow } from '../harness/vscodeWindow.ts';
import type { JourneyContext, NamedJourney } from './journey.ts';
import { saveFailure } from './saveFailure.ts';

/** The extension under test: all of `LaunchOptions` that does not change between journeys. */
export type Subject = Pick<LaunchOptions, 'vsixPath' | 'extensionId' | 'statusBarId'>;

const defaultTimeoutMs = 240_000;

export function timeoutMsOf({ timeoutMs }: NamedJourney): number {
  return timeoutMs ?? defaultTimeoutMs;
}

/**
 * Plays one journey on one host and leaves a screenshot of every window that is open at its end.
 * @returns undefined when it passed, else what went wrong. What is known about a failure is in artifacts/failures.
 */
export async function runJourney(
  journey: NamedJourney,
  hostName: HostName,
  subject: Subject,
): Promise<string | undefined> {
  await journey.before?.();
  const simulator = await startSimulator();
  const stopSimulator = owe(() => simulator.stop());
  const hosts: Host[] = [];
  const context: JourneyContext = {
    hostName,
    simulator,
    async launch(options) {
      const host = await launchHost(hostName, { ...subject, provider: simulator, ...options });
      hosts.push(host);
      return host;
    },
    async open(options) {
      const host = await context.launch(options);
      return { host, window: await host.openWindow() };
    },
  };
  try {
    // What it does after its time fails with its host.
    await inTime(journey.run(context), timeoutMsOf(journey));
    for (const [index, window] of openWindows(hosts).entries()) {
      await window.screenshot(index === 0 ? journey.name : `${journey.name}-${index + 1}`);
    }
    return undefined;
  } catch (error) {
    return await saveFailure({ journey, hostName, hosts, simulator, error });
  } finally {
    for (const host of hosts) await host.stop();
    await stopSimulator();
  }
}

function openWindows(hosts: readonly Host[]): VscodeWindow[] {
  return hosts.flatMap((host) => host.windows());
}
