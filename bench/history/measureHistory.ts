import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistory, type History, type Stretch } from '../../packages/core/src/history/history.ts';
import { shardText } from '../../packages/core/src/history/shardText.ts';
import type { FileStore, FolderSharing } from '../../packages/core/src/ports.ts';
import { CapturingLog } from '../../packages/core/src/testing/capturingLog.ts';
import { ACCOUNT, NOON_MS } from '../../packages/core/src/testing/samples.ts';
import { createFileStore } from '../../packages/extension/src/env/node/fileStore.ts';
import { compare, type Comparison } from '../stats.ts';
import { everyMs, pastOf, samplesIn, spendingAt } from './pastOf.ts';

/** What ten years of history cost. Times are of one account unless they say otherwise. */
export interface HistoryResult {
  readonly years: number;
  readonly accounts: number;
  /** How many were taken in all of that time. */
  readonly samples: number;
  readonly files: number;
  readonly bytes: number;
  /** Beside writing and reading one plain file of the size of today's. */
  readonly append: Comparison;
  /** Adding a sample after ten years, beside the same on the first day. */
  readonly age: Comparison;
  /** Beside reading one plain file with the same samples. */
  readonly readDay: Comparison;
  readonly readMonth: Comparison;
  readonly readAll: Comparison;
  /** The last day of all accounts, as at a start, beside that of one. */
  readonly start: Comparison;
}

const years = 10;
const accountCount = 10;
const rounds = 20;
const dayMs = 86_400_000;
const plainName = 'plain.txt';

interface Disk {
  readonly folder: string;
  readonly files: FileStore & FolderSharing;
  readonly history: History;
}

/** On a real disk, in the folder for temporary files. Half a minute goes into living through ten years first. */
export async function measureHistory(): Promise<HistoryResult> {
  const texts = await pastOf(years);
  const accountIds = Array.from({ length: accountCount }, (_, at) => `${at}${ACCOUNT.slice(1)}`);
  const [old, young] = [openDisk(), openDisk()];
  try {
    let bytes = 0;
    for (const id of accountIds) {
      for (const [name, text] of texts) {
        writeFileSync(join(old.folder, name.replace(ACCOUNT, id)), text);
        bytes += Buffer.byteLength(text);
      }
    }
    const read = async (days: number): Promise<Comparison> => {
      const range = { fromMs: NOON_MS - days * dayMs, toMs: NOON_MS };
      return beside(
        () => old.history.read(ACCOUNT, range),
        async ({ samples }) => {
          await old.files.write(plainName, shardText(samples));
          return () => old.files.read(plainName);
        },
      );
    };
    const readLastDay = async (ids: readonly string[]): Promise<void> => {
      for (const id of ids) await old.history.read(id, { fromMs: NOON_MS - dayMs, toMs: NOON_MS });
    };
    const result = {
      years,
      accounts: accountCount,
      samples: accountCount * samplesIn(years),
      files: texts.size * accountCount,
      bytes,
      readDay: await read(1),
      readMonth: await read(30),
      readAll: await read(years * 366),
      start: await beside(
        () => readLastDay(accountIds),
        async () => () => readLastDay(accountIds.slice(0, 1)),
      ),
    };
    return { ...result, ...(await measureAppend(old, young)) };
  } finally {
    for (const { folder } of [old, young]) rmSync(folder, { recursive: true, force: true });
  }
}

function openDisk(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'opencredits-history-'));
  const files = createFileStore({ fsPath: folder } as never, () => randomBytes(16).toString('hex'));
  return {
    folder,
    files,
    history: createHistory({ files, log: new CapturingLog(), isKept: () => true }, 'bench'),
  };
}

/** Both disks live through the first hours of the same day before, so that today's file is as long on either. */
async function measureAppend(old: Disk, young: Disk): Promise<Pick<HistoryResult, 'append' | 'age'>> {
  const append: { ours: number; baseline: number }[] = [];
  const age: { ours: number; baseline: number }[] = [];
  const warmUp = 144;
  for (let at = 0; at < warmUp + rounds; at += 1) {
    const sample = spendingAt(NOON_MS + dayMs / 2 + at * everyMs);
    const first = await timed(() => young.history.append(ACCOUNT, sample));
    const later = await timed(() => old.history.append(ACCOUNT, sample));
    if (at < warmUp) continue;
    const text = shardText(Array.from({ length: at }, () => sample));
    const plain = await timed(async () => {
      await old.files.write(plainName, text);
      await old.files.read(plainName);
    });
    append.push({ ours: later, baseline: plain });
    age.push({ ours: later, baseline: first });
  }
  return { append: compare('ms', append), age: compare('ms', age) };
}

async function beside<T extends Stretch | void>(
  ours: () => Promise<T>,
  prepare: (result: T) => Promise<() => Promise<unknown>>,
): Promise<Comparison> {
  // The first time warms up, on either side.
  const baseline = await prepare(await ours());
  await baseline();
  const pairs: { ours: number; baseline: number }[] = [];
  for (let round = 0; round < rounds; round += 1)
    pairs.push({ ours: await timed(ours), baseline: await timed(baseline) });
  return compare('ms', pairs);
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await run();
  return performance.now() - startMs;
}
