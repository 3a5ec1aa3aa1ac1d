import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Simulator } from '../../packages/simulator/src/index.ts';
import { artifactsDir } from '../harness/artifacts.ts';
import type { Host, HostName } from '../harness/host.ts';
import type { NamedJourney } from './journey.ts';

interface Failure {
  readonly journey: NamedJourney;
  readonly hostName: HostName;
  readonly hosts: readonly Host[];
  readonly simulator: Simulator;
  readonly error: unknown;
}

/**
 * Writes all that may explain a failure to artifacts/failures/<host>/<journey>/: the error, a picture and the text of
 * every window, VS Code's logs, the requests that arrived.
 * @returns the error's message, the beginning of what each window said, and the folder: of a run elsewhere often only
 * this is left.
 */
export async function saveFailure({ journey, hostName, hosts, simulator, error }: Failure): Promise<string> {
  const folder = join(artifactsDir, 'failures', hostName, journey.name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const save = async (name: string, make: () => Promise<string> | string) => {
    const text = await Promise.resolve()
      .then(make)
      .catch((reason: unknown) => `Could not be had: ${String(reason)}`);
    await writeFile(join(folder, name), text);
  };
  const message = error instanceof Error ? error.message : String(error);
  await save('error.txt', () => (error instanceof Error ? (error.stack ?? message) : message));
  const requests = { requests: simulator.control.requests(), connections: simulator.control.connections() };
  await save('requests.json', () => JSON.stringify(requests, null, 2));
  const seen: string[] = [];
  for (const [hostIndex, host] of hosts.entries()) {
    await save(`host-${hostIndex + 1}.log`, () => host.diagnostics());
    await save(`extension-${hostIndex + 1}.log`, () => host.logText());
    for (const [windowIndex, window] of host.windows().entries()) {
      const name = `window-${hostIndex + 1}-${windowIndex + 1}`;
      const text = await window.page
        .locator('body')
        .innerText({ timeout: 5_000 })
        .catch((reason: unknown) => `Could not be read: ${String(reason)}`);
      await save(`${name}.txt`, () => text);
      seen.push(`${name}: ${text.replace(/\s+/g, ' ').slice(0, 400)}`);
      await window.page.screenshot({ path: join(folder, `${name}.png`), timeout: 10_000 }).catch(() => {});
    }
  }
  return [message, ...seen, `See ${folder}`].join('\n  ');
}
