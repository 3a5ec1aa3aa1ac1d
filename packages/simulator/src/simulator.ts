import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificates, createCertificates } from './certificates/certificates.ts';
import { createClock } from './clock.ts';
import { createControl, type Control } from './control/control.ts';
import { createControlServer } from './control/controlServer.ts';
import { Lively } from './lively.ts';
import { privateFolder } from './privateFolder.ts';
import { createRandom } from './random.ts';
import { createConnectProxy } from './server/connectProxy.ts';
import { handle } from './server/handle.ts';
import { close, listen } from './server/listen.ts';
import { createTlsServer } from './server/tlsServer.ts';
import { Timers } from './timers.ts';
import { spendAtWork } from './spendAtWork.ts';
import { accountOf, createWorld } from './world.ts';

export interface SimulatorOptions {
  /** The same seed, `nowMs` and calls give the same answers and the same log, ports apart. Default 1. */
  seed?: number;
  /** Where the simulated clock starts, ms since the epoch. Default: the real now. */
  nowMs?: number;
  /** The loopback address to listen on. Default 127.0.0.1; the certificate knows that and `localhost`. */
  host?: string;
  /** Spends on the personas `lively` and `organisation` from the start. Without `nowMs` the clock then also follows the real one; else it stands still. */
  lively?: boolean;
  /** From `createCertificates`, to use them for more than one simulator: they take a tenth of a second. Default: new ones. */
  certificates?: Certificates;
}

export interface Simulator {
  /** `https://127.0.0.1:PORT`: OpenRouter without the proxy. */
  origin: string;
  port: number;
  /** `http://127.0.0.1:PORT`: through this proxy `https://openrouter.ai` is the simulator. */
  proxyUrl: string;
  caPem: string;
  /** `caPem` in a file of a private temporary folder; removed by `stop`. */
  caFile: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`. The bad certificates have other keys. */
  serverKeySpki: string;
  /** For `connectControl` in another process. */
  controlUrl: string;
  control: Control;
  /** Closes everything, also what is in flight. Can be called again. */
  stop(): Promise<void>;
}

/** Starts a local OpenRouter with its own CA, a CONNECT proxy in front of it and a control interface beside it. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { seed = 1, nowMs, host = '127.0.0.1', lively = false } = options;
  const clock = createClock(nowMs ?? Date.now(), lively && nowMs === undefined ? Date.now : undefined);
  const certificates = options.certificates ?? (await createCertificates());
  const world = createWorld(seed, clock);
  const timers = new Timers();
  const ports = { tls: 0, proxy: 0 };

  const tls = createTlsServer(certificates, world.faults, (request, response) =>
    handle(world, timers, () => ports, request, response),
  );
  const proxy = createConnectProxy(world, () => ({ host, port: ports.tls }));
  const atWork = createRandom(seed, 'at work');
  const spender = new Lively(timers, createRandom(seed, 'lively'), (usd) => {
    control.spend('lively', usd);
    spendAtWork(accountOf(world, 'organisation'), clock.nowMs(), usd, atWork);
  });
  const control = createControl(world, {
    setLively: (on) => spender.set(on),
    closeIdleConnections: () => tls.sockets.closeIdle(),
  });
  const controlServer = createControlServer(control);
  const servers = [tls, proxy, controlServer];

  let folder: ReturnType<typeof privateFolder> | undefined;
  const stop = async (): Promise<void> => {
    spender.set(false);
    timers.clear();
    const closed = servers.map(({ server }) => close(server));
    for (const { sockets } of servers) sockets.closeAll();
    await Promise.all(closed);
    folder?.remove();
    folder = undefined;
  };

  try {
    ports.tls = await listen(tls.server, host);
    ports.proxy = await listen(proxy.server, host);
    const controlPort = await listen(controlServer.server, host);
    // Readable by this user alone: a CA that others could replace would be a CA of theirs.
    folder = privateFolder();
    const caFile = join(folder.path, 'ca.pem');
    writeFileSync(caFile, certificates.caPem, { mode: 0o600 });
    spender.set(lively);
    return {
      origin: `https://${host}:${ports.tls}`,
      port: ports.tls,
      proxyUrl: `http://${host}:${ports.proxy}`,
      caPem: certificates.caPem,
      caFile,
      serverKeySpki: certificates.serverKeySpki,
      controlUrl: `http://${host}:${controlPort}/`,
      control,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
