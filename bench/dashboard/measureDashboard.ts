import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RangeName } from '../../packages/core/src/dashboard/view.ts';
import { ACCOUNT } from '../../packages/core/src/testing/samples.ts';
import { pastOf } from '../history/pastOf.ts';
import { compare, type Comparison } from '../stats.ts';
import { type DashboardHost, openDashboardHost, type Shown } from './dashboardHost.ts';
import { heapBytes } from './heapBytes.ts';
import { usedAccount, type UsedSize } from './usedAccount.ts';

/** What a dashboard costs the extension host: one of accounts that have been used for years. */
export interface DashboardCost {
  readonly years: number;
  readonly accounts: number;
  readonly size: Omit<UsedSize, 'days'>;
  /** Of usage and history, of all accounts. */
  readonly files: number;
  readonly bytes: number;
  /** What a window keeps in memory after it has shown all of one account, and then of every other. */
  readonly heapOfOneBytes: number;
  readonly heapOfAllBytes: number;
  readonly ranges: readonly RangeCost[];
}

/** Beside 30 days of an account with as many models and keys that is a month old. */
export interface RangeCost {
  readonly range: RangeName;
  /** In a window that has read nothing yet. */
  readonly readFirst: Comparison;
  readonly readAgain: Comparison;
  readonly make: Comparison;
  readonly stateBytes: number;
}

const years = 5;
const days = 1826;
const monthDays = 31;
const accountIds = Array.from({ length: 10 }, (_, at) => `${at}${ACCOUNT.slice(1)}`);
const [firstId = ACCOUNT] = accountIds;
const rounds = 8;
const ranges = ['30d', '1y', 'all'] as const satisfies readonly RangeName[];
const sizes = [
  { models: 300, keys: 140, keysADay: 140 },
  { models: 300, keys: 10_000, keysADay: 500 },
] as const;

/** On a real disk, in the folder for temporary files. Half a minute goes into living through the years first. */
export async function measureDashboard(): Promise<readonly DashboardCost[]> {
  const [past, lastMonth] = [await pastOf(years), await pastOf(monthDays / 365)];
  const costs: DashboardCost[] = [];
  for (const size of sizes) {
    const [old, young] = [scratch(), scratch()];
    try {
      const kept = [...past, ...(await usedAccount({ ...size, days }))];
      const bytes = accountIds.reduce((sum, id) => sum + place(old, kept, id), 0);
      place(young, [...lastMonth, ...(await usedAccount({ ...size, days: monthDays }))], firstId);
      costs.push({
        years,
        accounts: accountIds.length,
        size,
        files: kept.length * accountIds.length,
        bytes,
        ...(await measureHeap(old)),
        ranges: await measureRanges(old, young),
      });
    } finally {
      for (const folder of [old, young]) rmSync(folder, { recursive: true, force: true });
    }
  }
  return costs;
}

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'opencredits-dashboard-'));
}

/** Puts files of {@link ACCOUNT} there as those of another. @returns their bytes */
function place(folder: string, texts: Iterable<readonly [string, string]>, id: string): number {
  let bytes = 0;
  for (const [name, text] of texts) {
    writeFileSync(join(folder, name.replace(ACCOUNT, id)), text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

interface Looks {
  readonly first: Shown;
  readonly again: Shown;
}

/** The ranges take turns with the baseline. */
async function measureRanges(old: string, young: string): Promise<readonly RangeCost[]> {
  const baseline: Looks[] = [];
  const ours = ranges.map((range) => ({ range, looks: [] as Looks[] }));
  for (let round = 0; round < rounds; round += 1) {
    baseline.push(await twice(young, [firstId], '30d'));
    for (const { range, looks } of ours) looks.push(await twice(old, accountIds, range));
  }
  return ours.map(({ range, looks }) => {
    const beside = (figure: (look: Looks) => number): Comparison =>
      compare(
        'ms',
        baseline.flatMap((before, at) => {
          const look = looks[at];
          return look ? [{ ours: figure(look), baseline: figure(before) }] : [];
        }),
      );
    return {
      range,
      readFirst: beside(({ first }) => first.readMs),
      readAgain: beside(({ again }) => again.readMs),
      make: beside(({ again }) => again.makeMs),
      stateBytes: looks.at(-1)?.again.stateBytes ?? 0,
    };
  });
}

/** In a window of its own. */
async function twice(folder: string, ids: readonly string[], range: RangeName): Promise<Looks> {
  return within(folder, ids, async (host) => ({
    first: await host.show(firstId, range),
    again: await host.show(firstId, range),
  }));
}

async function measureHeap(
  folder: string,
): Promise<Pick<DashboardCost, 'heapOfOneBytes' | 'heapOfAllBytes'>> {
  return within(folder, accountIds, async (host) => {
    const beforeBytes = await heapBytes();
    await host.show(firstId, 'all');
    const heapOfOneBytes = (await heapBytes()) - beforeBytes;
    for (const id of accountIds) await host.show(id, 'all');
    return { heapOfOneBytes, heapOfAllBytes: (await heapBytes()) - beforeBytes };
  });
}

async function within<T>(
  folder: string,
  ids: readonly string[],
  use: (host: DashboardHost) => Promise<T>,
): Promise<T> {
  const host = openDashboardHost(folder, ids);
  try {
    return await use(host);
  } finally {
    host.close();
  }
}
