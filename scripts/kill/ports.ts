import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BookPorts } from '../../packages/core/src/accounts/accountBook.ts';
import { Redactor } from '../../packages/core/src/redact/redactor.ts';
import { createFileStore } from '../../packages/extension/src/env/node/fileStore.ts';

export interface KillPorts extends BookPorts {
  /** Everything that was logged as not right. */
  readonly complaints: string[];
}

/** A host lives for milliseconds: what it would wait a quarter of a second for must pass in less. */
const HURRY = 100;

/** The extension's own files in `folder`; beside them secrets, which VS Code keeps and a killed host does not take along. */
export function portsIn(folder: string): KillPorts {
  const id = (): string => randomBytes(16).toString('hex');
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets, { recursive: true });
  const complaints: string[] = [];
  const complain = (...parts: unknown[]): void => void complaints.push(parts.map(String).join(' '));
  const files = createFileStore({ fsPath: join(folder, 'storage') } as never, id);
  return {
    complaints,
    // Nobody waits for the news of another window here, and a watcher would be one more thing to end.
    files: { ...files, onDidChange: () => ({ dispose: () => undefined }) },
    secrets: {
      get: (name) =>
        Promise.resolve(readdirSync(secrets).includes(name) ? read(join(secrets, name)) : undefined),
      set: (name, value) => {
        const beside = join(folder, `${name}.new`);
        writeFileSync(beside, value);
        return Promise.resolve(renameSync(beside, join(secrets, name)));
      },
      delete: (name) => Promise.resolve(rmSync(join(secrets, name), { force: true })),
      names: () => Promise.resolve(readdirSync(secrets)),
      onDidChange: () => ({ dispose: () => undefined }),
    },
    clock: {
      monotonicMs: () => HURRY * performance.now(),
      wallMs: () => Date.now(),
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs / HURRY);
        return { dispose: () => clearTimeout(timer) };
      },
    },
    random: { fraction: () => Math.random(), id },
    redactor: new Redactor(),
    log: { info: () => undefined, warn: complain, error: complain },
  };
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
