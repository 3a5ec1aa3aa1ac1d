import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccountBook } from '../../packages/core/src/accounts/accountBook.ts';
import type { FileStore, FolderSharing } from '../../packages/core/src/ports.ts';
import { Redactor } from '../../packages/core/src/redact/redactor.ts';

/**
 * Writes an OpenRouter account into `folder` as the extension itself would: with the core's own code, so that the probe
 * follows when the format changes.
 * @returns the secrets that go with it.
 */
export async function savedAccount(folder: string): Promise<Record<string, string>> {
  mkdirSync(folder, { recursive: true });
  const secrets: Record<string, string> = {};
  const nobody = (): void => undefined;
  const files: FileStore & FolderSharing = {
    read: (name) => Promise.resolve(readIfThere(join(folder, name))),
    write: (name, text) => Promise.resolve(writeFileSync(join(folder, name), text)),
    remove: () => Promise.resolve(),
    setAside: () => Promise.resolve(false),
    clear: () => Promise.resolve(),
    create: () => Promise.resolve(true),
    names: () => Promise.resolve([]),
    onDidChange: () => ({ dispose: nobody }),
  };
  const book = createAccountBook({
    files,
    secrets: {
      get: (name) => Promise.resolve(secrets[name]),
      set: (name, value) => Promise.resolve(void (secrets[name] = value)),
      delete: (name) => Promise.resolve(void Reflect.deleteProperty(secrets, name)),
      names: () => Promise.resolve(undefined),
      onDidChange: () => ({ dispose: nobody }),
    },
    clock: {
      monotonicMs: () => performance.now(),
      wallMs: () => Date.now(),
      after: () => ({ dispose: nobody }),
    },
    random: { fraction: () => 0.5, id: () => randomBytes(16).toString('hex') },
    redactor: new Redactor(),
    log: { info: nobody, warn: nobody, error: nobody },
  });
  await book.load();
  await book.saveKey({ providerId: 'openrouter' }, 'ordinary', 'sk-or-v1-simulated-floor', 'pasted');
  book.dispose();
  return secrets;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
