import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const rootDir = fileURLToPath(new URL('../..', import.meta.url));

/** Where screenshots and the traces of failures go; git does not see it. */
export const artifactsDir = join(rootDir, 'artifacts');
