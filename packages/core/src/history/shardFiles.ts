import { asideName, type FileStore, type FolderSharing, type Logger } from '../ports.ts';
import type { Sample } from './sample.ts';
import { type Resolution, type Shard, shardName, shardOf, shardPrefix } from './shardName.ts';
import { readShard, type ShardContent, shardText } from './shardText.ts';

/** A shard as it was read. Its samples are those of its own time only: any other is a damaged line. */
export interface LoadedShard extends ShardContent {
  readonly shard: Shard;
  readonly text: string;
}

/**
 * The history's files, as one window sees and writes them. Every file has one writer, the window that its name tells:
 * nobody can write over what another has just written, and nobody needs to wait for another. What was rolled up is written
 * once and never changed; it goes when another file, with a higher number, holds all of it.
 */
export interface ShardFiles {
  /** Of one account. Rejects when the disk refuses. */
  list(accountId: string): Promise<readonly Shard[]>;
  /** `gone`: removed since it was listed. `refused`: the disk does not give it; it has been logged. Never rejects. */
  load(shard: Shard): Promise<LoadedShard | 'gone' | 'refused'>;
  /** Whether it was found damaged, and nobody has tried to mend it yet. */
  isDamaged(shard: Shard): boolean;
  /** Writes one of this window's raw shards, anew or for the first time. Rejects when the disk refuses. */
  write(name: string, samples: readonly Sample[]): Promise<void>;
  /** A name that no file has or had, with a number above all others of this account and period. */
  newName(accountId: string, resolution: Resolution, period: string, lastMs: number): Promise<string>;
  /** Writes a new file and looks whether it is there. @returns false where it is not, or would be too large for one */
  add(name: string, samples: readonly Sample[]): Promise<boolean>;
  /** Removes what another file now holds, unless it has changed since it was read. A damaged one is set aside. */
  takeAway(loaded: LoadedShard): Promise<void>;
}

export interface ShardPorts {
  readonly files: FileStore & FolderSharing;
  readonly log: Logger;
}

export function createShardFiles({ files, log }: ShardPorts, windowId: string): ShardFiles {
  /** Names that were complained of: each once. */
  const told = new Set<string>();
  const damaged = new Set<string>();
  /** The highest number that this window has used, by account and period. */
  const used = new Map<string, number>();

  const list = async (accountId: string): Promise<readonly Shard[]> =>
    (await files.names(shardPrefix(accountId))).flatMap((name) => shardOf(name) ?? []);

  const complain = (name: string, what: string): boolean => {
    if (told.has(name)) return false;
    told.add(name);
    log.warn(`${name} ${what}`);
    return true;
  };

  return {
    list,
    async load(shard) {
      const { name, startMs, endMs } = shard;
      let text: string | undefined;
      try {
        text = await files.read(name);
      } catch {
        complain(name, 'cannot be read');
        return 'refused';
      }
      if (text === undefined) return 'gone';
      const { samples, state } = readShard(text);
      if (state === 'alone') complain(name, 'is of a newer version or too large, and is left alone');
      if (state === 'damaged' && complain(name, 'is damaged')) damaged.add(name);
      return {
        shard,
        text,
        state,
        samples: samples.filter(({ atMs }) => atMs >= startMs && atMs < endMs),
      };
    },
    isDamaged: ({ name }) => damaged.has(name),
    write: (name, samples) => files.write(name, shardText(samples)),
    async newName(accountId, resolution, period, lastMs) {
      const numbers = (await list(accountId))
        .filter((shard) => shard.period === period)
        .map(({ number }) => number);
      const key = `${accountId}.${period}`;
      const number = Math.max(0, used.get(key) ?? 0, ...numbers) + 1;
      used.set(key, number);
      return shardName(accountId, period, number, windowId, resolution === 'raw' ? undefined : lastMs);
    },
    async add(name, samples) {
      const text = shardText(samples);
      if (readShard(text).state !== 'good') return false;
      await files.write(name, text);
      return (await files.read(name)) === text;
    },
    async takeAway({ shard: { name, resolution }, text, state }) {
      if (state !== 'damaged' && resolution !== 'raw') return files.remove(name);
      // A raw shard may have grown in the meantime: only the text that was read may go.
      const isMoved = await files.setAside(name, text);
      damaged.delete(name);
      if (isMoved && state !== 'damaged') await files.remove(asideName(name));
    },
  };
}
