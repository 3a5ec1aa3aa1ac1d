import type { Meter } from '../../history/meter.ts';
import type { Counters, Sample } from '../../history/sample.ts';
import { DAY_MS, type Period, periodStartMs } from '../../model/periods.ts';
import type { SeededRandom } from '../year/seededRandom.ts';
import type { Ledger } from './ledger.ts';
import type { Expense } from './patterns.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const INTERVAL_MS = 5 * MINUTE_MS;
const SPENDING_MS = 10 * MINUTE_MS;

/** How a life is watched, and what there is to see. */
export interface Watching {
  readonly startMs: number;
  readonly endMs: number;
  /** Each answer tells of a moment this much ago, or less. */
  readonly lagMs: number;
  readonly random: SeededRandom;
  readonly ledger: Ledger;
  readonly sees: { readonly account: boolean; readonly key: boolean };
  readonly limit: { readonly period: Period; readonly micros: number } | undefined;
  readonly bought: readonly Expense[];
  /** From when to when nobody looks. */
  readonly offMs: readonly (readonly [number, number])[];
  /** When every counter begins anew. */
  readonly resetsMs: readonly number[];
  /** When the person takes another key, which counts from then on. */
  readonly replacedMs: number;
}

export interface Watched {
  readonly samples: readonly Sample[];
  /** Of which moment a sample tells, by its `atMs`: an answer may be late. */
  readonly asOfMs: ReadonlyMap<number, number>;
}

/** What is kept: a sample when a figure has changed, and one an hour; asked every 5 minutes, while money goes every minute. */
export function sampleLife(watching: Watching): Watched {
  const { startMs, endMs, lagMs, random, offMs } = watching;
  const answer = provider(watching);
  const samples: Sample[] = [];
  const asOf = new Map<number, number>();
  let shown = '';
  let changedMs = -Infinity;
  let keptMs = -Infinity;
  let off = 0;
  for (let atMs = startMs; atMs < endMs;) {
    while ((offMs[off]?.[1] ?? Infinity) <= atMs) off += 1;
    const [offFrom, offTo] = offMs[off] ?? [Infinity, Infinity];
    if (atMs >= offFrom) atMs = Math.ceil(offTo);
    const asOfMs = Math.floor(atMs - lagMs * random.fraction());
    const figures = answer.figures(asOfMs);
    const isNew = figures !== shown;
    if (isNew && shown !== '') changedMs = atMs;
    shown = figures;
    if (isNew || atMs - keptMs >= HOUR_MS) {
      samples.push(answer.sample(asOfMs, Math.floor(atMs)));
      asOf.set(Math.floor(atMs), asOfMs);
      keptMs = atMs;
    }
    const pace = atMs - changedMs < SPENDING_MS ? MINUTE_MS : INTERVAL_MS;
    atMs += pace * (1 + 0.1 * random.fraction());
  }
  return { samples, asOfMs: asOf };
}

/** What the provider says at a moment: `figures` tells whether anything has changed, quickly; `sample` is all of it. */
function provider({ ledger, sees, limit, bought, resetsMs, replacedMs }: Watching) {
  const countersBeganMs = (asOfMs: number): number => {
    let began = -Infinity;
    for (const atMs of resetsMs) if (atMs <= asOfMs && atMs > began) began = atMs;
    return began;
  };
  const keyBeganMs = (asOfMs: number): number =>
    Math.max(countersBeganMs(asOfMs), asOfMs >= replacedMs ? replacedMs : -Infinity);
  const spent = (meter: Meter, fromMs: number, asOfMs: number): number =>
    ledger.spentUntil(meter, asOfMs) - (fromMs === -Infinity ? 0 : ledger.spentUntil(meter, fromMs - 1));
  const inPeriod = (meter: Meter, period: Period, asOfMs: number): bigint =>
    BigInt(spent(meter, Math.max(keyBeganMs(asOfMs), periodStartMs(period, asOfMs)), asOfMs));
  const counters = (meter: Meter, asOfMs: number): Counters => ({
    lifetime: BigInt(spent(meter, keyBeganMs(asOfMs), asOfMs)),
    day: inPeriod(meter, 'day', asOfMs),
    week: inPeriod(meter, 'week', asOfMs),
    month: inPeriod(meter, 'month', asOfMs),
  });
  const creditsAt = (asOfMs: number): number =>
    bought.reduce((sum, { atMs, micros }) => (atMs <= asOfMs ? sum + micros : sum), 0);

  let boughtUntil = 0;
  return {
    figures(asOfMs: number): string {
      while ((bought[boughtUntil]?.atMs ?? Infinity) <= asOfMs) boughtUntil += 1;
      const account = sees.account ? `${ledger.spentUntil('account', asOfMs)} ${boughtUntil}` : '';
      const key = sees.key
        ? `${ledger.spentUntil('key', asOfMs)} ${ledger.spentUntil('ownKeys', asOfMs)} ${Math.floor(asOfMs / DAY_MS)}`
        : '';
      return `${account} ${key} ${keyBeganMs(asOfMs)}`;
    },
    sample(asOfMs: number, atMs: number): Sample {
      const used = spent('account', countersBeganMs(asOfMs), asOfMs);
      const balance = creditsAt(asOfMs) - ledger.spentUntil('account', asOfMs);
      return {
        atMs,
        series: asOfMs >= replacedMs ? 'second' : 'first',
        currency: 'USD',
        ...(sees.account && {
          balance: BigInt(balance),
          credits: BigInt(balance + used),
          usage: BigInt(used),
        }),
        ...(sees.key && { key: counters('key', asOfMs), ownKeys: counters('ownKeys', asOfMs) }),
        ...(limit && {
          limit: BigInt(limit.micros),
          limitLeft: BigInt(limit.micros) - inPeriod('key', limit.period, asOfMs),
        }),
      };
    },
  };
}
