import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserProfile } from '../../e2e/harness/browserProfile.ts';
import { quietSettings } from '../../e2e/harness/quietSettings.ts';
import { VscodeWindow } from '../../e2e/harness/vscodeWindow.ts';
import type { ProxyAccess } from '../../scripts/vscode/editorEnvironment.ts';
import { installVsix, startCodeServer } from '../../scripts/vscode/startCodeServer.ts';
import { extensionHosts } from './extensionHosts.ts';
import { type ItemWatch, watchItem } from './itemWatch.ts';
import { watchPages } from './pageWatch.ts';
import { canMeasureMemory } from './restingMemory.ts';

/** The editor that is measured. It is the newest one; how an old one fares is not asked here. */
export const editorVersion = { codeServer: '4.139.1', host: '1.139' } as const;

/** How often to look at what says nothing by itself. */
const lookEveryMs = 100;

/** How long a host has to end by itself. */
const goodbyeMs = 3_000;

export interface BenchEditorOptions {
  /** A folder of its own. */
  readonly dir: string;
  readonly vsixPaths: readonly string[];
  /** The DOM id of the status bar item to watch: `publisher.name.itemId`. */
  readonly itemId: string;
  readonly browser: BrowserProfile;
  readonly provider?: ProxyAccess;
  readonly env?: Readonly<Record<string, string>>;
}

export interface BenchWindow {
  readonly window: VscodeWindow;
  /** Which text the item showed when. */
  readonly item: ItemWatch;
  /** The process of its extension host, as soon as there is just one. Linux only. */
  extensionHost(): Promise<number>;
  /** Resolves when its extension host has ended, so that the next window has the machine for itself. */
  close(): Promise<void>;
}

/** A code-server with some extensions, whose windows are opened one after the other. */
export interface BenchEditor {
  /** Where the extension that is measured keeps its files. */
  readonly storageFolder: string;
  openWindow(): Promise<BenchWindow>;
  stop(): Promise<void>;
}

export async function startBenchEditor(options: BenchEditorOptions): Promise<BenchEditor> {
  const folder = join(options.dir, 'workspace');
  const profileDir = join(options.dir, 'profile');
  await mkdir(folder, { recursive: true });
  for (const vsixPath of options.vsixPaths) await installVsix(editorVersion.codeServer, profileDir, vsixPath);
  const server = await startCodeServer({
    version: editorVersion.codeServer,
    profileDir,
    folder,
    proxy: options.provider,
    env: { HOME: options.dir, ...options.env },
    userSettings: quietSettings,
  });
  const serverPid = server.child.process.pid;
  const hosts = async (): Promise<readonly number[]> =>
    serverPid !== undefined && canMeasureMemory ? extensionHosts(serverPid) : [];

  const [publisher, name] = options.itemId.split('.');
  return {
    storageFolder: join(profileDir, 'user-data', 'User', 'globalStorage', `${publisher}.${name}`),
    async openWindow() {
      const page = await options.browser.newPage();
      const item = await watchItem(page, options.itemId);
      await watchPages(page);
      const window = new VscodeWindow(page, editorVersion.host, options.itemId);
      await page.goto(`${server.url}?folder=${encodeURIComponent(folder)}`, { timeout: 90_000 });
      await window.waitUntilDrawn();
      return {
        window,
        item,
        async extensionHost() {
          for (;;) {
            const [pid, ...others] = await hosts();
            if (pid !== undefined && others.length === 0) return pid;
            await delay(lookEveryMs);
          }
        },
        async close() {
          await window.close();
          for (let waitedMs = 0; (await hosts()).length > 0; waitedMs += lookEveryMs) {
            // A window that is closed while it is still starting does not say goodbye: its host would wait for hours.
            if (waitedMs === goodbyeMs) for (const pid of await hosts()) endProcess(pid);
            await delay(lookEveryMs);
          }
        },
      };
    },
    stop: server.stop,
  };
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
