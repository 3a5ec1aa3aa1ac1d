import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository's root, whatever the working directory is. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const extensionRoot = join(root, 'packages', 'extension');
/** Everything that is made and may be deleted at any time, except the bundles, which live in packages/extension/dist. */
export const outRoot = join(root, 'out');

/** True when the module was started as a task, false when another script imports it: `isTask(import.meta.url)`. */
export function isTask(moduleUrl: string): boolean {
  const started = process.argv[1];
  return started !== undefined && pathToFileURL(started).href === moduleUrl;
}
