import { seriesOf } from '../../packages/core/src/history/series.ts';
import type { Account } from '../../packages/core/src/model/account.ts';
import { HOUR_MS } from '../../packages/core/src/monitor/times.ts';
import { CapturingLog } from '../../packages/core/src/testing/capturingLog.ts';
import { FakeClock } from '../../packages/core/src/testing/fakeClock.ts';
import { MemoryFiles } from '../../packages/core/src/testing/memoryFiles.ts';
import { organisation } from '../../packages/core/src/testing/organisation.ts';
import { ACCOUNT, NOON_MS } from '../../packages/core/src/testing/samples.ts';
import { type Day, dayTableOf } from '../../packages/core/src/usage/dayTable.ts';
import { sharedUsage } from '../../packages/core/src/usage/sharedUsage.ts';
import { storedKeyOf } from '../../packages/core/src/usage/storedKey.ts';
import type { KeyDay, Usage } from '../../packages/core/src/usage/usage.ts';
import { emptyUsageRecord, usageParts } from '../../packages/core/src/usage/usageRecord.ts';

export interface UsedSize {
  /** UTC days before today. */
  readonly days: number;
  readonly models: number;
  readonly keys: number;
  /** How many of the keys spend something in a day. */
  readonly keysADay: number;
}

const providerCount = 40;
const dayMicros = 200_000_000;
const revision = '1';
/** Of the management key with which all of it was learnt. */
export const series = seriesOf(`management:${revision}`);

export function accountWith(id: string): Account {
  return { id, providerId: 'openrouter', keys: [{ slot: 'management', source: 'pasted', revision }] };
}

/**
 * What lies on disk of the usage of {@link ACCOUNT} after so many days on which every model was used: texts by name,
 * written by the real code.
 */
export async function usedAccount(size: UsedSize): Promise<ReadonlyMap<string, string>> {
  const keys = named(size.keys, (at) => `key ${at}`);
  const { usage } = organisation({
    nowMs: NOON_MS,
    days: size.days,
    models: named(size.models, (at) => `maker-${at % providerCount}/model-${at}`),
    providers: named(providerCount, (at) => `Provider ${at}`),
    keys,
    dayMicros,
  });
  const files = new MemoryFiles();
  const shared = sharedUsage({ clock: new FakeClock(), log: new CapturingLog(), files }, ACCOUNT);
  await shared.look();
  const [days, openDays] = split(usage.days.map(({ startMs, rows }) => ({ startMs, rows, isCut: false })));
  const [keyDays, openKeyDays] = split(
    usage.days.map((day, at) => ({
      startMs: day.startMs,
      rows: keysOf(day, at, keys, size.keysADay),
      isCut: false,
    })),
  );
  const record = {
    ...emptyUsageRecord(series, 1),
    attemptAtMs: NOON_MS,
    askedAtMs: Object.fromEntries(usageParts.map((part) => [part, NOON_MS])),
    open: dayTableOf({ days: openDays, keyDays: openKeyDays }),
    hours: usage.hours.flatMap(({ startMs, spentMicros, requests }) => [
      startMs / HOUR_MS,
      Number(spentMicros),
      requests === 'unknown' ? null : requests,
    ]),
    keys: usage.keys === 'unknown' ? [] : usage.keys.map(storedKeyOf),
  };
  await shared.keep(record, { days, keyDays });
  return files.texts;
}

/** The keys that spend take turns, and share evenly what the day cost. */
function keysOf(
  { rows }: Usage['days'][number],
  day: number,
  keys: readonly string[],
  keysADay: number,
): KeyDay['keys'] {
  const total = rows.reduce((sum, row) => sum + row.spentMicros, 0n);
  const share = total / BigInt(keysADay);
  return Array.from({ length: keysADay }, (_, at) => ({
    name: keys[(day * keysADay + at) % keys.length] ?? '',
    spentMicros: at === 0 ? total - share * BigInt(keysADay - 1) : share,
    requests: 1 + at,
  }));
}

/** Those that are final, and today. */
function split<Row>(days: readonly Day<Row>[]): readonly [readonly Day<Row>[], readonly Day<Row>[]] {
  return [days.slice(0, -1), days.slice(-1)];
}

function named(count: number, nameOf: (at: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, at) => nameOf(at));
}
