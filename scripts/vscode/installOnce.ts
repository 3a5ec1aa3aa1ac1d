import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheDir } from './cacheDir.ts';
import { withProgress } from './progress.ts';

const heartbeatMs = 2_000;
/** A lock whose owner has not touched it for this long belongs to a dead process. */
const abandonedAfterMs = 20_000;

/**
 * Returns `<cache>/<name>`, filling it with `build` the first time. `build` works in a scratch folder that is renamed
 * into place only when complete, so an interrupted install never looks complete. A second process that wants the same
 * thing waits for the first one.
 */
export function installOnce(
  name: string,
  label: string,
  build: (scratchDir: string) => Promise<void>,
): Promise<string> {
  const begun = underWay.get(name);
  if (begun) return begun;
  const work = install(name, label, build).finally(() => underWay.delete(name));
  underWay.set(name, work);
  return work;
}

/** What this very process is installing: two callers share one install. */
const underWay = new Map<string, Promise<string>>();

async function install(
  name: string,
  label: string,
  build: (scratchDir: string) => Promise<void>,
): Promise<string> {
  const target = join(cacheDir(), name);
  if (existsSync(target)) return target;
  await mkdir(cacheDir(), { recursive: true });
  const lock = `${target}.lock`;
  if (!(await takeLock(lock))) {
    await withProgress(`${label}: another process is installing it, waiting`, () =>
      lockOrTarget(lock, target),
    );
  }
  if (existsSync(target)) {
    return target;
  }
  const heartbeat = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => {}), heartbeatMs);
  const scratch = join(cacheDir(), `.partial-${name}-${process.pid}`);
  try {
    // We hold the lock: whatever else is half done under this name belongs to a process that was killed.
    for (const entry of await readdir(cacheDir())) {
      if (entry.startsWith(`.partial-${name}-`))
        await rm(join(cacheDir(), entry), { recursive: true, force: true });
    }
    await mkdir(scratch, { recursive: true });
    await withProgress(label, () => build(scratch));
    await rename(scratch, target).catch((error: unknown) => {
      // Whoever came first has put the same thing there.
      if (!existsSync(target)) throw error;
    });
    return target;
  } finally {
    clearInterval(heartbeat);
    await rm(scratch, { recursive: true, force: true });
    await rm(lock, { recursive: true, force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Waits until the target exists or the lock is ours. */
async function lockOrTarget(lock: string, target: string): Promise<void> {
  while (!existsSync(target)) {
    if (await takeLock(lock)) {
      if (!existsSync(target)) return;
      await rm(lock, { recursive: true, force: true });
      return;
    }
    const touched = await stat(lock).catch(() => undefined);
    if (touched && Date.now() - touched.mtimeMs > abandonedAfterMs) {
      await rm(lock, { recursive: true, force: true });
    }
    await delay(250);
  }
}
