import { cp, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CodeServerVersion } from '../../scripts/vscode/codeServer.ts';
import { scratchDir } from '../../scripts/vscode/scratchDir.ts';
import { installVsix, startCodeServer } from '../../scripts/vscode/startCodeServer.ts';
import { browserProfile } from './browserProfile.ts';
import { browserSecretNames } from './browserSecretNames.ts';
import type { Host, HostName, LaunchOptions, StoredItem, ThemeKind } from './host.ts';
import { pageStorage } from './pageStorage.ts';
import { quietSettings, restrictedSettings } from './quietSettings.ts';
import { readTree } from './readTree.ts';
import { themeOf } from './themes.ts';
import { VscodeWindow } from './vscodeWindow.ts';

/** Where 1.139 keeps SecretStorage: in the browser. 1.75 keeps it in the server's memory. */
const secretKey = 'secrets.provider';

/** A code-server with a Node extension host, seen through Chromium. */
export async function launchCodeServerHost(
  name: Exclude<HostName, 'web'>,
  version: CodeServerVersion,
  options: LaunchOptions,
): Promise<Host> {
  const scratch = await scratchDir();
  const profileDir = join(scratch.dir, 'p');
  const folder = join(scratch.dir, 'workspace');
  const storageFolder = join(profileDir, 'user-data', 'User', 'globalStorage', options.extensionId);
  const settingsFile = join(profileDir, 'user-data', 'User', 'settings.json');

  await mkdir(folder, { recursive: true });
  for (const [path, text] of Object.entries(options.workspaceFiles ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await cp(await installedExtensions(version, options.vsixPath), join(profileDir, 'extensions'), {
    recursive: true,
  });
  const server = await startCodeServer({
    version,
    profileDir,
    folder,
    proxy: options.provider,
    env: { HOME: scratch.dir, ...options.env },
    userSettings: {
      ...quietSettings,
      ...(options.restricted && restrictedSettings),
      ...options.userSettings,
    },
    logLevel: options.logLevel,
    restricted: options.restricted,
    onlyThemes: true,
  });
  const browser = browserProfile(join(scratch.dir, 'browser'), { scale: options.scale });

  const opened = options.workspaceFile
    ? `workspace=${encodeURIComponent(join(folder, options.workspaceFile))}`
    : `folder=${encodeURIComponent(folder)}`;
  const consoleLines: string[] = [];
  let windows: VscodeWindow[] = [];

  const host: Host = {
    name,
    storageFolder,
    async openWindow(how) {
      const page = await browser.newPage();
      // The way is short: packing 20 MB for it would take the server three seconds.
      await page.setExtraHTTPHeaders({ 'accept-encoding': 'identity' });
      const window = new VscodeWindow(page, name, options.statusBarId);
      page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
      await window.openAt(`${server.url}?${opened}`, how);
      windows.push(window);
      return window;
    },
    windows() {
      windows = windows.filter(({ page }) => !page.isClosed());
      return windows;
    },
    async restartWindow(edit) {
      await browser.close();
      if (edit) {
        const found = (await readdir(storageFolder)).find((one) => edit.file.test(one));
        if (found === undefined) throw new Error(`There is no file ${edit.file} in ${storageFolder}`);
        const file = join(storageFolder, found);
        await writeFile(file, edit.change(await readFile(file, 'utf8')));
      }
      return host.openWindow();
    },
    async setSetting(key, value) {
      // The extension writes there too: what it wrote must stay.
      const settings = JSON.parse(await readFile(settingsFile, 'utf8')) as Record<string, unknown>;
      const text = JSON.stringify({ ...settings, [key]: value }, null, 2);
      // Never empty in between: VS Code 1.75 would take that for settings that need a reload, and ask for one.
      const file = await open(settingsFile, 'r+');
      await file.write(text, 0);
      await file.truncate(Buffer.byteLength(text));
      await file.close();
    },
    savedFile: (path) => readFile(join(folder, path), 'utf8').catch(() => undefined),
    changeStorage: (change) => change(storageFolder),
    async setTheme(kind: ThemeKind) {
      const theme = themeOf(name, kind);
      await host.setSetting('workbench.colorTheme', theme.setting);
      for (const page of browser.pages) await page.locator(`.monaco-workbench.${theme.cssClass}`).waitFor();
    },
    async logText() {
      const files = await readTree(join(profileDir, 'user-data', 'logs'));
      // A log channel has a folder named after the extension; a plain output channel a file named after itself.
      const own = files.filter(
        ({ path }) => path.includes(`/${options.extensionId}/`) || path.includes('/output_logging_'),
      );
      return own.map(({ bytes }) => bytes.toString('utf8')).join('\n');
    },
    async storageDump() {
      const onDisk = await readTree(join(profileDir, 'user-data'));
      const inPages = await Promise.all(browser.pages.map((page) => pageStorage(page, [secretKey])));
      return [...onDisk.map(({ path, bytes }): StoredItem => ({ where: path, bytes })), ...inPages.flat()];
    },
    async secretNames() {
      const [page] = browser.pages;
      return name === '1.139' && page ? browserSecretNames(page, secretKey) : undefined;
    },
    async diagnostics() {
      const logs = (await readTree(join(profileDir, 'user-data', 'logs'))).map(
        ({ path, bytes }) => `==== ${path}\n${bytes.toString('utf8')}`,
      );
      const seen = await readFile(settingsFile, 'utf8').catch(() => '');
      const console = ['==== console', ...consoleLines];
      return [server.child.output(), ...console, `==== settings.json\n${seen}`, ...logs].join('\n');
    },
    async stop() {
      await browser.close();
      await server.stop();
      await scratch.remove();
    },
  };
  return host;
}

const installed = new Map<string, Promise<string>>();

/** The extensions folder after VS Code itself has installed the VSIX; made once per run and copied for each profile. */
function installedExtensions(version: CodeServerVersion, vsixPath: string): Promise<string> {
  const key = `${version} ${vsixPath}`;
  const begun = installed.get(key);
  if (begun) return begun;
  const work = scratchDir().then(async ({ dir }) => {
    await installVsix(version, dir, vsixPath);
    return join(dir, 'extensions');
  });
  installed.set(key, work);
  return work;
}
