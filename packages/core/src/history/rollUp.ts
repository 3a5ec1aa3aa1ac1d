import { DAY_MS } from '../model/periods.ts';
import { mergeSamples } from './mergeSamples.ts';
import type { LoadedShard, ShardFiles } from './shardFiles.ts';
import { periodOf, type Resolution, type Shard } from './shardName.ts';
import { thin } from './thin.ts';

export const HOUR_MS = 3_600_000;
/** How long every sample is kept, and then those that an hour needs; what a day needs is kept for ever. */
export const FULL_MS = 2 * DAY_MS;
export const HOURLY_MS = 90 * DAY_MS;

/**
 * How many days of samples must have begun since a file grew too old. A clock alone makes nothing old: it may be years
 * ahead for an afternoon. Two such days it would have to live through, as would an account that nothing is heard of.
 */
const WITNESSES = 2;

/**
 * Replaces files that have grown too old by what is to be kept of them, and several of one month or year by one.
 * Everything is worked out anew from what lies there and goes only when what holds it has been read back, so it may be
 * done twice, by two windows at once, and be broken off anywhere. Rejects when the disk refuses.
 */
export async function rollUp(files: ShardFiles, accountId: string, nowMs: number): Promise<void> {
  const replace = async (
    inputs: readonly Shard[],
    to: Resolution,
    period: string,
    bucketMs?: number,
  ): Promise<void> => {
    const [only] = inputs;
    if (!only || (inputs.length === 1 && only.resolution === to && !files.isDamaged(only))) return;
    const loaded: LoadedShard[] = [];
    for (const shard of inputs) {
      const one = await files.load(shard);
      // What is left out stays where it is.
      if (typeof one === 'object' && one.state !== 'alone') loaded.push(one);
    }
    const all = mergeSamples(loaded.flatMap(({ samples }) => samples));
    const kept = bucketMs === undefined ? all : thin(all, bucketMs);
    const last = kept.at(-1);
    if (last) {
      const name = files.newName(accountId, to, period, inputs, last.atMs);
      if (!(await files.add(name, kept))) return;
    }
    for (const one of loaded) await files.takeAway(one);
  };

  const step = async (from: Resolution, keepMs: number, to: Resolution, bucketMs: number): Promise<void> => {
    const shards = await files.list(accountId);
    const raw = shards.filter(({ resolution, startMs }) => resolution === 'raw' && startMs <= nowMs);
    const days = [...new Set(raw.map(({ startMs }) => startMs))].sort((a, b) => b - a);
    const witnessMs = days[WITNESSES - 1] ?? -Infinity;
    const isOld = ({ periodEndMs }: Shard): boolean => witnessMs >= periodEndMs + keepMs;
    const sources = shards.filter(({ resolution }) => resolution === from);
    const old = sources.filter(isOld);
    const targets = shards.filter(({ resolution }) => resolution === to);
    const inputs = new Map<string, Shard[]>();
    for (const shard of [...old, ...targets]) {
      const period = periodOf(to, shard.startMs);
      inputs.set(period, [...(inputs.get(period) ?? []), shard]);
    }
    for (const [period, ofPeriod] of inputs) await replace(ofPeriod, to, period, bucketMs);
    // What is damaged and stays: mended, with all that is good in it.
    for (const shard of sources.filter((one) => files.isDamaged(one) && !old.includes(one))) {
      await replace([shard], from, shard.period);
    }
  };

  await files.putBack(accountId);
  await step('raw', FULL_MS, 'hourly', HOUR_MS);
  await step('hourly', HOURLY_MS, 'daily', DAY_MS);
}
