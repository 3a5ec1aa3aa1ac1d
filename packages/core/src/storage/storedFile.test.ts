import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { CapturingLog } from '../testing/capturingLog.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import { isBigint, isNumber, isText, listOf, objectOf, oneOf, orMissing, recordOf } from './check.ts';
import { storedFile } from './storedFile.ts';

interface Content {
  readonly amountMicros: bigint;
  readonly names: readonly string[];
  readonly note?: string | undefined;
}

const isContent = objectOf<Content>({
  amountMicros: isBigint,
  names: listOf(isText),
  note: orMissing(isText),
});
const EMPTY: Content = { amountMicros: 0n, names: [] };
const CONTENT: Content = { amountMicros: -(10n ** 18n), names: ['a', '{"quoted"}'] };

function aFile(text?: string): {
  files: MemoryFiles;
  log: CapturingLog;
  file: ReturnType<typeof storedFile<Content>>;
} {
  const files = new MemoryFiles();
  const log = new CapturingLog();
  if (text !== undefined) files.texts.set('x.json', text);
  return { files, log, file: storedFile({ files, log }, 'x.json', isContent, EMPTY) };
}

test('what was saved is loaded, to the last micro', async () => {
  const { file } = aFile();
  await file.save(CONTENT);
  expect(await file.load()).toMatchObject(CONTENT);
});

test('no file is empty, and no reason for a word', async () => {
  const { file, log } = aFile();
  expect(await file.load()).toEqual(EMPTY);
  expect(log.lines).toEqual([]);
});

describe('[trust 48] what is damaged is set aside, kept, mentioned once, and never reaches anybody', () => {
  const good = '{"version":1,"amountMicros":"5n","names":["a"]}';
  test.each([
    ['an empty file', ''],
    ['cut in the middle', good.slice(0, 30)],
    ['random bytes', '\u0000\ufffd\u0007x'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '5'],
    ['another shape', '{"version":1,"amountMicros":5,"names":["a"]}'],
    ['a missing field', '{"version":1,"names":["a"]}'],
    ['a text that is too long', good.replace('"a"', `"${'a'.repeat(201)}"`)],
    ['a number that is none', good.replace('"5n"', '"NaNn"')],
    ['a list that is an object', good.replace('["a"]', '{"0":"a","length":1}')],
  ])('%s', async (_what, text) => {
    const { file, files, log } = aFile(text);
    expect(await file.load()).toEqual(EMPTY);
    expect(files.aside('x.json')).toBe(text);
    expect(files.texts.has('x.json')).toBe(false);
    expect(log.of('warn')).toHaveLength(1);
    expect(text.length > 9 && log.of('warn').join('').includes(text)).toBe(false);
    await file.save(CONTENT);
    expect(await file.load()).toMatchObject(CONTENT);
  });

  test('any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText(), fc.json()), async (text) => {
        const { file, files } = aFile(text);
        expect(await file.load()).toEqual(EMPTY);
        expect(files.aside('x.json')).toBe(text);
      }),
      { numRuns: 50 },
    );
  });
});

test.each([2, 99, 1e308])(
  '[trust 52] a file of version %d is neither read, moved nor written over',
  async (version) => {
    const text = JSON.stringify({ version, amountMicros: '5n', names: ['of the future'] });
    const { file, files, log } = aFile(text);
    expect(await file.load()).toEqual(EMPTY);
    await expect(file.save(CONTENT)).rejects.toThrow('x.json');
    expect(files.texts.get('x.json')).toBe(text);
    expect(files.texts.size).toBe(1);
    expect(log.of('warn')).toHaveLength(1);
  },
);

describe('[trust 49] a disk that refuses', () => {
  test('to be read: empty, and the file stays where it is', async () => {
    const { file, files, log } = aFile('{"version":1,"amountMicros":"5n","names":[]}');
    files.refusesReads = true;
    expect(await file.load()).toEqual(EMPTY);
    expect(files.texts.has('x.json')).toBe(true);
    expect(files.texts.size).toBe(1);
    expect(log.of('warn')).toHaveLength(1);
  });

  test('to be written: says so to whoever saves', async () => {
    const { file, files } = aFile();
    files.refusesWrites = true;
    await expect(file.save(CONTENT)).rejects.toThrow('ENOSPC');
  });
});

test('the checks', () => {
  const isBook = recordOf(listOf(oneOf('a', 'b')));
  expect(isBook({ x: ['a'], y: [] })).toBe(true);
  expect(isBook({ x: ['c'] })).toBe(false);
  expect(isBook([])).toBe(false);
  expect(isBook(null)).toBe(false);
  expect(isNumber(Number.NaN)).toBe(false);
  expect(isNumber(Number.POSITIVE_INFINITY)).toBe(false);
  expect(isNumber('5')).toBe(false);
});
