import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { owe } from './cleanUp.ts';

/** A temporary folder that goes away with `remove`, at the latest when the process is told to end. */
export async function scratchDir(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'opencredits-')));
  // An editor that is just ending may still be writing: hence the retries.
  const remove = owe(() => rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return { dir, remove };
}
