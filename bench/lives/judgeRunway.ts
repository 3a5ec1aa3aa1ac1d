import { counterOf } from '../../packages/core/src/history/meter.ts';
import { runwayOf } from '../../packages/core/src/forecast/runway.ts';
import type { Sample } from '../../packages/core/src/history/sample.ts';
import { DAY_MS, periodEndMs } from '../../packages/core/src/model/periods.ts';
import type { Life } from '../../packages/core/src/testing/lives/life.ts';
import { type NaiveMethod, naiveMethods, naiveRunOutMs, type Seen } from './naive.ts';

const HOUR_MS = 3_600_000;

/** One forecast held against what then happened. */
export interface Verdict {
  /** `silent`: it told nothing yet. `none`: nothing runs out, and it said so or left it open; `missed`: it did not. */
  readonly kind: 'covered' | 'missed' | 'silent' | 'none';
  /** Of the middle of the range and of the naive methods: by how much of the true time they were off. */
  readonly errors: Readonly<Record<'ours' | NaiveMethod, number>> | undefined;
}

/** @returns undefined where nothing caps the spend, nothing is left, or the ledger ends before it would run out */
export function judgeRunway(life: Life, afterDays: number): Verdict | undefined {
  // An odd hour: at the full one the hourly sample would always be fresh.
  const nowMs = life.startMs + afterDays * DAY_MS + 1.4 * HOUR_MS;
  const samples = life.samples.filter(({ atMs }) => atMs <= nowMs);
  const newest = samples.at(-1);
  if (!newest) return undefined;
  const truth = truthOf(life, newest);
  if (truth === undefined) return undefined;
  const runway = runwayOf(samples, life.limitResets, nowMs);
  if (runway.kind === 'collecting') return { kind: 'silent', errors: undefined };
  if (truth === 'never') {
    const isSaid = runway.kind !== 'range' || runway.latestMs === undefined;
    return { kind: isSaid ? 'none' : 'missed', errors: undefined };
  }
  const isCovered =
    runway.kind === 'range' && runway.earliestMs <= truth && truth <= (runway.latestMs ?? Infinity);
  const error = (runOutMs: number): number =>
    Math.abs(runOutMs - truth) / Math.max(HOUR_MS, truth - newest.atMs);
  const seen = bindingCap(newest);
  const naive = Object.keys(naiveMethods).map((method) => [
    method,
    error(naiveRunOutMs(method as NaiveMethod, samples, seen)),
  ]);
  return {
    kind: isCovered ? 'covered' : 'missed',
    errors: {
      ours: error(runway.kind === 'range' ? runway.medianMs : Infinity),
      ...(Object.fromEntries(naive) as Record<NaiveMethod, number>),
    },
  };
}

/** When the first of the caps is reached. @returns 'never': a limit begins anew before; undefined: nobody knows */
function truthOf({ ledger, limitResets, asOfMs }: Life, newest: Sample): number | 'never' | undefined {
  const fromMs = asOfMs.get(newest.atMs) ?? newest.atMs;
  const { balance, limitLeft } = newest;
  if ((balance ?? limitLeft) === undefined || (balance ?? 1n) <= 0n || (limitLeft ?? 1n) <= 0n)
    return undefined;
  const ends: number[] = [];
  if (balance !== undefined) {
    const atMs = ledger.whenSpent('account', fromMs, Number(balance));
    if (atMs === undefined) return undefined;
    ends.push(atMs);
  }
  if (limitLeft !== undefined) {
    const period = ({ daily: 'day', weekly: 'week', monthly: 'month' } as const)[limitResets.kind as 'daily'];
    const atMs = ledger.whenSpent('key', fromMs, Number(limitLeft)) ?? Infinity;
    if (atMs < periodEndMs(period, fromMs)) ends.push(atMs);
  }
  return ends.length === 0 ? 'never' : Math.min(...ends);
}

/** The one that a status bar shows: of which less is left. */
function bindingCap({ balance, limitLeft }: Sample): Seen {
  const isLimit = balance === undefined || (limitLeft !== undefined && limitLeft < balance);
  return isLimit
    ? { left: (sample) => sample.limitLeft, counter: (sample) => counterOf(sample, 'key') }
    : { left: (sample) => sample.balance, counter: (sample) => counterOf(sample, 'account') };
}
