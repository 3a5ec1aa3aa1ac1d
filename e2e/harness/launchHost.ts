import { launchCodeServerHost } from './codeServerHost.ts';
import type { Host, HostName, LaunchOptions } from './host.ts';
import { launchWebHost } from './webHost.ts';

/** Starts a real VS Code of this kind with a fresh profile. Open its first window with `openWindow()`. */
export function launchHost(name: HostName, options: LaunchOptions): Promise<Host> {
  switch (name) {
    case '1.139':
      return launchCodeServerHost(name, '4.139.1', options);
    case '1.75':
      return launchCodeServerHost(name, '4.10.0', options);
    case 'web':
      return launchWebHost(options);
  }
}
