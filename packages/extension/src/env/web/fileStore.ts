import type { FileStore } from '@opencredits/core';
import { FileSystemError, Uri, workspace } from '../../vscodeApi.ts';

/** Our files in VS Code's own file system: the browser's IndexedDB, which writes a file whole or not at all. */
export function createFileStore(folder: Uri, _uniqueId: () => string): FileStore {
  const uriOf = (name: string): Uri => Uri.joinPath(folder, name);
  return {
    async read(name) {
      try {
        return new TextDecoder().decode(await workspace.fs.readFile(uriOf(name)));
      } catch (error) {
        if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    async write(name, text) {
      await workspace.fs.createDirectory(folder);
      await workspace.fs.writeFile(uriOf(name), new TextEncoder().encode(text));
    },
    async setAside(name) {
      try {
        await workspace.fs.rename(uriOf(name), uriOf(`${name}.damaged`), { overwrite: true });
      } catch {
        // Not every file system can rename. The next write replaces the damaged file.
      }
    },
    async clear() {
      try {
        await workspace.fs.delete(folder, { recursive: true });
      } catch (error) {
        if (!(error instanceof FileSystemError && error.code === 'FileNotFound')) throw error;
      }
    },
  };
}
