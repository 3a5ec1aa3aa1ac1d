import type { SavedKey } from '../model/account.ts';

/**
 * A key as it stands in SecretStorage: behind the revision under which it was saved. Whoever reads the key knows which
 * one it is, however late the index of the accounts reaches another window, and even if it never does.
 */
export function secretText(revision: string, key: string): string {
  return `${revision} ${key}`;
}

/** A text without a revision is a bare key; it has the index's. */
export function parseSecret(
  text: string,
  { revision }: Pick<SavedKey, 'revision'>,
): { readonly revision: string; readonly key: string } {
  const [, found, key] = /^([0-9a-f]{32}) (.*)$/s.exec(text) ?? [];
  return found !== undefined && key !== undefined ? { revision: found, key } : { revision, key: text };
}
