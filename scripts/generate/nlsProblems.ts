import type { Manifest, NlsStrings } from '../lib/manifest.ts';
import { allStrings } from '../lib/manifest.ts';

/** `%key%`s of the manifest that package.nls.json does not word, and words that nobody asks for. Empty when all is well. */
export function nlsProblems(manifest: Manifest, nls: NlsStrings): string[] {
  const used = new Set(allStrings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []));
  const missing = [...used].filter((key) => !(key in nls));
  const unused = Object.keys(nls).filter((key) => !used.has(key));
  return [
    ...missing.map((key) => `package.nls.json has no "${key}", which package.json asks for`),
    ...unused.map((key) => `package.nls.json has "${key}", which package.json never asks for`),
  ];
}
