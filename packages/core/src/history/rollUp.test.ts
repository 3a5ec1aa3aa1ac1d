import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { CapturingLog } from '../testing/capturingLog.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import { ACCOUNT, aSample, NOON_MS, rawFiles } from '../testing/samples.ts';
import { createHistory, type History } from './history.ts';
import type { Sample } from './sample.ts';
import { thin } from './thin.ts';

const HOUR_MS = 3_600_000;
const EVERY_MS = 20 * 60_000;

/** One account that has a sample every twenty minutes of so many days up to NOON, all still as they were taken. */
function livedFor(days: number): {
  readonly files: MemoryFiles;
  readonly history: History;
  readonly samples: readonly Sample[];
} {
  const files = new MemoryFiles();
  const history = createHistory({ files, log: new CapturingLog(), isKept: () => true }, 'w');
  const samples = Array.from({ length: (days * DAY_MS) / EVERY_MS }, (_, at) =>
    aSample(NOON_MS - days * DAY_MS + at * EVERY_MS, BigInt(at)),
  );
  for (const [name, text] of rawFiles(samples)) files.texts.set(name, text);
  return { files, history, samples };
}

async function allOf(history: History): Promise<readonly Sample[]> {
  return (await history.read(ACCOUNT, { fromMs: 0, toMs: 253_402_300_800_000 })).samples;
}

const periods = (files: MemoryFiles): readonly string[] =>
  [...files.texts.keys()].map((name) => name.split('.')[2] ?? '').sort();

test('full for two days at least, by hour for ninety, by day for ever', async () => {
  const { files, history, samples } = livedFor(130);
  await history.maintain(NOON_MS);
  expect(periods(files)).toEqual([
    '2026',
    '202608',
    '202609',
    '202610',
    '202611',
    '20261121',
    '20261122',
    '20261123',
    '20261124',
  ]);
  const kept = await allOf(history);
  const between = (all: readonly Sample[], fromMs: number, toMs: number): readonly Sample[] =>
    all.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  const fullFrom = Date.parse('2026-11-21T00:00:00Z');
  const hourlyFrom = Date.parse('2026-08-01T00:00:00Z');
  expect(between(kept, fullFrom, NOON_MS)).toEqual(between(samples, fullFrom, NOON_MS));
  expect(between(kept, hourlyFrom, fullFrom)).toEqual(thin(between(samples, hourlyFrom, fullFrom), HOUR_MS));
  expect(between(kept, 0, hourlyFrom)).toEqual(thin(between(samples, 0, hourlyFrom), DAY_MS));
});

test('a second time nothing is written', async () => {
  const { files, history } = livedFor(130);
  await history.maintain(NOON_MS);
  const before = new Map(files.texts);
  files.written.length = 0;
  await history.maintain(NOON_MS);
  expect(files.written).toEqual([]);
  expect(files.texts).toEqual(before);
});

test('each day anew, it comes to the same as once in the end', async () => {
  const { files, history, samples } = livedFor(12);
  await history.maintain(NOON_MS);
  const once = await allOf(history);
  const daily = createHistory({ files: new MemoryFiles(), log: new CapturingLog(), isKept: () => true }, 'w');
  for (const [at, sample] of samples.entries()) {
    await daily.append(ACCOUNT, sample);
    if (at % 30 === 0) await daily.maintain(sample.atMs);
  }
  await daily.maintain(NOON_MS);
  expect(await allOf(daily)).toEqual(once);
  expect(files.texts.size).toBeLessThan(7);
});

describe('[trust 41] a clock that is not right makes nothing old', () => {
  const YEAR_2040 = Date.parse('2040-01-01T12:00:00Z');

  test.each([
    ['far ahead', YEAR_2040],
    ['at the end of time', 8.64e15],
    ['set back', NOON_MS - 3000 * DAY_MS],
    ['no number', Number.NaN],
  ])('%s', async (_what, nowMs) => {
    const { history, samples } = livedFor(3);
    await history.maintain(nowMs);
    expect(await allOf(history)).toEqual(samples);
  });

  test('far ahead for a day, with samples of that day', async () => {
    const { files, history, samples } = livedFor(2);
    const astray = [1, 2, 3].map((at) => aSample(YEAR_2040 + at * HOUR_MS, BigInt(at)));
    for (const sample of astray) {
      await history.append(ACCOUNT, sample);
      await history.maintain(sample.atMs);
    }
    // The clock is right again.
    const next = aSample(NOON_MS, 10_000n);
    await history.append(ACCOUNT, next);
    await history.maintain(NOON_MS);
    expect(await allOf(history)).toEqual([...samples, next, ...astray]);
    expect(periods(files).filter((period) => period.length < 8)).toEqual([]);
  });

  test('set back for a day: what was taken then is rolled up like all that is old', async () => {
    const { files, history, samples } = livedFor(2);
    const astray = [1, 2, 3].map((at) => aSample(Date.parse('2020-02-03T00:00:00Z') + at, BigInt(at)));
    for (const sample of astray) {
      await history.append(ACCOUNT, sample);
      await history.maintain(sample.atMs);
    }
    expect(await allOf(history)).toEqual([...astray, ...samples]);
    await history.maintain(NOON_MS);
    expect(await allOf(history)).toEqual([astray[0], astray[2], ...samples]);
    expect(periods(files)[0]).toBe('2020');
  });
});

test('an account that nothing is heard of stays as it is, for as long as it may be', async () => {
  const { history, samples } = livedFor(3);
  await history.maintain(NOON_MS + 1000 * DAY_MS);
  expect(await allOf(history)).toEqual(samples);
});

test('a file that cannot be written, or does not stay as it was written, costs nothing', async () => {
  const { files, history, samples } = livedFor(10);
  files.refusesWrites = true;
  await history.maintain(NOON_MS);
  files.refusesWrites = false;
  expect(await allOf(history)).toEqual(samples);
  const write = files.write.bind(files);
  files.write = (name, text) => write(name, text.slice(0, -20));
  await history.maintain(NOON_MS);
  expect(await allOf(history)).toEqual(samples);
  files.write = write;
  await history.maintain(NOON_MS);
  expect(await allOf(history)).not.toEqual(samples);
  expect((await allOf(history)).length).toBeGreaterThan(0);
});

test('[trust 51] after ten years there are few files, and adding a sample reads and writes what it did on the first day', async () => {
  const files = new MemoryFiles();
  const history = createHistory({ files, log: new CapturingLog(), isKept: () => true }, 'w');
  const samples = Array.from({ length: 3 * 3650 }, (_, at) =>
    aSample(NOON_MS - 3650 * DAY_MS + at * 8 * HOUR_MS, BigInt(at)),
  );
  for (const [name, text] of rawFiles(samples)) files.texts.set(name, text);
  await history.maintain(NOON_MS);
  // Eleven years, four months, four days.
  expect(files.texts.size).toBe(19);
  expect((await allOf(history)).length).toBeGreaterThan(2 * 3650);

  const cost = async (): Promise<number> => {
    let characters = 0;
    const { read, write } = files;
    files.read = async (name) => {
      const text = await read.call(files, name);
      characters += text?.length ?? 0;
      return text;
    };
    files.write = async (name, text) => {
      characters += text.length;
      await write.call(files, name, text);
    };
    await history.append(ACCOUNT, aSample(NOON_MS, 10n ** 9n));
    Object.assign(files, { read, write });
    return characters;
  };
  const afterTenYears = await cost();
  expect(afterTenYears).toBeGreaterThan(0);
  // The ends of today's file, and a file with one sample.
  expect(afterTenYears).toBeLessThan(300);
});
