import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

export interface TreeFile {
  /** Relative to the folder that was read, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** Reads every regular file under a folder. What vanishes meanwhile is left out; sockets and links too. */
export async function readTree(dir: string): Promise<TreeFile[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const full = join(entry.parentPath ?? entry.path, entry.name);
      const bytes = await readFile(full).catch(() => undefined);
      return bytes && { path: relative(dir, full).replaceAll('\\', '/'), bytes };
    });
  return (await Promise.all(files)).filter((file) => file !== undefined);
}
