import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../vscode/childProcess.ts';
import { owe } from '../vscode/cleanUp.ts';
import { editorEnvironment } from '../vscode/editorEnvironment.ts';
import { withProgress } from '../vscode/progress.ts';
import { runCommand } from '../vscode/runCommand.ts';
import type { DemoEditor, DemoOptions } from './demo.ts';

/** Opens the person's own VS Code on a profile of its own; resolves when its window is on the way. */
export async function openDesktop(code: string, options: DemoOptions): Promise<DemoEditor> {
  const { profileDir, folder, proxy } = options;
  const userData = join(profileDir, 'user-data');
  await mkdir(join(userData, 'User'), { recursive: true });
  // The desktop asks the system for a proxy before it looks at HTTPS_PROXY, so it is told twice.
  const settings = { ...options.userSettings, ...(proxy && { 'http.proxy': proxy.proxyUrl }) };
  await writeFile(join(userData, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  const profile = ['--user-data-dir', userData, '--extensions-dir', join(profileDir, 'extensions')];
  const env = editorEnvironment(proxy, options.env);

  await withProgress('Installing the extension', () =>
    runCommand(code, [...profile, '--install-extension', options.vsixPath], {
      env,
      remedy: `\`${code} --version\` must work; or use the browser: \`npm start -- --browser\`.`,
    }),
  );
  // A super user's Electron insists on this.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = startChild(
    code,
    [...profile, ...asRoot, '--new-window', '--wait', '--disable-workspace-trust', folder],
    { env },
  );
  const stop = owe(async () => {
    await endMainProcess(userData);
    await child.stop();
  });
  return { address: undefined, ended: child.ended, stop };
}

/** `code` starts the editor in a session of its own, out of our reach; the editor writes its process id beside its data. */
async function endMainProcess(userData: string): Promise<void> {
  const pid = Number(await readFile(join(userData, 'code.lock'), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return;
  signal(pid, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < 5_000; waitedMs += 100) {
    if (!signal(pid, 0)) return;
    await delay(100);
  }
  signal(pid, 'SIGKILL');
}

/** False when there is no such process. */
function signal(pid: number, name: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
