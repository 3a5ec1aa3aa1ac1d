import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { scratchDir } from '../../scripts/vscode/scratchDir.ts';
import { pageStorage } from './pageStorage.ts';
import { readTree } from './readTree.ts';

/**
 * Hands over a folder of VS Code for the Web 1.74.0's user data as one on disk, and puts back what has changed there. No
 * window sees that before it is loaded anew.
 * @param folder begins with `/User/` and ends with a slash
 */
export async function changeWebFolder(
  page: Page,
  folder: string,
  change: (dir: string) => Promise<void>,
): Promise<void> {
  const scratch = await scratchDir();
  const before = new Map<string, Buffer>();
  for (const { where, bytes } of await pageStorage(page, [])) {
    const path = /^indexedDB\/vscode-web-db\/vscode-userdata-store\/"(.+)"$/.exec(where)?.[1];
    if (path?.startsWith(folder)) before.set(path.slice(folder.length), bytes);
  }
  for (const [path, bytes] of before) {
    await mkdir(dirname(join(scratch.dir, path)), { recursive: true });
    await writeFile(join(scratch.dir, path), bytes);
  }
  await change(scratch.dir);
  const after = new Map((await readTree(scratch.dir)).map(({ path, bytes }) => [path, bytes]));
  await scratch.remove();
  await page.evaluate(putBack, {
    changed: [...after]
      .filter(([path, bytes]) => !before.get(path)?.equals(bytes))
      .map(([path, bytes]) => ({ key: folder + path, text: bytes.toString('utf8') })),
    gone: [...before.keys()].filter((path) => !after.has(path)).map((path) => folder + path),
  });
}

interface Changes {
  readonly changed: readonly { readonly key: string; readonly text: string }[];
  readonly gone: readonly string[];
}

/** Runs in the page. */
async function putBack({ changed, gone }: Changes): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('vscode-web-db');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('vscode-userdata-store', 'readwrite');
      const store = writing.objectStore('vscode-userdata-store');
      for (const { key, text } of changed) store.put(new TextEncoder().encode(text), key);
      for (const key of gone) store.delete(key);
      writing.onabort = () => reject(writing.error);
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
