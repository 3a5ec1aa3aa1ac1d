import assert from 'node:assert/strict';
import { isUsableKey } from '../../../packages/core/src/keys/cleanKey.ts';
import { Redactor } from '../../../packages/core/src/redact/redactor.ts';
import { parseJson } from '../../../packages/core/src/util/parseJson.ts';
import { SEPARATOR } from '../parts.ts';

const WINDOW = 6;

/** A key, then what is logged while it is known: no six characters of the key come through, however it is wrapped. */
export function loggedText(bytes: Uint8Array): void {
  const [key = '', ...rest] = new TextDecoder().decode(bytes).split(SEPARATOR);
  const text = rest.join(SEPARATOR);
  const redactor = new Redactor();
  redactor.remember(key);
  const error = new Error(text, { cause: { text, [text]: key } });
  for (const value of [text, text + key, error, [text, key], parseJson(text)]) {
    const safe = redactor.redact(value);
    // What the redactor writes itself may be in a key, too.
    const pieces = safe.split(/\[redacted\]|\[unreadable\]|stack: |cause: |message: /);
    if (!isUsableKey(key)) continue;
    for (let at = 0; at + WINDOW <= key.length; at += 1) {
      const run = key.slice(at, at + WINDOW);
      assert.ok(!pieces.some((piece) => piece.includes(run)), 'a piece of the key is logged');
    }
  }
}
