import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchDir } from '../../scripts/vscode/scratchDir.ts';
import { ensureVscodeWeb } from '../../scripts/vscode/vscodeWeb.ts';
import { browserProfile } from './browserProfile.ts';
import { ownSecretNames } from './browserSecretNames.ts';
import { changeWebFolder } from './changeWebFolder.ts';
import { editWebFile } from './editWebFile.ts';
import { fileServer } from './fileServer.ts';
import type { Host, LaunchOptions, StoredItem, ThemeKind } from './host.ts';
import { pageStorage } from './pageStorage.ts';
import { quietSettings, restrictedSettings } from './quietSettings.ts';
import { themeOf } from './themes.ts';
import { unpackVsix } from './unpackVsix.ts';
import { VscodeWindow } from './vscodeWindow.ts';
import { webPage, webSecretsKey } from './webPage.ts';

/** VS Code for the Web 1.74.0: no Node at all, the extension runs in a worker and fetches under CORS. */
export async function launchWebHost(options: LaunchOptions): Promise<Host> {
  const scratch = await scratchDir();
  const { dir: vscodeDir } = await ensureVscodeWeb('1.74.0');
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const files = options.workspaceFiles ?? {};
  await unpackVsix(options.vsixPath, join(scratch.dir, 'vsix'));
  const page = webPage({
    opened: {
      kind: options.workspaceFile ? 'workspace' : 'folder',
      // Of all virtual file systems VS Code distrusts this one only: the one of github.dev.
      scheme: 'vscode-vfs',
      authority: 'journey',
      path: options.workspaceFile ? `/workspace/${options.workspaceFile}` : '/workspace',
    },
    extensionPaths: ['/extension', '/workspace-fs'],
    restricted: options.restricted ?? false,
    userSettings: {
      ...quietSettings,
      ...(options.restricted && restrictedSettings),
      ...options.userSettings,
    },
    traceLog: options.logLevel === 'trace',
  });
  const saved = new Map<string, string>();
  const server = await fileServer({
    '/': { text: () => page, type: '.html' },
    '/workspace.json': { text: () => JSON.stringify(files), type: '.json' },
    '/saved/': { saved },
    '/page/': { folder: here('./page') },
    '/workspace-fs/': { folder: here('./workspaceFs') },
    '/extension/': { folder: join(scratch.dir, 'vsix', 'extension') },
    '/vscode/': { folder: vscodeDir },
  });
  // Chromium finds every name under localhost here; so the pages of extensions can have origins of their own, on one site.
  const pageOrigin = server.origin.replace('127.0.0.1', 'vscode.localhost');
  const browser = browserProfile(join(scratch.dir, 'browser'), {
    args: providerArgs(options),
    scale: options.scale,
  });
  const consoleLines: string[] = [];

  const dump = async (): Promise<StoredItem[]> => {
    // All windows share one origin and so one storage, but for sessionStorage, which is each page's own.
    return (await Promise.all(browser.pages.map((one) => pageStorage(one, [webSecretsKey])))).flat();
  };

  let windows: VscodeWindow[] = [];

  const host: Host = {
    name: 'web',
    async openWindow(how) {
      const window = new VscodeWindow(await browser.newPage(), 'web', options.statusBarId);
      window.page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
      await window.openAt(`${pageOrigin}/`, how);
      windows.push(window);
      return window;
    },
    windows() {
      windows = windows.filter((window) => !window.page.isClosed());
      return windows;
    },
    async restartWindow(edit) {
      await browser.close();
      if (edit) {
        const blank = await browser.newPage();
        await blank.goto(`${pageOrigin}/workspace.json`);
        await editWebFile(blank, `/User/globalStorage/${options.extensionId}/`, edit.file, edit.change);
        await blank.close();
      }
      return host.openWindow();
    },
    async setSetting(key, value) {
      const first = browser.pages[0];
      if (!first) throw new Error('The web host keeps its settings in the browser: open a window first.');
      // The extension writes there too: what it wrote must stay.
      await editWebFile(first, '/User/', /^settings\.json$/, (text) => {
        const settings = JSON.parse(text) as Record<string, unknown>;
        return JSON.stringify({ ...settings, [key]: value }, null, 2);
      });
    },
    savedFile: async (path) => saved.get(path),
    async changeStorage(change) {
      const first = browser.pages[0];
      if (!first) throw new Error('The web host keeps its storage in the browser: open a window first.');
      await changeWebFolder(first, `/User/globalStorage/${options.extensionId}/`, change);
      for (const window of host.windows()) await window.reload();
    },
    async setTheme(kind: ThemeKind) {
      const theme = themeOf('web', kind);
      await host.setSetting('workbench.colorTheme', theme.setting);
      for (const open of browser.pages) await open.locator(`.monaco-workbench.${theme.cssClass}`).waitFor();
    },
    async logText() {
      const logs = (await dump()).filter(
        ({ where }) => where.includes('/vscode-logs-store/') && where.includes(options.extensionId),
      );
      return logs.map(({ bytes }) => bytes.toString('utf8')).join('\n');
    },
    storageDump: dump,
    async secretNames() {
      const text = await browser.pages[0]?.evaluate((key) => localStorage.getItem(key), webSecretsKey);
      return ownSecretNames(text ?? '');
    },
    async diagnostics() {
      const logs = (await dump()).filter(({ where }) => where.includes('/vscode-logs-store/'));
      const texts = logs.map(({ where, bytes }) => `==== ${where}\n${bytes.toString('utf8')}`);
      return ['==== console', ...consoleLines, ...texts].join('\n');
    },
    async stop() {
      await browser.close();
      await server.stop();
      await scratch.remove();
    },
  };
  return host;
}

/** Brings the page's requests for openrouter.ai to the simulator, and makes Chromium accept its certificate. */
function providerArgs({ provider }: LaunchOptions): string[] {
  if (!provider) return [];
  return [
    `--host-resolver-rules=MAP openrouter.ai 127.0.0.1:${provider.port}`,
    `--ignore-certificate-errors-spki-list=${provider.serverKeySpki}`,
  ];
}
