import assert from 'node:assert/strict';
import { cleanKey, isUsableKey } from '../../../packages/core/src/keys/cleanKey.ts';

/** What was pasted as a key: refused without a word of it, or fit for a header and made of what was pasted. */
export function pastedKey(bytes: Uint8Array): void {
  const pasted = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const cleaned = cleanKey(pasted);
  if (cleaned.kind === 'refused') {
    assert.match(JSON.stringify(cleaned), /^\{"kind":"refused","why":"[a-zA-Z]{5,12}"\}$/);
    return;
  }
  const { key } = cleaned;
  assert.match(key, /^[\x21-\x7e]{8,512}$/, 'a key that no header can carry');
  assert.ok(isUsableKey(key), 'a key that is taken and never sent');
  // Invisible characters are taken out of the middle: what is left stands in the paste in the same order.
  let at = -1;
  for (const character of key) {
    at = pasted.indexOf(character, at + 1);
    assert.ok(at >= 0, 'a key that was not pasted');
  }
}
