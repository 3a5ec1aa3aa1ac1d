import { DAY_MS, periodEndMs } from '../model/periods.ts';

/**
 * A file of samples of one account, as its name tells: `history.ACCOUNT.PERIOD.NUMBER.WINDOW.txt` holds all samples that
 * one window has taken on a UTC day (`20261124`); `history.ACCOUNT.PERIOD.NUMBER.WINDOW.DAY.txt` what was rolled up of a
 * month (`202611`) or a year (`2026`), up to the end of that day. Names hold random ids, days and numbers.
 */
export interface Shard {
  readonly name: string;
  readonly resolution: Resolution;
  readonly period: string;
  readonly number: number;
  /** Its samples are of this time and no other, the end not included. By the wall clock, UTC. */
  readonly startMs: number;
  readonly endMs: number;
  /** When the day, month or year is over. */
  readonly periodEndMs: number;
}

export type Resolution = 'raw' | 'hourly' | 'daily';

const PERIOD_LENGTH = { raw: 8, hourly: 6, daily: 4 } as const;
const NAME = /^history\.[0-9a-z]+\.(\d{4}|\d{6}|\d{8})\.(\d{1,9})\.[0-9a-z]+(?:\.(\d{8}))?\.txt$/;

/** What the names of all of an account's files begin with; those of all accounts without one. */
export function shardPrefix(accountId?: string): string {
  return accountId === undefined ? 'history.' : `history.${accountId}.`;
}

/** The day, month or year that a moment lies in, as it stands in a name. */
export function periodOf(resolution: Resolution, atMs: number): string {
  return new Date(atMs).toISOString().replace(/\D/g, '').slice(0, PERIOD_LENGTH[resolution]);
}

/** @param lastMs of the last sample, for what is rolled up */
export function shardName(
  accountId: string,
  period: string,
  number: number,
  windowId: string,
  lastMs?: number,
): string {
  const until = lastMs === undefined ? '' : `.${periodOf('raw', lastMs)}`;
  return `${shardPrefix(accountId)}${period}.${number}.${windowId}${until}.txt`;
}

/** @returns undefined for what is no name of ours, and for what was set aside */
export function shardOf(name: string): Shard | undefined {
  const [, period = '', number, until] = NAME.exec(name) ?? [];
  const startMs = startOf(period);
  const resolution = period.length === 8 ? 'raw' : period.length === 6 ? 'hourly' : 'daily';
  const isRaw = resolution === 'raw';
  const endMs = startOf(until ?? period) + DAY_MS;
  if (!(endMs > startMs) || isRaw !== (until === undefined)) return undefined;
  const end = isRaw ? endMs : resolution === 'hourly' ? periodEndMs('month', startMs) : endOfYear(startMs);
  return { name, resolution, period, number: Number(number), startMs, endMs, periodEndMs: end };
}

/** The account that a file is of. */
export function accountOfShard(name: string): string {
  return name.split('.')[1] ?? '';
}

function startOf(period: string): number {
  return Date.parse(`${period.slice(0, 4)}-${period.slice(4, 6) || '01'}-${period.slice(6) || '01'}`);
}

function endOfYear(startMs: number): number {
  return Date.UTC(new Date(startMs).getUTCFullYear() + 1);
}
