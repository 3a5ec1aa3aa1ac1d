import { asideName, type FileStore, type FolderSharing, type Logger } from '../ports.ts';
import type { Sample } from './sample.ts';
import { periodOf, type Resolution, type Shard, shardName, shardOf, shardPrefix } from './shardName.ts';
import { extended, lastUpTo, readShard, type ShardContent, shardText } from './shardText.ts';

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
  /** The last of a raw shard's samples up to a moment; undefined where there is none to be had. Never rejects. */
  lastUpTo(shard: Shard, atMs: number): Promise<Sample | undefined>;
  /** Writes samples of one day, in order, into this window's own shard. Rejects when the disk refuses. */
  append(accountId: string, samples: readonly [Sample, ...Sample[]]): Promise<void>;
  /**
   * A name that this window has not used yet, with a number above those of others.
   * @param lastMs of the last sample that will be in it
   */
  newName(
    accountId: string,
    resolution: Resolution,
    period: string,
    others: readonly Shard[],
    lastMs: number,
  ): string;
  /** Writes a new file and looks whether it is there. @returns false where it is not, or would be too large for one */
  add(name: string, samples: readonly Sample[]): Promise<boolean>;
  /** Removes what another file now holds, unless it has changed since it was read. A damaged one is set aside. */
  takeAway(loaded: LoadedShard): Promise<void>;
  /**
   * Puts back what is not damaged and yet set aside: the window that took it away has ended before it removed it, or saw
   * that it had grown. Rejects when the disk refuses.
   */
  putBack(accountId: string): Promise<void>;
}

export interface ShardPorts {
  readonly files: FileStore & FolderSharing;
  readonly log: Logger;
}

const ASIDE = asideName('');

export function createShardFiles({ files, log }: ShardPorts, windowId: string): ShardFiles {
  /** Names that were complained of: each once. */
  const told = new Set<string>();
  const damaged = new Set<string>();
  /** This window's own shard that is being filled, by account. */
  const current = new Map<string, { readonly day: string; readonly name: string }>();
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

  const read = async (name: string): Promise<{ readonly text: string } | 'gone' | 'refused'> => {
    try {
      const text = await files.read(name);
      return text === undefined ? 'gone' : { text };
    } catch {
      complain(name, 'cannot be read');
      return 'refused';
    }
  };

  const newName: ShardFiles['newName'] = (accountId, resolution, period, others, lastMs) => {
    const key = `${accountId}.${period}`;
    const number = Math.max(used.get(key) ?? 0, ...others.map((shard) => shard.number)) + 1;
    used.set(key, number);
    return shardName(accountId, period, number, windowId, resolution === 'raw' ? undefined : lastMs);
  };

  return {
    list,
    newName,
    async load(shard) {
      const { name, startMs, endMs } = shard;
      const found = await read(name);
      if (typeof found === 'string') return found;
      const { text } = found;
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
    async lastUpTo({ name }, atMs) {
      const found = await read(name);
      return typeof found === 'string' ? undefined : lastUpTo(found.text, atMs);
    },
    async append(accountId, samples) {
      const day = periodOf('raw', samples[0].atMs);
      const known = current.get(accountId);
      // Read again: what was removed, by whichever window, must not come back. What is no file of ours is left as it is.
      const found = known?.day === day ? await read(known.name) : 'gone';
      const text = typeof found === 'string' ? undefined : extended(found.text, samples);
      if (known && text !== undefined) return files.write(known.name, text);
      const others = (await list(accountId)).filter(({ period }) => period === day);
      const name = newName(accountId, 'raw', day, others, 0);
      await files.write(name, shardText(samples));
      current.set(accountId, { day, name });
    },
    isDamaged: ({ name }) => damaged.has(name),
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
    async putBack(accountId) {
      for (const aside of await files.names(shardPrefix(accountId))) {
        const name = aside.slice(0, -ASIDE.length);
        const text = asideName(name) === aside && shardOf(name) ? await files.read(aside) : undefined;
        if (text === undefined || readShard(text).state !== 'good') continue;
        await files.create(name, text);
        await files.remove(aside);
      }
    },
  };
}
