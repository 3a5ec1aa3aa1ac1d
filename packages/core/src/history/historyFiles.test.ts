import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { appendAll, EVER, HistoryFolder, series } from '../testing/historyFolder.ts';
import { ACCOUNT, aSample, NOON_MS } from '../testing/samples.ts';
import { settle } from '../testing/settle.ts';
import type { Sample } from './sample.ts';
import { shardName } from './shardName.ts';
import { readShard, shardText } from './shardText.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const OTHER = 'f'.repeat(32);

describe('[trust 48] a file that is damaged', () => {
  const samples = series(NOON_MS, 3, MINUTE_MS);
  const damage = (folder: HistoryFolder, change: (text: string) => string): string => {
    const [name = ''] = folder.names;
    folder.files.texts.set(name, change(folder.files.texts.get(name) ?? ''));
    return name;
  };

  test('in one line: the others are there, and stay', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    await appendAll(history, samples.slice(0, 2));
    damage(folder, (text) => text.replace('[', '{'));
    await appendAll(history, samples.slice(2));
    expect(await folder.all()).toEqual(samples.slice(1));
    expect(folder.log.lines).toEqual([]);
  });

  test('in its first: set aside, with what is good written anew; said once', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    await appendAll(history, samples.slice(0, 2));
    const name = damage(folder, (text) => text.slice(4));
    const text = folder.files.texts.get(name);
    await appendAll(history, samples.slice(2));
    expect((await history.read(ACCOUNT, EVER)).samples).toEqual(samples);
    await history.maintain(NOON_MS);
    expect(folder.files.aside(name)).toBe(text);
    expect(folder.files.texts.has(name)).toBe(false);
    expect(await folder.all()).toEqual(samples);
    expect(folder.log.of('warn')).toEqual([`${name} is damaged`]);
  });

  test('where it was rolled up: the same', async () => {
    const folder = new HistoryFolder();
    const many = series(NOON_MS - 10 * DAY_MS, 11 * 24, HOUR_MS);
    await appendAll(folder.window(), many);
    await folder.window().maintain(NOON_MS);
    const name = folder.names.find((one) => one.includes('.202611.')) ?? '';
    folder.files.texts.set(name, `x${folder.files.texts.get(name)}`);
    const history = folder.window();
    expect((await history.read(ACCOUNT, EVER)).samples).toEqual(many);
    await history.maintain(NOON_MS);
    expect(folder.files.aside(name)).toBeDefined();
    expect(folder.files.texts.has(name)).toBe(false);
    expect(await folder.all()).toEqual(many);
  });

  test('which is not, but was set aside by a window that ended before it could remove it: back, and rolled up', async () => {
    const folder = new HistoryFolder();
    const many = series(NOON_MS - 10 * DAY_MS, 11 * 24, HOUR_MS);
    await appendAll(folder.window(), many);
    const { texts } = folder.files;
    const [name = ''] = folder.names;
    await folder.files.setAside(name, texts.get(name) ?? '');
    await folder.window().maintain(NOON_MS);
    expect(folder.names.filter((one) => one.startsWith(name))).toEqual([]);
    expect(await folder.all()).toEqual(many);
    expect(folder.log.lines).toEqual([]);
  });

  test('at its end: what comes next stands on a line of its own', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    await appendAll(history, samples.slice(0, 2));
    damage(folder, (text) => text.slice(0, -5));
    await appendAll(history, samples.slice(2));
    expect(await folder.all()).toEqual([samples[0], samples[2]]);
  });

  test('with nothing good in it: set aside, and nothing is left to mend', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    await appendAll(history, samples);
    const name = damage(folder, () => '\u0000');
    expect((await history.read(ACCOUNT, EVER)).samples).toEqual([]);
    await history.maintain(NOON_MS);
    expect(folder.names).toEqual([`${name}.damaged`]);
  });

  test('with a sample of another day in it: that line is damaged', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    await appendAll(history, samples);
    damage(folder, (text) => text + shardText([aSample(NOON_MS + DAY_MS)]).split('\n')[1]);
    expect(await folder.all()).toEqual(samples);
  });
});

describe('[trust 52] a file of a newer version', () => {
  const newer = (samples: readonly Sample[]): string => shardText(samples).replace('1}', '2}');

  test('is read, and stays as it is through appending and rolling up', async () => {
    const folder = new HistoryFolder();
    const samples = series(NOON_MS - 10 * DAY_MS, 11 * 24, HOUR_MS);
    const [first, second, ...others] = samples as [Sample, Sample, ...Sample[]];
    const raw = shardName(ACCOUNT, '20261114', 1, 'new');
    const hourly = shardName(ACCOUNT, '202611', 1, 'new', first.atMs);
    folder.files.texts.set(raw, newer([second]));
    folder.files.texts.set(hourly, newer([first]));
    const history = folder.window();
    await appendAll(history, others);
    await history.maintain(NOON_MS);
    await history.maintain(NOON_MS);
    expect(folder.files.texts.get(raw)).toBe(newer([second]));
    expect(folder.files.texts.get(hourly)).toBe(newer([first]));
    expect(folder.names.filter((name) => name.includes('.202611.'))).toHaveLength(2);
    expect(await folder.all()).toEqual(samples);
  });

  test('is not appended to, if it is this window’s own', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    const samples = series(NOON_MS, 2, MINUTE_MS);
    await appendAll(history, samples.slice(0, 1));
    const [name = ''] = folder.names;
    folder.files.texts.set(name, newer(samples.slice(0, 1)));
    await appendAll(history, samples.slice(1));
    expect(folder.files.texts.get(name)).toBe(newer(samples.slice(0, 1)));
    expect(await folder.all()).toEqual(samples);
  });
});

describe('[trust 21] what is forgotten', () => {
  test('goes with all files of all windows, what was set aside and what a crash left', async () => {
    const folder = new HistoryFolder();
    const [one, other] = [folder.window(), folder.window()];
    await appendAll(one, series(NOON_MS - 6 * DAY_MS, 7 * 24, HOUR_MS));
    await one.maintain(NOON_MS);
    await other.append(ACCOUNT, aSample(NOON_MS + 1, 1n));
    await other.append(OTHER, aSample(NOON_MS + 1, 1n));
    const theirs = folder.names.filter((name) => name.includes(OTHER));
    for (const ending of ['damaged', '0123.tmp'])
      folder.files.texts.set(`${shardName(ACCOUNT, '20261124', 1, 'x')}.${ending}`, 'x');
    await one.forget(ACCOUNT);
    expect(folder.names).toEqual(theirs);
    await one.forget();
    expect(folder.names).toEqual([]);
  });

  test('is not written back by an append that is under way, or comes too late', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    let release: () => void = () => undefined;
    folder.files.beforeWrite = new Promise((resolve) => {
      release = resolve;
    });
    const appending = history.append(ACCOUNT, aSample(NOON_MS, 1n));
    await settle();
    folder.gone.add(ACCOUNT);
    const forgetting = history.forget(ACCOUNT);
    const late = history.append(ACCOUNT, aSample(NOON_MS + 1, 2n));
    release();
    await Promise.all([appending, forgetting, late]);
    await history.maintain(NOON_MS);
    expect(folder.names).toEqual([]);
  });

  test('is not written back by a disk that refused before', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    folder.files.refusesWrites = true;
    await history.append(ACCOUNT, aSample(NOON_MS, 1n));
    folder.files.refusesWrites = false;
    await history.forget();
    await history.append(ACCOUNT, aSample(NOON_MS + 1, 2n));
    expect(await folder.all()).toEqual([aSample(NOON_MS + 1, 2n)]);
  });

  test('by another window does not come back with this one’s next sample', async () => {
    const folder = new HistoryFolder();
    const [one, other] = [folder.window(), folder.window()];
    await one.append(ACCOUNT, aSample(NOON_MS, 1n));
    await other.forget();
    await one.append(ACCOUNT, aSample(NOON_MS + 1, 2n));
    expect(await folder.all()).toEqual([aSample(NOON_MS + 1, 2n)]);
  });

  test('and is not on a disk that refuses: said to whoever wants it', async () => {
    const folder = new HistoryFolder();
    const history = folder.window();
    await history.append(ACCOUNT, aSample(NOON_MS, 1n));
    folder.files.refusesWrites = true;
    await expect(history.forget(ACCOUNT)).rejects.toThrow('ENOSPC');
    folder.files.refusesWrites = false;
    await history.forget(ACCOUNT);
    expect(folder.names).toEqual([]);
  });
});

test('every file that is written can be read as one of ours', async () => {
  const folder = new HistoryFolder();
  const history = folder.window();
  await appendAll(history, series(NOON_MS - 10 * DAY_MS, 11 * 24, HOUR_MS));
  await history.maintain(NOON_MS);
  expect([...folder.files.texts.values()].map((text) => readShard(text).state)).not.toContain('damaged');
});
