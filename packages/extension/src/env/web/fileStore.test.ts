import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FakeFileSystem } from '../../testing/fakeFileSystem.ts';
import { openWindow } from '../../testing/fakeHost.ts';
import { Uri } from '../../testing/vscode.ts';
import { createFileStore } from './fileStore.ts';

// The store of the web host, on a file system that has neither locks nor "only if there is none".
const FOLDER = '/User/globalStorage/opencredits.opencredits';
const NAME = 'accounts.json';

let fs: FakeFileSystem;
let ids = 0;

beforeEach(() => {
  vi.useFakeTimers();
  fs = openWindow().fileSystem;
});

afterEach(() => {
  vi.useRealTimers();
});

/** The store of one more window on the same files. */
function store(): ReturnType<typeof createFileStore> {
  return createFileStore(Uri.parse(`vscode-userdata:${FOLDER}`) as never, () =>
    (ids += 1).toString(16).padStart(32, '0'),
  );
}

const text = (name: string): string | undefined => fs.files.get(`${FOLDER}/${name}`);
const put = (name: string, content: string): void => void fs.files.set(`${FOLDER}/${name}`, content);

/** What `create` comes to, once those who try have waited for each other. */
async function settled<T>(creating: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(1_000);
  return creating;
}

describe('reading and writing', () => {
  test('the folder is made with the first file, and a text comes back as it was', async () => {
    expect(await store().read(NAME)).toBeUndefined();
    expect(fs.folders.size).toBe(0);
    await store().write(NAME, '{"label":"Büro 🧾"}');
    expect([...fs.folders]).toEqual([FOLDER]);
    expect(await store().read(NAME)).toBe('{"label":"Büro 🧾"}');
  });

  test('[trust 49] a file that cannot be read is no file that is not there', async () => {
    put(NAME, 'good');
    fs.refuses.add('readFile');
    await expect(store().read(NAME)).rejects.toThrow('NoPermissions');
    fs.refuses.clear();
    expect(await store().read(NAME)).toBe('good');
  });

  test('[trust 49] a disk that refuses is told to whoever writes or removes', async () => {
    put(NAME, 'good');
    fs.refuses.add('writeFile').add('delete');
    await expect(store().write(NAME, 'new')).rejects.toThrow('NoPermissions');
    await expect(store().remove(NAME)).rejects.toThrow('NoPermissions');
    fs.folders.add(FOLDER);
    await expect(store().clear()).rejects.toThrow('NoPermissions');
    expect(text(NAME)).toBe('good');
  });

  test('what is not there is removed already', async () => {
    await store().remove(NAME);
    put(NAME, 'good');
    await store().remove(NAME);
    expect(text(NAME)).toBeUndefined();
  });
});

describe('create', () => {
  test('by two windows at once: one has it, and the file is that one’s', async () => {
    const mine = store().create('claim', '{"until":1}');
    const theirs = store().create('claim', '{"until":2}');
    const outcome = await settled(Promise.all([mine, theirs]));
    expect(outcome.filter(Boolean)).toHaveLength(1);
    expect(text('claim')).toMatch(outcome[0] ? /^\{"until":1\}/ : /^\{"until":2\}/);
  });

  test('the file is its text, and white space behind it: JSON for whoever reads it', async () => {
    expect(await settled(store().create(NAME, '{"born":1}\n'))).toBe(true);
    expect(JSON.parse(text(NAME) ?? '')).toEqual({ born: 1 });
  });

  test('by eight at once, with the same text: one', async () => {
    const outcomes = await settled(
      Promise.all(Array.from({ length: 8 }, () => store().create('claim', 'the same'))),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  test('where there is one already: no, at once, and it stays as it is', async () => {
    put('claim', 'theirs');
    expect(await store().create('claim', 'mine')).toBe(false);
    expect(text('claim')).toBe('theirs');
  });

  test('by one that looked in time and is slow to write: who wrote last has it', async () => {
    const first = store().create('claim', 'first');
    await vi.advanceTimersByTimeAsync(100);
    put('claim', 'second id');
    expect(await settled(first)).toBe(false);
    expect(text('claim')).toBe('second id');
  });

  test('[trust 49] on a disk that refuses: said', async () => {
    fs.refuses.add('createDirectory');
    await expect(store().create('claim', 'mine')).rejects.toThrow('NoPermissions');
  });
});

describe('[trust 48] setAside', () => {
  test('moves what is damaged, over what was set aside before', async () => {
    put(NAME, 'damaged');
    put(`${NAME}.damaged`, 'older');
    expect(await store().setAside(NAME, 'damaged')).toBe(true);
    expect([...fs.files]).toEqual([[`${FOLDER}/${NAME}.damaged`, 'damaged']]);
  });

  test('by two windows at once: one has moved it', async () => {
    put(NAME, 'damaged');
    const outcome = await Promise.all([store().setAside(NAME, 'damaged'), store().setAside(NAME, 'damaged')]);
    expect(outcome.filter(Boolean)).toHaveLength(1);
    expect(text(`${NAME}.damaged`)).toBe('damaged');
  });

  test('leaves a good file that came before the look', async () => {
    put(NAME, 'good');
    expect(await store().setAside(NAME, 'damaged')).toBe(false);
    expect([...fs.files.values()]).toEqual(['good']);
  });

  test('puts a good file back that came between the look and the move', async () => {
    put(NAME, 'damaged');
    fs.before = (operation) => {
      if (operation !== 'rename') return;
      fs.before = undefined;
      put(NAME, 'good');
    };
    expect(await store().setAside(NAME, 'damaged')).toBe(false);
    expect(text(NAME)).toBe('good');
  });

  test('and not over yet another that came while it was away', async () => {
    put(NAME, 'damaged');
    let renames = 0;
    fs.before = (operation) => {
      if (operation === 'rename') put(NAME, (renames += 1) === 1 ? 'good' : 'better');
    };
    expect(await store().setAside(NAME, 'damaged')).toBe(false);
    expect(text(NAME)).toBe('better');
  });

  test.each(['rename', 'readFile'] as const)(
    '[trust 49] where %s is refused: no, and nothing is lost',
    async (what) => {
      put(NAME, 'damaged');
      fs.refuses.add(what);
      expect(await store().setAside(NAME, 'damaged')).toBe(false);
      expect(text(NAME)).toBe('damaged');
    },
  );

  test('nothing there: no', async () => {
    expect(await store().setAside(NAME, 'damaged')).toBe(false);
  });
});

describe('names', () => {
  test('of those that begin so, with what was set aside', async () => {
    for (const name of ['history.1.a.txt', 'history.1.b.txt', 'history.2.a.txt', NAME]) {
      await store().write(name, name);
    }
    await store().setAside('history.1.b.txt', 'history.1.b.txt');
    expect([...(await store().names('history.1.'))].sort()).toEqual([
      'history.1.a.txt',
      'history.1.b.txt.damaged',
    ]);
    expect(await store().names('')).toHaveLength(4);
    expect(await store().names('nothing')).toEqual([]);
  });

  test('a folder that was never made has none', async () => {
    expect(await store().names('')).toEqual([]);
    expect(fs.folders.size).toBe(0);
  });

  test('[trust 49] a disk that refuses is no empty folder', async () => {
    await store().write(NAME, 'good');
    fs.refuses.add('readDirectory');
    await expect(store().names('')).rejects.toThrow('NoPermissions');
  });
});

describe('clear', () => {
  test('[trust 21] takes all that is in the folder, and leaves the folder and what is beside it', async () => {
    await store().write(NAME, 'a');
    await store().write('account.1.json', 'b');
    fs.folders.add(`${FOLDER}/history`);
    put('history/2026.json', 'c');
    fs.files.set('/User/globalStorage/other.extension/state.json', 'theirs');
    await store().clear();
    expect([...fs.files.values()]).toEqual(['theirs']);
    expect([...fs.folders]).toEqual([FOLDER]);
  });

  test('of a folder that was never made: nothing to do', async () => {
    await store().clear();
    expect(fs.folders.size).toBe(0);
  });
});

describe('onDidChange', () => {
  test('gives the name of what was written, written again, renamed and removed', async () => {
    const names: string[] = [];
    const listening = store().onDidChange((name) => names.push(name));
    await store().write(NAME, 'a');
    await store().write(NAME, 'b');
    await store().setAside(NAME, 'b');
    await store().remove(`${NAME}.damaged`);
    expect(names).toEqual([NAME, NAME, NAME, `${NAME}.damaged`, `${NAME}.damaged`]);
    listening.dispose();
    await store().write(NAME, 'c');
    expect(names).toHaveLength(5);
    expect(fs.watchers.size).toBe(0);
  });
});
