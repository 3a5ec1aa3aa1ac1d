import { createHistory } from '../../packages/core/src/history/history.ts';
import { FULL_MS, HOUR_MS, HOURLY_MS } from '../../packages/core/src/history/rollUp.ts';
import type { Sample } from '../../packages/core/src/history/sample.ts';
import { spendBetween } from '../../packages/core/src/history/spend.ts';
import { DAY_MS } from '../../packages/core/src/model/periods.ts';
import { BRIEF, FIRST_MS, LASTING, sampleAt } from './past.ts';
import type { KillPorts } from './ports.ts';
import type { Said, Step } from './state.ts';

/** What hosts have said of the past on one folder, against which is held what they have left there. */
export interface Truth {
  /** The latest moment that a host has spoken of. */
  readonly nowMs: number;
  /** How many samples and notices were acknowledged. */
  readonly samples: number;
  readonly notices: number;
  /** A roll-up was broken off, and none has been made since: what it was to remove may lie aside. */
  readonly isLeftAside: boolean;
  /** @returns in words, what was told a second time */
  hear(said: readonly Said[]): readonly string[];
  /** After a host was killed. @returns in words, what is not on disk, or not right there */
  lossesOn(ports: KillPorts): Promise<readonly string[]>;
}

const EVER = { fromMs: 0, toMs: Date.UTC(9999, 0) };

export function createTruth(): Truth {
  let nowMs = FIRST_MS;
  let samples = 0;
  let isLeftAside = false;
  const told = new Set<string>();
  /** By account: when the samples were taken that were acknowledged, or found after their host was killed. */
  const taken = new Map<string, readonly number[]>();
  /** What the last host was killed in. */
  let halfDone: Step | undefined;

  /** An account's samples as they should be: with the one that was under way if it is there. */
  const right = (accountId: string, found: readonly Sample[]): readonly number[] => {
    const known = taken.get(accountId) ?? [];
    const { kind, atMs = 0 } = halfDone?.accountId === accountId ? halfDone : {};
    // Any of what was there may be left.
    if (kind === 'forget') return known.filter((one) => found.some((sample) => sample.atMs === one));
    return kind === 'append' && found.at(-1)?.atMs === atMs ? [...known, atMs] : known;
  };

  const lossesOf = (accountId: string, found: readonly Sample[]): readonly string[] => {
    const times = right(accountId, found);
    const wrong = found.filter(({ atMs, usage }) => !times.includes(atMs) || usage !== sampleAt(atMs).usage);
    const missing = owed(times, nowMs).filter((one) => !found.some(({ atMs }) => atMs === one));
    // What is lost is said once.
    taken.set(
      accountId,
      times.filter((one) => !missing.includes(one)),
    );
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    const spend = spendBetween(found, 'account', EVER.fromMs, EVER.toMs);
    const spent = spend === 'unknown' ? 0n : spend.amount.amountMicros;
    return [
      ...wrong.map(({ atMs }) => `${accountId}: the sample of ${wordsOf(atMs)} was never taken so`),
      ...missing.map((atMs) => `${accountId}: the sample of ${wordsOf(atMs)} is missing`),
      ...(spent === BigInt(last - first) ? [] : [`${accountId}: ${spent} spent and not ${last - first}`]),
    ];
  };

  return {
    get nowMs() {
      return nowMs;
    },
    get samples() {
      return samples;
    },
    get notices() {
      return told.size;
    },
    get isLeftAside() {
      return isLeftAside;
    },
    hear(said) {
      halfDone = undefined;
      return said.flatMap(({ what, step, notice }) => {
        if (!step) return [];
        const { kind, accountId, atMs } = step;
        nowMs = Math.max(nowMs, atMs);
        halfDone = what === 'begins' ? step : undefined;
        if (kind === 'maintain') isLeftAside = what === 'begins';
        if (what === 'begins') return [];
        if (kind === 'append') {
          samples += 1;
          taken.set(accountId, [...(taken.get(accountId) ?? []), atMs]);
        }
        if (kind === 'forget') taken.delete(accountId);
        if (notice === undefined) return [];
        const isAgain = told.has(notice);
        told.add(notice);
        return isAgain ? [`told again: ${notice}`] : [];
      });
    },
    async lossesOn(ports) {
      const history = createHistory({ ...ports, isKept: () => true }, 'judge');
      const losses: string[] = [];
      for (const accountId of [LASTING, BRIEF])
        losses.push(...lossesOf(accountId, (await history.read(accountId, EVER)).samples));
      return losses;
    },
  };
}

/** Which samples must be there: all of two days, of older ones the last of each hour or day, and the very first. */
function owed(times: readonly number[], nowMs: number): readonly number[] {
  return times.filter((atMs, at) => {
    const ageMs = nowMs - atMs;
    const next = times[at + 1];
    if (at === 0 || next === undefined || ageMs < FULL_MS) return true;
    const bucketMs = ageMs < HOURLY_MS ? HOUR_MS : DAY_MS;
    return Math.floor(next / bucketMs) > Math.floor(atMs / bucketMs);
  });
}

function wordsOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
