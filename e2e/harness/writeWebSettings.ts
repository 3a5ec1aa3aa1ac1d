import type { Page } from 'playwright-core';

/** Changes the user settings of VS Code for the Web 1.74.0 the way another window does: the database, then a broadcast. */
export async function writeWebSettings(
  page: Page,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await page.evaluate(
    async (text) => {
      const path = '/User/settings.json';
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('vscode-web-db');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const transaction = request.result.transaction('vscode-userdata-store', 'readwrite');
          transaction.objectStore('vscode-userdata-store').put(new TextEncoder().encode(text), path);
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      });
      const channel = new BroadcastChannel('vscode.indexedDB.vscode-userdata.changes');
      const updated = 0;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      channel.postMessage([{ type: updated, resource: { $mid: 1, scheme: 'vscode-userdata', path } }]);
      channel.close();
    },
    JSON.stringify(settings, null, 2),
  );
}
