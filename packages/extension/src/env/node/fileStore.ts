import { promises, watch } from 'fs';
import { asideName, type FileStore, type FolderSharing } from '@opencredits/core';
import type { Uri } from 'vscode';

const { link, mkdir, open, readdir, readFile, rename, rm, writeFile } = promises;

/** A virus scanner or an indexer may hold the file for a moment (Windows). */
const BUSY_CODE = /^E(PERM|BUSY|ACCES)$/;
const BUSY_RETRIES = 4;
const BUSY_PAUSE_MS = 40;

/** Our files in one folder on disk. Written beside and renamed, so that nobody ever reads half a file. */
export function createFileStore(folder: Uri, uniqueId: () => string): FileStore & FolderSharing {
  const pathOf = (name: string): string => `${folder.fsPath}/${name}`;

  const read = async (name: string): Promise<string | undefined> => {
    try {
      return await readFile(pathOf(name), 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  };

  const allNames = (): Promise<string[]> =>
    readdir(folder.fsPath).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });

  /** Writes beside the file that is meant, hands over what was written, and leaves nothing of it behind. */
  const throughTemporary = async <T>(
    name: string,
    write: (temporary: string) => Promise<void>,
    use: (temporary: string) => Promise<T>,
  ): Promise<T> => {
    await mkdir(folder.fsPath, { recursive: true });
    const temporary = pathOf(`${name}.${uniqueId()}.tmp`);
    try {
      await write(temporary);
      return await use(temporary);
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  };

  return {
    read,
    write: (name, text) =>
      throughTemporary(
        name,
        (temporary) => writeDurably(temporary, text),
        (temporary) => renameWhenFree(temporary, pathOf(name)),
      ),
    create: (name, text) =>
      throughTemporary(
        name,
        (temporary) => writeFile(temporary, text, { mode: 0o600 }),
        async (temporary) => {
          try {
            // Puts the whole text in its place at once, and never over another.
            await link(temporary, pathOf(name));
            return true;
          } catch (error) {
            if (codeOf(error) === 'EEXIST') return false;
            // Not every file system has links.
            return createPlainly(pathOf(name), text);
          }
        },
      ),
    async remove(name) {
      await rm(pathOf(name), { force: true, maxRetries: BUSY_RETRIES });
    },
    async setAside(name, text) {
      const aside = asideName(name);
      try {
        if ((await read(name)) !== text) return false;
        await rename(pathOf(name), pathOf(aside));
        if ((await read(aside)) === text) return true;
        // Another window has put a good file there in between: it goes back, unless there is yet another.
        await link(pathOf(aside), pathOf(name)).catch(() => undefined);
        return false;
      } catch {
        return false;
      }
    },
    names: async (prefix) => (await allNames()).filter((name) => name.startsWith(prefix)),
    async clear() {
      // The folder stays: other windows watch it.
      for (const name of await allNames()) {
        await rm(pathOf(name), { recursive: true, force: true, maxRetries: BUSY_RETRIES });
      }
    },
    onDidChange(listener) {
      let watcher: ReturnType<typeof watch> | undefined;
      let isOver = false;
      const begin = async (): Promise<void> => {
        await mkdir(folder.fsPath, { recursive: true });
        if (isOver) return;
        watcher = watch(folder.fsPath, { persistent: false }, (_event, name) => {
          if (name !== null && !name.endsWith('.tmp')) listener(name);
        });
        // A folder that cannot be watched is looked at when something is due.
        watcher.on('error', () => watcher?.close());
      };
      begin().catch(() => undefined);
      return {
        dispose() {
          isOver = true;
          watcher?.close();
        },
      };
    },
  };
}

/** Down to the disk: else a computer that loses its power may keep the new name and not the text. */
async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function createPlainly(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
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
