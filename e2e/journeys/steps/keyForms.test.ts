import { expect, test } from 'vitest';
import { keyForms } from './keyForms.ts';

const key = 'sk-or-v1-simulated-ordinaryRealTotals';
const isFound = (text: string): boolean => keyForms(key).some((form) => text.includes(form));

test('[trust 18] a key is found in every encoding, wherever in the text it begins', () => {
  for (const before of ['', 'a', 'ab', 'abc', '{"key":"']) {
    const text = `${before}${key}"}`;
    expect(isFound(text)).toBe(true);
    expect(isFound(Buffer.from(text).toString('base64'))).toBe(true);
    expect(isFound(Buffer.from(text).toString('base64url'))).toBe(true);
    expect(isFound(Buffer.from(text).toString('hex'))).toBe(true);
    expect(isFound(Buffer.from(text, 'utf16le').toString('latin1'))).toBe(true);
    expect(isFound(JSON.stringify(JSON.stringify(text)))).toBe(true);
  }
  expect(isFound(key.replaceAll('-', '%2D'))).toBe(true);
  expect(isFound(key.replaceAll('-', '%2d'))).toBe(true);
  expect(isFound(key.replaceAll('-', '\\u002d'))).toBe(true);
});

test('[trust 18] and so is a piece of it, but no word that anybody writes', () => {
  expect(isFound('…ryReal…')).toBe(true);
  expect(isFound('sk-or-v1-sim...als')).toBe(false);
  expect(isFound('an ordinary, simulated key; Real Totals')).toBe(false);
});
