import type { HostName } from '../../e2e/harness/host.ts';
import { ensureChromium } from './chromium.ts';
import { ensureCodeServer } from './codeServer.ts';
import { ensureVscodeWeb } from './vscodeWeb.ts';

/** Fetches what the hosts need, and a Chromium to see them, side by side. Nothing is done for what is there already. */
export async function provision(hosts: readonly HostName[] = ['1.139', '1.75', 'web']): Promise<void> {
  await Promise.all([ensureChromium(), ...hosts.map(ensureHost)]);
}

function ensureHost(host: HostName): Promise<unknown> {
  switch (host) {
    case '1.139':
      return ensureCodeServer('4.139.1');
    case '1.75':
      return ensureCodeServer('4.10.0');
    case 'web':
      return ensureVscodeWeb('1.74.0');
  }
}
