import type { Page } from 'playwright-core';

/** The names of OpenCredits' secrets in a text, and nothing of their values. */
export function ownSecretNames(text: string): readonly string[] {
  return [...new Set(text.match(/opencredits\.key\.[0-9a-f]{32}\.[a-z]+/g))];
}

/**
 * The names of OpenCredits' secrets in the sealed text that VS Code for the browser keeps in localStorage. It is opened
 * as VS Code does it: half of the key stands before the text, for the other half the server is asked.
 */
export async function browserSecretNames(page: Page, storageKey: string): Promise<readonly string[]> {
  const opened = await page.evaluate(async (key) => {
    const sealed = localStorage.getItem(key);
    if (sealed === null) return '';
    if (sealed.startsWith('{')) return sealed;
    const answer = await fetch('/mint-key', { credentials: 'include', method: 'POST' });
    const theirs = new Uint8Array(await answer.arrayBuffer());
    const bytes = Uint8Array.from(atob(sealed.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    const raw = bytes.slice(0, 32).map((byte, at) => byte ^ (theirs[at] ?? 0));
    const aes = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
    const iv = bytes.slice(32, 44);
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, aes, bytes.slice(44));
    return new TextDecoder().decode(plain);
  }, storageKey);
  return ownSecretNames(opened);
}
