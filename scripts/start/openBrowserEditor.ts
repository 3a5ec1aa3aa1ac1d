import { withProgress } from '../vscode/progress.ts';
import { installVsix, startCodeServer } from '../vscode/startCodeServer.ts';
import type { DemoEditor, DemoOptions } from './demo.ts';

/** Starts VS Code 1.139 for a browser; resolves when it can be opened at `address`. */
export async function openBrowserEditor(options: DemoOptions): Promise<DemoEditor> {
  const { profileDir, folder } = options;
  const version = '4.139.1';
  await withProgress('Installing the extension', () => installVsix(version, profileDir, options.vsixPath));
  const server = await withProgress('Starting VS Code', () =>
    startCodeServer({
      version,
      profileDir,
      folder,
      proxy: options.proxy,
      env: options.env,
      userSettings: options.userSettings,
    }),
  );
  return {
    address: `${server.url}?folder=${encodeURIComponent(folder)}`,
    ended: server.child.ended,
    stop: server.stop,
  };
}
