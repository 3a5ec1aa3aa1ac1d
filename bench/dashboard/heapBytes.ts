import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What this process holds in memory and still needs. */
export async function heapBytes(): Promise<number> {
  // What has just been closed lets go in the next turn.
  await turn();
  await turn();
  // Node has no other way to ask for it after the start.
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
