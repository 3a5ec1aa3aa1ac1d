import { mergeSamples } from './mergeSamples.ts';
import { HOUR_MS, rollUp } from './rollUp.ts';
import type { Sample } from './sample.ts';
import { lineOf, sampleOfLine } from './sampleLine.ts';
import { createShardFiles, type ShardPorts } from './shardFiles.ts';
import { accountOfShard, periodOf, type Shard, shardPrefix } from './shardName.ts';

/** What was seen of the accounts, on disk, shared by all windows. Only `forget` rejects: without a disk there is memory. */
export interface History {
  /**
   * Keeps a sample, if one of its figures differs from those of the last before it, or that is an hour old. Samples that
   * cannot be written wait in memory, and are written with the next.
   */
  append(accountId: string, sample: Sample): Promise<void>;
  /** All samples of a time, by whatever window, in order, and the last before it. Reads only what can hold them. */
  read(accountId: string, range: Range): Promise<Stretch>;
  /** Rolls up what has grown old, and mends what is damaged. For a start and every few hours. */
  maintain(nowMs: number): Promise<void>;
  /**
   * Deletes all that is kept of an account, or of all: once an append that is under way has come to its end. A
   * window that hears of it from another does it, too: of its own append nobody else knows. Rejects when the disk refuses.
   */
  forget(accountId?: string): Promise<void>;
}

/** By the wall clock, UTC; the end is not part of it. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Stretch {
  /** The last one before: what a difference begins with. Undefined where the history begins later. */
  readonly before: Sample | undefined;
  readonly samples: readonly Sample[];
}

export interface HistoryPorts extends ShardPorts {
  /** Whether there is such an account: of one that was removed nothing is written any more. */
  readonly isKept: (accountId: string) => boolean;
}

/** A sample that says nothing new is kept so long after the last. */
const HEARTBEAT_MS = HOUR_MS;
/** Of each account, while the disk refuses: a day at 5 minutes. */
const MOST_WAITING = 300;
/** How often a listing may be overtaken by other windows that roll up. */
const MOST_LOOKS = 5;

/** @param id of this window and no other, of letters and digits: what its files are told by */
export function createHistory(ports: HistoryPorts, id: string): History {
  const { files, log, isKept } = ports;
  // Long enough for the windows of four days, short enough for the paths of Windows.
  const shards = createShardFiles(ports, id.slice(0, 12));
  /** What has not been written, by account. */
  const waiting = new Map<string, readonly Sample[]>();
  let isRefused = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** What writes waits for what wrote before. */
  const inTurn = (run: () => Promise<void>): Promise<void> => {
    const mine = queue.then(run);
    queue = mine.catch(() => undefined);
    return mine;
  };

  /** In turn, and a disk that refuses is heard of once. */
  const quietly = (run: () => Promise<void>): Promise<void> =>
    inTurn(run).catch((error: unknown) => {
      if (!isRefused) log.warn('The history was not stored', error);
      isRefused = true;
    });

  const read = async (accountId: string, { fromMs, toMs }: Range): Promise<Stretch> => {
    for (let looks = MOST_LOOKS; ; looks -= 1) {
      // Before the look at the disk: what is written meanwhile is then seen twice, and not missed.
      let found = waiting.get(accountId) ?? [];
      const all = await shards.list(accountId).catch(() => []);
      let isOvertaken = false;
      const add = async (shard: Shard): Promise<void> => {
        const loaded = await shards.load(shard);
        if (typeof loaded === 'object') found = [...found, ...loaded.samples];
        else isOvertaken ||= loaded === 'gone';
      };
      const lastBefore = (): Sample | undefined =>
        found.filter(({ atMs }) => atMs < fromMs).reduce<Sample | undefined>(later, undefined);
      for (const shard of all.filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs))
        await add(shard);
      const earlier = all.filter(({ endMs }) => endMs <= fromMs).sort((a, b) => b.endMs - a.endMs);
      for (const shard of earlier) {
        if (shard.endMs <= (lastBefore()?.atMs ?? -Infinity)) break;
        await add(shard);
      }
      if (isOvertaken && looks > 1) continue;
      const samples = mergeSamples(found.filter(({ atMs }) => atMs >= fromMs && atMs < toMs));
      return { before: lastBefore(), samples };
    }
  };

  const writeWaiting = async (accountId: string): Promise<void> => {
    let left = mergeSamples(waiting.get(accountId) ?? []);
    for (let [first] = left; first; [first] = left) {
      const day = periodOf('raw', first.atMs);
      const ofDay = left.filter(({ atMs }) => periodOf('raw', atMs) === day);
      await shards.append(accountId, [first, ...ofDay.slice(1)]);
      isRefused = false;
      left = left.slice(ofDay.length);
      waiting.set(accountId, left);
    }
  };

  /** The last sample up to a moment, by whatever window, if it is not much older. */
  const lastSample = async (accountId: string, atMs: number): Promise<Sample | undefined> => {
    const found = (waiting.get(accountId) ?? []).filter((sample) => sample.atMs <= atMs);
    for (const shard of await shards.list(accountId).catch(() => [])) {
      const isNear = shard.startMs <= atMs && shard.endMs > atMs - HEARTBEAT_MS;
      const last = isNear && shard.resolution === 'raw' && (await shards.lastUpTo(shard, atMs));
      if (last) found.push(last);
    }
    return found.reduce<Sample | undefined>(later, undefined);
  };

  return {
    append: (accountId, sample) =>
      quietly(async () => {
        // One that would not come back is not worth writing.
        if (!isKept(accountId) || !sampleOfLine(lineOf(sample))) return;
        const { atMs } = sample;
        const last = await lastSample(accountId, atMs);
        const isNews =
          !last || atMs - last.atMs >= HEARTBEAT_MS || lineOf({ ...last, atMs }) !== lineOf(sample);
        if (!isNews) return;
        waiting.set(accountId, [...(waiting.get(accountId) ?? []), sample].slice(-MOST_WAITING));
        await writeWaiting(accountId);
      }),
    read,
    async maintain(nowMs) {
      const names = await files.names(shardPrefix()).catch(() => []);
      for (const accountId of new Set([...names.map(accountOfShard), ...waiting.keys()])) {
        await quietly(async () => {
          if (!isKept(accountId)) return;
          await writeWaiting(accountId);
          await rollUp(shards, accountId, nowMs);
        });
      }
    },
    forget: (accountId) =>
      inTurn(async () => {
        for (const one of accountId === undefined ? [...waiting.keys()] : [accountId]) waiting.delete(one);
        for (const name of await files.names(shardPrefix(accountId))) await files.remove(name);
      }),
  };
}

function later(one: Sample | undefined, other: Sample): Sample {
  return one && one.atMs > other.atMs ? one : other;
}
