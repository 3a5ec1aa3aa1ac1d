import { promises } from 'node:fs';

/** A disk that can be made read-only, also for root, who may write everywhere. */
export const disk = { isReadOnly: false };

// The store takes these functions once, when it is loaded; so they are replaced before.
for (const name of ['open', 'writeFile', 'rename', 'link', 'rm'] as const) {
  const real = promises[name] as (...args: unknown[]) => Promise<unknown>;
  Object.assign(promises, {
    [name]: async (...args: unknown[]) => {
      if (disk.isReadOnly) throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
      return real(...args);
    },
  });
}
