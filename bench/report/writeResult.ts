import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifactsDir } from '../../e2e/harness/artifacts.ts';

/** Keeps what was found, with every single measurement. @returns where */
export function writeResult(name: string, result: object): string {
  const file = join(artifactsDir, name);
  mkdirSync(artifactsDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}
