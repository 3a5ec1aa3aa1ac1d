import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.ts';

/** What fuzzing has found, by target: inputs that once broke an invariant, as small as they got. */
export const findingsFolder = join(root, 'scripts', 'fuzz', 'findings');

/** Where an input is kept: named by its content, so the same finding is one file. */
export function findingFile(target: string, bytes: Uint8Array): string {
  return join(findingsFolder, target, `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`);
}

export function findingsOf(target: string): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const folder = join(findingsFolder, target);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
