import { randomBytes } from 'node:crypto';
import {
  promises as fs,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '@opencredits/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFileStore } from './fileStore.ts';

let folder: string;
let files: FileStore;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'opencredits-files-')), 'storage');
  files = createFileStore({ fsPath: folder } as never, () => randomBytes(16).toString('hex'));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const names = (): readonly string[] => readdirSync(folder).sort();

describe('reading and writing', () => {
  test('what is not there is undefined; the folder is made at the first write', async () => {
    expect(await files.read('a.json')).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
    await files.write('a.json', '{"ä":1}\n');
    expect(await files.read('a.json')).toBe('{"ä":1}\n');
    expect(names()).toEqual(['a.json']);
  });

  test('nobody but the user may read it', async () => {
    await files.write('a.json', 'x');
    expect((await fs.stat(join(folder, 'a.json'))).mode & 0o077).toBe(0);
  });

  test('a reader during many writes sees one text or another, whole, and no temporary file stays', async () => {
    const long = (letter: string): string => letter.repeat(300_000);
    await files.write('a.json', long('a'));
    const writing = new AbortController();
    const seen = new Set<string>();
    const reading = (async () => {
      while (!writing.signal.aborted) {
        const text = (await files.read('a.json')) ?? '';
        seen.add(`${text[0]}${text.length}`);
        expect(text).toBe(long(text[0] ?? ''));
      }
    })();
    for (const letter of 'bcdefghijklmnopqrstuvwxyz') await files.write('a.json', long(letter));
    // Two windows at once, too.
    await Promise.all([...'ABCDEFGH'].map((letter) => files.write('a.json', long(letter))));
    writing.abort();
    await reading;
    expect(seen.size).toBeGreaterThan(1);
    expect(names()).toEqual(['a.json']);
  });

  test('a file that is held for a moment is waited for', async () => {
    const real = fs.rename.bind(fs);
    const busy = Object.assign(new Error('busy'), { code: 'EPERM' });
    let refusals = 2;
    vi.spyOn(fs, 'rename').mockImplementation(async (from, to) => {
      refusals -= 1;
      if (refusals >= 0) throw busy;
      await real(from, to);
    });
    const module = await fresh();
    await module.write('a.json', 'x');
    expect(await module.read('a.json')).toBe('x');
    expect(refusals).toBeLessThan(0);
  });
});

describe('[trust 48] setting aside and clearing', () => {
  test('a damaged file is kept beside, the newest one where there are two', async () => {
    for (const text of ['first', 'second']) {
      await files.write('a.json', text);
      await files.setAside('a.json');
    }
    expect(names()).toEqual(['a.json.damaged']);
    expect(await files.read('a.json.damaged')).toBe('second');
    expect(await files.read('a.json')).toBeUndefined();
  });

  test('setting aside what is not there harms nobody', async () => {
    await expect(files.setAside('a.json')).resolves.toBeUndefined();
  });

  test('clear takes everything, leftovers of a crash too, and twice is no error', async () => {
    await files.write('a.json', 'x');
    writeFileSync(join(folder, 'a.json.0123.tmp'), 'half');
    await files.clear();
    expect(existsSync(folder)).toBe(false);
    await files.clear();
    await files.write('a.json', 'again');
    expect(await files.read('a.json')).toBe('again');
  });
});

describe('[trust 49] a disk that refuses', () => {
  test('a folder where the file should be: rejects, and leaves no temporary file', async () => {
    mkdirSync(join(folder, 'a.json'), { recursive: true });
    writeFileSync(join(folder, 'a.json', 'inside'), '');
    await expect(files.read('a.json')).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(files.write('a.json', 'x')).rejects.toBeInstanceOf(Error);
    expect(names()).toEqual(['a.json']);
  });

  test('a file where the folder should be', async () => {
    writeFileSync(folder, '');
    await expect(files.write('a.json', 'x')).rejects.toBeInstanceOf(Error);
    await expect(files.read('a.json')).rejects.toMatchObject({ code: 'ENOTDIR' });
    await files.setAside('a.json');
  });

  // Root may write everywhere, so there the refusal is made, not found.
  test('a read-only folder: the old text stays', async () => {
    await files.write('a.json', 'old');
    if (process.getuid?.() === 0) {
      const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      vi.spyOn(fs, 'writeFile').mockRejectedValue(denied);
    } else {
      chmodSync(folder, 0o500);
    }
    const module = await fresh();
    await expect(module.write('a.json', 'new')).rejects.toMatchObject({ code: 'EACCES' });
    vi.restoreAllMocks();
    chmodSync(folder, 0o700);
    expect(await files.read('a.json')).toBe('old');
    expect(names()).toEqual(['a.json']);
  });

  test('a full disk: rejects, the old text stays, the half-written file goes', async () => {
    await files.write('a.json', 'old');
    const real = fs.writeFile.bind(fs);
    vi.spyOn(fs, 'writeFile').mockImplementation(async (path, _text) => {
      await real(path, 'ne');
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    });
    const module = await fresh();
    await expect(module.write('a.json', 'new')).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await files.read('a.json')).toBe('old');
    expect(names()).toEqual(['a.json']);
  });
});

/** The module may have taken its functions out of `fs` when it was loaded: loaded anew, it takes the mocked ones. */
async function fresh(): Promise<FileStore> {
  vi.resetModules();
  const module = await import('./fileStore.ts');
  return module.createFileStore({ fsPath: folder } as never, () => randomBytes(16).toString('hex'));
}
