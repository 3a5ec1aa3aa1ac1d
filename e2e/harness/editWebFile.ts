import type { Page } from 'playwright-core';

/**
 * Changes a file of VS Code for the Web 1.74.0's user data the way another window does: the database, then a broadcast.
 * The page must be of the same origin; it need not be VS Code.
 * @param folder begins with `/User/` and ends with a slash; @param name the first file in it that matches
 */
export async function editWebFile(
  page: Page,
  folder: string,
  name: RegExp,
  change: (text: string) => string,
): Promise<void> {
  const path = (await page.evaluate(webFiles)).find(
    (one) => one.startsWith(folder) && name.test(one.slice(folder.length)),
  );
  if (path === undefined) throw new Error(`VS Code for the Web has no file ${name} in ${folder}`);
  const access = async ({ path: key, text }: { path: string; text?: string }) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('vscode-web-db'));
    const store = database
      .transaction('vscode-userdata-store', 'readwrite')
      .objectStore('vscode-userdata-store');
    const before = await done<Uint8Array | undefined>(store.get(key));
    if (text !== undefined) {
      await done(store.put(new TextEncoder().encode(text), key));
      const channel = new BroadcastChannel('vscode.indexedDB.vscode-userdata.changes');
      const updated = 0;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      channel.postMessage([{ type: updated, resource: { $mid: 1, scheme: 'vscode-userdata', path: key } }]);
      channel.close();
    }
    database.close();
    return before && new TextDecoder().decode(before);
  };
  const text = await page.evaluate(access, { path });
  await page.evaluate(access, { path, text: change(text ?? '') });
}

/** Runs in the page: the paths of all files of VS Code's user data. */
async function webFiles(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('vscode-web-db');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const keys = opening.result
        .transaction('vscode-userdata-store')
        .objectStore('vscode-userdata-store')
        .getAllKeys();
      keys.onerror = () => reject(keys.error);
      keys.onsuccess = () => {
        opening.result.close();
        resolve(keys.result.map(String));
      };
    };
  });
}
