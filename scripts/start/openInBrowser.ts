import { spawn } from 'node:child_process';

/** Shows an address in the person's browser, if there is one to show it in. Its failure does not matter: it is printed. */
export function openInBrowser(address: string): void {
  const opener = openerOf(process.platform);
  if (!opener) return;
  const child = spawn(opener.command, [...opener.args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function openerOf(platform: NodeJS.Platform): { command: string; args: string[] } | undefined {
  switch (platform) {
    case 'darwin':
      return { command: 'open', args: [] };
    case 'win32':
      return { command: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
    default:
      if (process.env['WSL_DISTRO_NAME']) return { command: 'explorer.exe', args: [] };
      if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return undefined;
      return { command: 'xdg-open', args: [] };
  }
}
