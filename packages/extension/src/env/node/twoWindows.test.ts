import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccountBook, Redactor } from '@opencredits/core';
import { expect, test } from 'vitest';
import { createFileStore } from './fileStore.ts';
import { random } from './random.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Who is at a change for a quarter of a second counts as dead. Here a disk is slow at most, so that is made five seconds. */
const SLOWER = 20;
const clock = {
  monotonicMs: () => performance.now() / SLOWER,
  wallMs: () => Date.now(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms * SLOWER);
    return { dispose: () => clearTimeout(timer) };
  },
};

test('[trust 37] two windows on one folder, each renaming an account of its own twenty times at once: nothing is lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opencredits-test-'));
  const values = new Map<string, string>();
  const secrets = {
    get: async (name: string) => Promise.resolve(values.get(name)),
    set: async (name: string, text: string) => Promise.resolve(void values.set(name, text)),
    delete: async (name: string) => Promise.resolve(void values.delete(name)),
    names: async () => Promise.resolve(undefined),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const book = () =>
    createAccountBook({
      files: createFileStore({ fsPath: folder } as never, () => random.id()),
      secrets,
      clock,
      random,
      redactor: new Redactor(),
      log: quiet,
    });
  const [here, there] = [book(), book()];
  const a = await here.saveKey(
    { providerId: 'openrouter', label: 'a' },
    'ordinary',
    'sk-or-v1-simulated-a',
    'pasted',
  );
  const b = await here.saveKey(
    { providerId: 'openrouter', label: 'b' },
    'ordinary',
    'sk-or-v1-simulated-b',
    'pasted',
  );
  await there.load();
  let lost = 0;
  for (let n = 1; n <= 20; n += 1) {
    await Promise.all([here.change(a, { label: `a${n}` }), there.change(b, { label: `b${n}` })]);
    const { accounts } = JSON.parse(readFileSync(join(folder, 'accounts.json'), 'utf8')) as {
      accounts: { label: string }[];
    };
    if (accounts.map(({ label }) => label).join() !== `a${n},b${n}`) lost += 1;
  }
  here.dispose();
  there.dispose();
  rmSync(folder, { recursive: true });
  expect(lost).toBe(0);
}, 600_000);
