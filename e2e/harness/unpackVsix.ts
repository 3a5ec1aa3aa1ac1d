import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readVsix } from '../../scripts/vsix/vsix.ts';

/** Unpacks a VSIX, as the web host's server needs it; the extension is then in `<targetDir>/extension`. */
export async function unpackVsix(vsixPath: string, targetDir: string): Promise<void> {
  for (const [path, bytes] of readVsix(await readFile(vsixPath)).files) {
    if (path.endsWith('/')) continue;
    const target = join(targetDir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}
