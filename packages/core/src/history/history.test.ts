import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { appendAll, EVER, HistoryFolder, series } from '../testing/historyFolder.ts';
import { ACCOUNT, aSample, NOON_MS } from '../testing/samples.ts';
import type { Sample } from './sample.ts';
import { shardName } from './shardName.ts';
import { shardText } from './shardText.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const OTHER = 'f'.repeat(32);

describe('a sample is kept', () => {
  test('when a figure differs from the last one', async () => {
    const folder = new HistoryFolder();
    const samples = [1n, 1n, 2n, 2n, 1n].map((usage, at) => aSample(NOON_MS + at * MINUTE_MS, usage));
    await appendAll(folder.window(), samples);
    expect(await folder.all()).toEqual([samples[0], samples[2], samples[4]]);
  });

  test('when the last one is an hour old', async () => {
    const folder = new HistoryFolder();
    const samples = [0, 30, 59, 60, 90, 119, 121].map((at) => aSample(NOON_MS + at * MINUTE_MS));
    await appendAll(folder.window(), samples);
    expect(await folder.all()).toEqual([samples[0], samples[3], samples[6]]);
  });

  test('also after midnight, though the last one lies in another file', async () => {
    const folder = new HistoryFolder();
    const samples = [11.8, 12.2, 12.9].map((hours) => aSample(NOON_MS + hours * HOUR_MS));
    await appendAll(folder.window(), samples);
    expect(await folder.all()).toEqual([samples[0], samples[2]]);
  });

  test('when it differs from what another window has kept last, and only then', async () => {
    const folder = new HistoryFolder();
    const [one, other] = [folder.window(), folder.window()];
    const first = aSample(NOON_MS, 1n);
    const second = aSample(NOON_MS + MINUTE_MS, 2n);
    const third = aSample(NOON_MS + 2 * MINUTE_MS, 1n);
    await one.append(ACCOUNT, first);
    await other.append(ACCOUNT, aSample(NOON_MS + 1, 1n));
    await other.append(ACCOUNT, second);
    await one.append(ACCOUNT, third);
    expect(await folder.all()).toEqual([first, second, third]);
  });

  test('once, when two windows have taken it over from each other', async () => {
    const folder = new HistoryFolder();
    const [one, other] = [folder.window(), folder.window()];
    const sample = aSample(NOON_MS, 1n);
    await Promise.all([one.append(ACCOUNT, sample), other.append(ACCOUNT, sample)]);
    expect(await folder.all()).toEqual([sample]);
  });

  test('each account for itself', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    await history.append(ACCOUNT, aSample(NOON_MS, 1n));
    await history.append(OTHER, aSample(NOON_MS + 1, 1n));
    expect(await folder.all()).toEqual([aSample(NOON_MS, 1n)]);
    expect(await folder.all(OTHER)).toEqual([aSample(NOON_MS + 1, 1n)]);
  });

  test.each([
    ['before 1970', -1],
    ['of no time', Number.NaN],
    ['of the year 10000', 253_402_300_800_000],
  ])('but not one %s', async (_what, atMs) => {
    const folder = new HistoryFolder();
    await folder.window().append(ACCOUNT, aSample(atMs));
    expect(folder.names).toEqual([]);
  });
});

test('[trust 50] two windows that append at once lose nothing, and neither writes the file of the other', async () => {
  const folder = new HistoryFolder();
  const [one, other] = [folder.window(), folder.window()];
  const samples = series(NOON_MS, 100, MINUTE_MS);
  await Promise.all(samples.map((sample, at) => (at % 3 ? one : other).append(ACCOUNT, sample)));
  expect(await folder.all()).toEqual(samples);
  expect(folder.names).toHaveLength(2);
});

test('[trust 50] what is appended to a file while another window rolls it up is not lost with it', async () => {
  const folder = new HistoryFolder();
  const late = folder.window();
  const samples = series(NOON_MS - 10 * DAY_MS, 3, HOUR_MS);
  await appendAll(folder.window(), [0, 1, 2].map((day) => aSample(NOON_MS - day * DAY_MS)).reverse());
  await appendAll(late, samples.slice(0, 2));
  const write = folder.files.write.bind(folder.files);
  folder.files.write = async (name, text) => {
    folder.files.write = write;
    await write(name, text);
    await appendAll(late, samples.slice(2));
  };
  await folder.window().maintain(NOON_MS);
  expect((await folder.all()).slice(0, 3)).toEqual(samples);
  await folder.window().maintain(NOON_MS);
  expect((await folder.all()).slice(0, 3)).toEqual(samples);
  expect(folder.names.filter((name) => name.split('.')[2] === '20261114')).toEqual([]);
});

test('a busy day goes into several files: adding one does not become dearer with each', async () => {
  const folder = new HistoryFolder();
  const samples = series(NOON_MS, 1400, MINUTE_MS / 2);
  await appendAll(folder.window(), samples);
  expect(folder.names).toHaveLength(3);
  expect(await folder.all()).toEqual(samples);
});

test('a sample of a moment before the last is kept in order all the same, and not taken for the last', async () => {
  const folder = new HistoryFolder();
  const history = folder.window();
  const at = (minutes: number, usage: bigint): Sample => aSample(NOON_MS + minutes * MINUTE_MS, usage);
  await appendAll(history, [at(0, 1n), at(20, 2n), at(10, 3n), at(25, 3n), at(15, 2n)]);
  expect(await folder.all()).toEqual([at(0, 1n), at(10, 3n), at(15, 2n), at(20, 2n), at(25, 3n)]);
});

describe('reading', () => {
  test('takes the beginning in and leaves the end out, and gives the last one before', async () => {
    const folder = new HistoryFolder();
    const samples = series(NOON_MS, 5, MINUTE_MS);
    const history = folder.window();
    await appendAll(history, samples);
    const range = { fromMs: NOON_MS + MINUTE_MS, toMs: NOON_MS + 3 * MINUTE_MS };
    expect(await history.read(ACCOUNT, range)).toEqual({ before: samples[0], samples: samples.slice(1, 3) });
    expect(await history.read(ACCOUNT, { fromMs: 0, toMs: NOON_MS })).toEqual({
      before: undefined,
      samples: [],
    });
  });

  test('opens the files that can hold it and no other, and for the last one before the nearest', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    await appendAll(history, series(NOON_MS - 30 * DAY_MS, 31 * 24, HOUR_MS));
    await history.maintain(NOON_MS);
    folder.readNames.length = 0;
    const { before, samples } = await history.read(ACCOUNT, { fromMs: NOON_MS - DAY_MS / 2, toMs: NOON_MS });
    expect(samples).toHaveLength(12);
    expect(before?.atMs).toBe(NOON_MS - DAY_MS / 2 - HOUR_MS);
    expect(folder.readNames.map((name) => name.split('.')[2])).toEqual(['20261124', '20261123']);
    folder.readNames.length = 0;
    const past = NOON_MS - 20 * DAY_MS;
    await history.read(ACCOUNT, { fromMs: past, toMs: past + DAY_MS });
    expect(folder.readNames.map((name) => name.split('.')[2])).toEqual(['202611']);
  });

  test('the last one before is found years back, behind files that hold nothing', async () => {
    const folder = new HistoryFolder();
    const old = aSample(NOON_MS - 1000 * DAY_MS, 1n);
    await folder.window().append(ACCOUNT, old);
    folder.files.texts.set(shardName(ACCOUNT, '20261120', 1, 'x'), shardText([]));
    const range = { fromMs: NOON_MS, toMs: NOON_MS + 1 };
    expect(await folder.window().read(ACCOUNT, range)).toEqual({ before: old, samples: [] });
  });

  test('looks again when another window has rolled up what it had found', async () => {
    const folder = new HistoryFolder();
    const samples = series(NOON_MS - 6 * DAY_MS, 7 * 24, HOUR_MS);
    await appendAll(folder.window(), samples);
    const names = folder.files.names.bind(folder.files);
    folder.files.names = async (prefix) => {
      const found = await names(prefix);
      folder.files.names = names;
      await folder.window().maintain(NOON_MS);
      return found;
    };
    expect(await folder.all()).toEqual(samples);
  });
});

describe('[trust 49] a disk that refuses', () => {
  test('samples wait in memory, can be read, and are written with the next; it is said once', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    const samples = series(NOON_MS, 5, MINUTE_MS);
    await appendAll(history, samples.slice(0, 1));
    folder.files.refusesWrites = true;
    await appendAll(history, samples.slice(1, 3));
    // The same again is no news, also while it only waits.
    await history.append(ACCOUNT, aSample(NOON_MS + 2 * MINUTE_MS + 1, 2n));
    await appendAll(history, samples.slice(3, 4));
    expect((await history.read(ACCOUNT, EVER)).samples).toEqual(samples.slice(0, 4));
    expect(await folder.all()).toEqual(samples.slice(0, 1));
    expect(folder.log.of('warn')).toEqual(['The history was not stored']);
    folder.files.refusesWrites = false;
    await appendAll(history, samples.slice(4));
    expect(await folder.all()).toEqual(samples);
    folder.files.refusesWrites = true;
    await history.append(ACCOUNT, aSample(NOON_MS + HOUR_MS));
    expect(folder.log.of('warn')).toHaveLength(2);
  });

  test('over midnight: each goes to its day', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    const samples = series(NOON_MS + 11 * HOUR_MS, 3, HOUR_MS);
    folder.files.refusesWrites = true;
    await appendAll(history, samples.slice(0, 2));
    folder.files.refusesWrites = false;
    await appendAll(history, samples.slice(2));
    expect(await folder.all()).toEqual(samples);
    expect(folder.names.map((name) => name.split('.')[2])).toEqual(['20261124', '20261125']);
  });

  test('for long: the newest are kept', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    folder.files.refusesWrites = true;
    const samples = series(NOON_MS, 320, 1000);
    await appendAll(history, samples);
    folder.files.refusesWrites = false;
    await history.maintain(NOON_MS + HOUR_MS);
    expect(await folder.all()).toEqual(samples.slice(20));
  });

  test('to be read: what is asked for is what is in memory, and nothing is written over', async () => {
    const folder = new HistoryFolder();
    await folder.window().append(ACCOUNT, aSample(NOON_MS, 1n));
    folder.files.refusesReads = true;
    const history = folder.window();
    await history.append(ACCOUNT, aSample(NOON_MS + 1, 2n));
    await history.maintain(NOON_MS);
    expect((await history.read(ACCOUNT, EVER)).samples).toEqual([aSample(NOON_MS + 1, 2n)]);
    folder.files.refusesReads = false;
    await history.append(ACCOUNT, aSample(NOON_MS + 2, 3n));
    expect(await folder.all()).toHaveLength(3);
  });
});
