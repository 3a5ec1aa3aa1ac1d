import type { Page } from 'playwright-core';
import type { StoredItem } from './host.ts';

/** All of a page's localStorage, sessionStorage, cookies and IndexedDB, but the localStorage keys of SecretStorage. */
export async function pageStorage(page: Page, secretKeys: readonly string[]): Promise<StoredItem[]> {
  const found = await page.evaluate(async (skip) => {
    const items: { where: string; base64: string }[] = [];
    const add = (where: string, value: unknown) => {
      const bytes =
        value instanceof Uint8Array
          ? value
          : value instanceof ArrayBuffer
            ? new Uint8Array(value)
            : new TextEncoder().encode(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      items.push({ where, base64: btoa(binary) });
    };
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });

    for (const key of Object.keys(localStorage)) {
      if (!skip.includes(key)) add(`localStorage/${key}`, localStorage.getItem(key));
    }
    for (const key of Object.keys(sessionStorage)) add(`sessionStorage/${key}`, sessionStorage.getItem(key));
    add('cookies', document.cookie);
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store, 'readonly').objectStore(store);
        const [keys, values] = await Promise.all([done(objects.getAllKeys()), done(objects.getAll())]);
        keys.forEach((key, index) => add(`indexedDB/${name}/${store}/${JSON.stringify(key)}`, values[index]));
      }
      database.close();
    }
    return items;
  }, secretKeys);
  return found.map(({ where, base64 }) => ({ where, bytes: Buffer.from(base64, 'base64') }));
}
