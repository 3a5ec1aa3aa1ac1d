/** Longer than any provider's key; a paste beyond it is a mistake and is not even looked at. */
const LONGEST_KEY = 512;
const SHORTEST_KEY = 8;
/** How keys of others begin that people have on their clipboards, too. They are not sent to find out. */
const OTHERS = /^(sk-ant-|sk-proj-|gsk_|xai-|hf_|r8_|pplx-|AIza|AKIA|gh[a-z]_|github_pat_)/;
/** Visible ASCII only: what an HTTP header can carry and what every provider's keys are made of. */
const USABLE = /^[\x21-\x7e]+$/;
// Zero-width characters, the byte order mark and soft hyphens, which copying from web pages and chats brings along.
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
const QUOTES = /^["'`\u2018\u2019\u201c\u201d]+|["'`\u2018\u2019\u201c\u201d,;]+$/g;

export type CleanedKey =
  | { readonly kind: 'key'; readonly key: string }
  /** Why it cannot be a key. Words for it never repeat what was pasted. */
  | {
      readonly kind: 'refused';
      readonly why:
        'empty' | 'tooLong' | 'tooShort' | 'innerSpace' | 'badCharacter' | 'address' | 'otherProvider';
    };

/**
 * Takes off what comes along with a copied key: white space, quotes, `Authorization: Bearer `, `export NAME=`, a byte
 * order mark, zero-width characters. Refuses what is plainly something else; an unknown prefix is not: OpenRouter also
 * knows keys that do not begin with `sk-or-v1-`.
 */
export function cleanKey(pasted: string): CleanedKey {
  if (pasted.length > LONGEST_KEY * 2) return { kind: 'refused', why: 'tooLong' };
  const key = pasted
    .replace(INVISIBLE, '')
    .trim()
    .replace(/^(export\s+)?[A-Z_]+=/, '')
    .replace(QUOTES, '')
    .replace(/^authorization:\s*/i, '')
    .replace(/^bearer\s+/i, '')
    .replace(QUOTES, '')
    .trim();
  if (key === '') return { kind: 'refused', why: 'empty' };
  if (key.length > LONGEST_KEY) return { kind: 'refused', why: 'tooLong' };
  if (/\s/.test(key)) return { kind: 'refused', why: 'innerSpace' };
  if (!USABLE.test(key)) return { kind: 'refused', why: 'badCharacter' };
  if (key.length < SHORTEST_KEY) return { kind: 'refused', why: 'tooShort' };
  if (key.includes('://')) return { kind: 'refused', why: 'address' };
  if (OTHERS.test(key)) return { kind: 'refused', why: 'otherProvider' };
  return { kind: 'key', key };
}

/** Whether a stored key may be put into a header at all. */
export function isUsableKey(key: string): boolean {
  return key.length <= LONGEST_KEY && USABLE.test(key);
}
