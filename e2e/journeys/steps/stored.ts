import type { Host } from '../../harness/host.ts';

/** Where a text stands in what VS Code and the extension have stored; logs aside, which keep what was. */
export async function storedWith(host: Host, text: string): Promise<readonly string[]> {
  const bytes = Buffer.from(text);
  return (await host.storageDump())
    .filter(({ where }) => !isLog(where))
    .filter((item) => item.bytes.includes(bytes))
    .map(({ where }) => where);
}

/** The files in the extension's own folder. */
export async function ownFiles(host: Host): Promise<readonly string[]> {
  return (await host.storageDump())
    .map(({ where }) => where)
    .filter((where) => where.includes('/globalStorage/opencredits.opencredits/'));
}

function isLog(where: string): boolean {
  return where.startsWith('logs/') || where.includes('/vscode-logs-store/');
}
