import { asideName, type FileStore, type FolderSharing } from '@opencredits/core';
import { FileSystemError, RelativePattern, Uri, workspace } from '../../vscodeApi.ts';

/** Longer than two windows that try at once take from their look to their write. */
const SETTLE_MS = 400;

/** Our files in VS Code's own file system: the browser's IndexedDB, which writes a file whole or not at all. */
export function createFileStore(folder: Uri, uniqueId: () => string): FileStore & FolderSharing {
  const uriOf = (name: string): Uri => Uri.joinPath(folder, name);

  const read = async (name: string): Promise<string | undefined> => {
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(uriOf(name)));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  };

  const write = async (name: string, text: string): Promise<void> => {
    await workspace.fs.createDirectory(folder);
    await workspace.fs.writeFile(uriOf(name), encoded(text));
  };

  const remove = async (uri: Uri): Promise<void> => {
    try {
      await workspace.fs.delete(uri, { recursive: true });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  };

  return {
    read,
    write,
    async create(name, text) {
      // Before the look: between that and the write as little as possible may come.
      await workspace.fs.createDirectory(folder);
      if ((await read(name)) !== undefined) return false;
      // There is no "only if there is none" here: the last of those who try at once has it, and all wait to see who.
      const mine = text + blankMark(uniqueId());
      await workspace.fs.writeFile(uriOf(name), encoded(mine));
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      return (await read(name)) === mine;
    },
    remove: (name) => remove(uriOf(name)),
    async setAside(name, text) {
      try {
        const aside = asideName(name);
        if ((await read(name)) !== text) return false;
        await workspace.fs.rename(uriOf(name), uriOf(aside), { overwrite: true });
        if ((await read(aside)) === text) return true;
        // Another window has put a good file there in between: it goes back, unless there is yet another.
        await workspace.fs.rename(uriOf(aside), uriOf(name), { overwrite: false });
        return false;
      } catch {
        // Not every file system can rename. The next write replaces the damaged file.
        return false;
      }
    },
    names: async (prefix) => (await namesIn(folder)).filter((name) => name.startsWith(prefix)),
    async clear() {
      for (const name of await namesIn(folder)) await remove(uriOf(name));
    },
    onDidChange(listener) {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '*'));
      const tell = (uri: Uri): void => listener(uri.path.slice(uri.path.lastIndexOf('/') + 1));
      const subscriptions = [
        watcher.onDidCreate(tell),
        watcher.onDidChange(tell),
        watcher.onDidDelete(tell),
        watcher,
      ];
      return {
        dispose: () => {
          for (const one of subscriptions) one.dispose();
        },
      };
    },
  };
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** An id of hex digits as white space: whoever reads the file meanwhile, or later, sees nothing but its text. */
function blankMark(id: string): string {
  const blanks = ' \t\n\r';
  return id.replace(/[0-9a-f]/g, (digit) => {
    const value = parseInt(digit, 16);
    return blanks.charAt(value >> 2) + blanks.charAt(value & 3);
  });
}

async function namesIn(folder: Uri): Promise<readonly string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof FileSystemError && error.code === 'FileNotFound';
}
