import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const left = new Set<string>();

/** One listener for all: Node takes more than ten for a leak, and a process may well run so many simulators. */
function removeAll(): void {
  for (const folder of left) rmSync(folder, { recursive: true, force: true });
}

/** A new temporary folder that only this user can read; it goes with the process, if nobody removes it before. */
export function privateFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'opencredits-simulator-'));
  if (left.size === 0) process.on('exit', removeAll);
  left.add(path);
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      left.delete(path);
      if (left.size === 0) process.off('exit', removeAll);
    },
  };
}
