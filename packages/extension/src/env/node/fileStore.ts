import { promises } from 'fs';
import type { FileStore } from '@opencredits/core';
import type { Uri } from 'vscode';

const { mkdir, readFile, rename, rm, writeFile } = promises;

/** A virus scanner or an indexer may hold the file for a moment (Windows). */
const BUSY_CODE = /^E(PERM|BUSY|ACCES)$/;
const BUSY_RETRIES = 4;
const BUSY_PAUSE_MS = 40;

/** Our files in one folder on disk. Written beside and renamed, so that nobody ever reads half a file. */
export function createFileStore(folder: Uri, uniqueId: () => string): FileStore {
  const pathOf = (name: string): string => `${folder.fsPath}/${name}`;
  return {
    async read(name) {
      try {
        return await readFile(pathOf(name), 'utf8');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(name, text) {
      await mkdir(folder.fsPath, { recursive: true });
      const temporary = pathOf(`${name}.${uniqueId()}.tmp`);
      try {
        await writeFile(temporary, text, { mode: 0o600 });
        await renameWhenFree(temporary, pathOf(name));
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw error;
      }
    },
    async setAside(name) {
      await rename(pathOf(name), pathOf(`${name}.damaged`)).catch(() => undefined);
    },
    async clear() {
      await rm(folder.fsPath, { recursive: true, force: true, maxRetries: BUSY_RETRIES });
    },
  };
}

async function renameWhenFree(from: string, to: string, retries = BUSY_RETRIES): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (retries === 0 || !BUSY_CODE.test(codeOf(error))) throw error;
    await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
    await renameWhenFree(from, to, retries - 1);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
