import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { withProgress } from './progress.ts';
import { runCommand } from './runCommand.ts';

const byHand = [
  'sudo apt-get install -y chromium   (Debian)',
  'npx playwright-core install chromium   (any system; fetches its own)',
  'or point OPENCREDITS_CHROMIUM at a Chromium, Chrome or Edge that is already there',
].join('\n  ');

/**
 * Returns the path of a Chromium that starts: `OPENCREDITS_CHROMIUM`, one that is installed, or one that it installs
 * (by apt as root on Debian and its kin, by Playwright elsewhere).
 */
export async function ensureChromium(): Promise<string> {
  const chosen = process.env['OPENCREDITS_CHROMIUM'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(
      `OPENCREDITS_CHROMIUM names ${chosen}, which does not exist. To fix it: \`unset OPENCREDITS_CHROMIUM\`.`,
    );
  }
  const present = await firstThatStarts(candidates());
  if (present) return present;
  if (canUseApt()) {
    await withProgress('Chromium (apt-get)', installWithApt);
    const installed = await firstThatStarts(candidates());
    if (installed) return installed;
  }
  await withProgress('Chromium (Playwright)', installWithPlaywright);
  const fetched = await firstThatStarts(candidates());
  if (fetched) return fetched;
  throw new Error(`No Chromium was found. To fix it, one of:\n  ${byHand}`);
}

function candidates(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')]
        .flatMap((folder) => [
          join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
          join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
          join(folder, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
        ])
        .concat(fromPlaywright());
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
        .flatMap((name) => process.env[name] ?? [])
        .flatMap((folder) => [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Chromium/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ])
        .concat(fromPlaywright());
    default: {
      const names = [
        'chromium',
        'google-chrome-stable',
        'google-chrome',
        'chromium-browser',
        'microsoft-edge',
      ];
      const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/bin', '/opt/google/chrome');
      // A browser from a snap cannot see profiles under /tmp.
      const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
      return fromPlaywright().concat(paths.filter((path) => !path.startsWith('/snap/')));
    }
  }
}

function fromPlaywright(): string[] {
  try {
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/** Some of these only exist to say "install the real one": only an answer to `--version` counts. */
async function firstThatStarts(paths: readonly string[]): Promise<string | undefined> {
  for (const path of new Set(paths)) {
    if (!existsSync(path)) continue;
    // On Windows and macOS `--version` would open a window.
    if (process.platform !== 'linux') return path;
    const version = await runCommand(path, ['--version'], { remedy: byHand }).catch(() => '');
    if (/\d+\.\d+\.\d+/.test(version)) return path;
  }
  return undefined;
}

function canUseApt(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

async function installWithApt(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, remedy: 'apt-get update && apt-get install -y chromium' };
  const patience = ['-o', 'DPkg::Lock::Timeout=300'];
  await runCommand('apt-get', [...patience, 'update'], options);
  await runCommand(
    'apt-get',
    [...patience, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    options,
  );
}

async function installWithPlaywright(): Promise<void> {
  const cli = join(
    fileURLToPath(new URL('../..', import.meta.url)),
    'node_modules',
    'playwright-core',
    'cli.js',
  );
  await runCommand(process.execPath, [cli, 'install', 'chromium'], { remedy: `one of:\n  ${byHand}` });
}
