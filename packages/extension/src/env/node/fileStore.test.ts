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
import type { FileStore, FolderSharing } from '@opencredits/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFileStore } from './fileStore.ts';

let folder: string;
let files: FileStore & FolderSharing;

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
      expect(await files.setAside('a.json', text)).toBe(true);
    }
    expect(names()).toEqual(['a.json.damaged']);
    expect(await files.read('a.json.damaged')).toBe('second');
    expect(await files.read('a.json')).toBeUndefined();
  });

  test('setting aside what is not there harms nobody', async () => {
    expect(await files.setAside('a.json', 'x')).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  test('of many windows that find a damaged file one sets it aside, and no good one that has come since', async () => {
    await files.write('a.json', 'damaged');
    const took = await Promise.all(Array.from({ length: 20 }, () => files.setAside('a.json', 'damaged')));
    expect(took.filter(Boolean)).toHaveLength(1);
    await files.write('a.json', 'good');
    expect(await files.setAside('a.json', 'damaged')).toBe(false);
    expect(await files.read('a.json')).toBe('good');
    expect(await files.read('a.json.damaged')).toBe('damaged');
  });

  test('a good file that comes in the very moment goes back', async () => {
    await files.write('a.json', 'damaged');
    const real = fs.rename.bind(fs);
    vi.spyOn(fs, 'rename').mockImplementationOnce(async (from, to) => {
      await fs.writeFile(from, 'good');
      await real(from, to);
    });
    const module = await fresh();
    expect(await module.setAside('a.json', 'damaged')).toBe(false);
    expect(await files.read('a.json')).toBe('good');
  });

  test('removing what is there, and what is not', async () => {
    await files.write('a.json', 'x');
    await files.remove('a.json');
    await files.remove('a.json');
    expect(names()).toEqual([]);
  });

  test('clear takes everything, leftovers of a crash too, and twice is no error', async () => {
    await files.write('a.json', 'x');
    writeFileSync(join(folder, 'a.json.0123.tmp'), 'half');
    await files.clear();
    expect(names()).toEqual([]);
    await files.clear();
    rmSync(folder, { recursive: true });
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
    expect(await files.setAside('a.json', 'x')).toBe(false);
  });

  // Root may write everywhere, so there the refusal is made, not found.
  test('a read-only folder: the old text stays', async () => {
    await files.write('a.json', 'old');
    if (process.getuid?.() === 0) {
      const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      vi.spyOn(fs, 'open').mockRejectedValue(denied);
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
    const real = fs.open.bind(fs);
    vi.spyOn(fs, 'open').mockImplementation(async (path, flags, mode) => {
      const file = await real(path, flags, mode);
      const write = file.writeFile.bind(file);
      file.writeFile = async () => {
        await write('ne');
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      };
      return file;
    });
    const module = await fresh();
    await expect(module.write('a.json', 'new')).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await files.read('a.json')).toBe('old');
    expect(names()).toEqual(['a.json']);
  });
});

describe('names', () => {
  test('of those that begin so, with what was set aside and what a crash left behind', async () => {
    for (const name of ['history.1.a.txt', 'history.1.b.txt', 'history.2.a.txt', 'accounts.json']) {
      await files.write(name, name);
    }
    await files.setAside('history.1.b.txt', 'history.1.b.txt');
    writeFileSync(join(folder, 'history.1.c.txt.0123.tmp'), 'half');
    expect([...(await files.names('history.1.'))].sort()).toEqual([
      'history.1.a.txt',
      'history.1.b.txt.damaged',
      'history.1.c.txt.0123.tmp',
    ]);
    expect(await files.names('')).toHaveLength(5);
    expect(await files.names('nothing')).toEqual([]);
  });

  test('a folder that was never made has none', async () => {
    expect(await files.names('')).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  test('[trust 49] a disk that refuses is no empty folder', async () => {
    writeFileSync(folder, '');
    await expect(files.names('')).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});

describe('sharing', () => {
  test('[trust 37] of many that create one file at once, one has it, and its text is whole', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, at) => files.create('a.claim', `${at}`.repeat(1000))),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    const winner = made.indexOf(true);
    expect(await files.read('a.claim')).toBe(`${winner}`.repeat(1000));
    expect(names()).toEqual(['a.claim']);
  });

  test('where the file system has no links, too', async () => {
    vi.spyOn(fs, 'link').mockRejectedValue(Object.assign(new Error('no links'), { code: 'EPERM' }));
    const module = await fresh();
    const made = await Promise.all([module.create('a.claim', 'x'), module.create('a.claim', 'x')]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(names()).toEqual(['a.claim']);
  });

  test('a disk that refuses is no "somebody else was first"', async () => {
    writeFileSync(folder, '');
    await expect(files.create('a.claim', 'x')).rejects.toBeInstanceOf(Error);
  });

  test('whoever listens hears of files written and removed by others, by name, and of no temporary one', async () => {
    const heard: string[] = [];
    let tell: () => void = () => undefined;
    const watching = files.onDidChange((name) => {
      heard.push(name);
      tell();
    });
    const told = (name: string): Promise<void> =>
      new Promise((resolve) => {
        tell = () => heard.includes(name) && resolve();
        tell();
      });
    const other = createFileStore({ fsPath: folder } as never, () => randomBytes(16).toString('hex'));
    // The watch begins when the folder is made; until then nobody can be told.
    // The last of them may still be under way when the folder goes.
    const knocking = setInterval(() => void other.write('a.json', 'x').catch(() => undefined), 20);
    await told('a.json');
    clearInterval(knocking);
    heard.length = 0;
    await other.remove('a.json');
    await told('a.json');
    expect(heard.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    watching.dispose();
    watching.dispose();
  });

  test('listening ends at once, also before it has begun', async () => {
    const heard: string[] = [];
    files.onDidChange((name) => heard.push(name)).dispose();
    await files.write('a.json', 'x');
    await fs.stat(folder);
    expect(heard).toEqual([]);
  });
});

/** The module may have taken its functions out of `fs` when it was loaded: loaded anew, it takes the mocked ones. */
async function fresh(): Promise<FileStore & FolderSharing> {
  vi.resetModules();
  const module = await import('./fileStore.ts');
  return module.createFileStore({ fsPath: folder } as never, () => randomBytes(16).toString('hex'));
}
