import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where everything that is fetched for tests and the demo is kept. It lies outside the checkout, so that all clones on
 * a machine share it. `OPENCREDITS_CACHE` moves it.
 */
export function cacheDir(): string {
  const chosen = process.env['OPENCREDITS_CACHE'];
  if (chosen) return resolve(chosen);
  if (process.platform === 'win32' && process.env['LOCALAPPDATA']) {
    return join(process.env['LOCALAPPDATA'], 'opencredits');
  }
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'opencredits');
}
