import { expect, test } from 'vitest';
import { isStoredKey } from './storedKey.ts';

const key = { name: 'a', label: 'sk-or-…', workspace: 'w', isDisabled: false, resets: { kind: 'never' } };

test('[trust 48] an end for which there are no words is damage', () => {
  expect(isStoredKey({ ...key, expiresAtMs: 1_800_000_000_000 })).toBe(true);
  expect(isStoredKey({ ...key, expiresAtMs: 1e300 })).toBe(false);
});
