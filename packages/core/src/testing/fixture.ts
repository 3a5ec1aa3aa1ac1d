import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A whole recorded or documented answer of OpenRouter's, as it comes over the wire. */
export function fixture(name: string): string {
  return readFileSync(
    fileURLToPath(new URL(`../providers/openrouter/fixtures/${name}`, import.meta.url).href),
    'utf8',
  );
}
