import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The `code` command of a VS Code that can open a window on this machine, or undefined. Not taken: the one that talks to a
 * VS Code elsewhere (Remote, WSL), which knows nothing of profiles of its own, and any without a screen.
 */
export function desktopCode(
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string | undefined {
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined;
  if (env['WSL_DISTRO_NAME']) return undefined;
  const name = platform === 'win32' ? 'code.cmd' : 'code';
  return (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => isProgram(path) && !realpathSync(path).includes('remote-cli'));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
