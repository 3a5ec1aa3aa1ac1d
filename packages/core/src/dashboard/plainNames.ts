import { plainText } from '../present/plainText.ts';

/** As long as the name of a model, a key or a provider may be on the page. */
const MOST_CHARACTERS = 80;

/** One name of others' as a plain line that is not empty. */
export function plainName(raw: string): string {
  return plainText(raw, MOST_CHARACTERS) || '(no name)';
}

/** The same for names that come again and again: each is cleaned once. */
export function plainNames(): (raw: string) => string {
  const known = new Map<string, string>();
  return (raw) => {
    const found = known.get(raw);
    if (found !== undefined) return found;
    const name = plainName(raw);
    known.set(raw, name);
    return name;
  };
}
