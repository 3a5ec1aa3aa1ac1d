import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installOnce } from './installOnce.ts';

let cache = '';

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'opencredits-cache-'));
  vi.stubEnv('OPENCREDITS_CACHE', cache);
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(cache, { recursive: true, force: true });
});

test('two callers share one install, and a third finds it done', async () => {
  let builds = 0;
  const build = async (dir: string) => {
    builds += 1;
    await writeFile(join(dir, 'file'), 'x');
  };
  const dirs = await Promise.all([
    installOnce('thing', 'Thing', build),
    installOnce('thing', 'Thing', build),
  ]);
  expect(await installOnce('thing', 'Thing', build)).toBe(join(cache, 'thing'));
  expect(dirs).toEqual([join(cache, 'thing'), join(cache, 'thing')]);
  expect(builds).toBe(1);
});

test('an install that fails leaves nothing, and the next one starts afresh', async () => {
  const failing = installOnce('thing', 'Thing', async (dir) => {
    await writeFile(join(dir, 'half'), 'x');
    throw new Error('no network');
  });
  await expect(failing).rejects.toThrow('no network');
  expect(await readdir(cache)).toEqual([]);
  const dir = await installOnce('thing', 'Thing', (scratch) => writeFile(join(scratch, 'whole'), 'x'));
  expect(existsSync(join(dir, 'whole')) && !existsSync(join(dir, 'half'))).toBe(true);
});

test('what an interrupted install left behind is cleared away', async () => {
  await mkdir(join(cache, '.partial-thing-1'));
  await installOnce('thing', 'Thing', (scratch) => writeFile(join(scratch, 'whole'), 'x'));
  expect(await readdir(cache)).toEqual(['thing']);
});
