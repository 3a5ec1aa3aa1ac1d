import type { Sample } from '../../../packages/core/src/history/sample.ts';
import type { AccountChange } from '../../../packages/simulator/src/index.ts';
import { dollars, starts } from './ledger.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DOLLAR = 1_000_000;

export const PER_HOUR_MICROS = 100_000;
/** So many whole days before today. */
export const DAYS = 21;
/** What is left now: it lasts fifteen days. */
export const LEFT_MICROS = 36 * DOLLAR;
export const LASTS_DAYS = LEFT_MICROS / PER_HOUR_MICROS / 24;
const CREDITS_MICROS = 200 * DOLLAR;

/** What there is to be seen of it. Amounts are millionths. */
export interface SteadyPast {
  /** How the account stands now. */
  readonly account: AccountChange;
  /** The moment up to which it was lived. */
  readonly nowMs: number;
  /** No window was open. */
  readonly gap: { readonly fromMs: number; readonly toMs: number };
  /** Twice an hour, every five minutes in the last two; none in a day that nobody watched. By time. */
  readonly seenAtMs: readonly number[];
  balanceAt(atMs: number): number;
  readonly topUps: readonly Moved[];
  /** Besides spending, the newest first. */
  readonly events: readonly Happened[];
  /** From what the open window has kept. */
  samples(now: Sample): readonly Sample[];
}

interface Moved {
  readonly atMs: number;
  readonly micros: number;
}

interface Happened extends Moved {
  readonly words: string;
}

/**
 * Three weeks of an account, up to a moment, of which everything is known: ten cents went in every hour, day and night; it
 * was topped up twice, something was refunded, the key's weekly limit was raised, and on one day no window was open.
 */
export function steadyPast(nowMs: number): SteadyPast {
  const { day } = starts(nowMs);
  /** So many days before today, at a full hour UTC. */
  const at = (daysAgo: number, hour: number): number => day - daysAgo * DAY_MS + hour * HOUR_MS;
  const topUps = [
    { atMs: at(18, 15), micros: 20 * DOLLAR },
    { atMs: at(4, 9), micros: 25 * DOLLAR },
  ];
  const refund = { atMs: at(15, 10), micros: 5 * DOLLAR };
  const raised = { atMs: at(10, 12), fromMicros: 60 * DOLLAR, toMicros: 100 * DOLLAR };

  // Around a month's beginning it would hide how much of what went meanwhile was that month's.
  const gapAgo = new Date(at(12, 0)).getUTCDate() === 1 ? 11 : 12;
  const gap = { fromMs: at(gapAgo + 1, 6), toMs: at(gapAgo, 6) };

  const spent = (fromMs: number, toMs: number): number =>
    Math.round(((toMs - fromMs) * PER_HOUR_MICROS) / HOUR_MS);
  const later = (moved: readonly Moved[], atMs: number): number =>
    moved.reduce((sum, one) => (one.atMs > atMs ? sum + one.micros : sum), 0);
  const creditsAt = (atMs: number): number => CREDITS_MICROS - later(topUps, atMs) + later([refund], atMs);
  const usageAt = (atMs: number): number => CREDITS_MICROS - LEFT_MICROS - spent(atMs, nowMs);
  const limitAt = (atMs: number): number => (atMs < raised.atMs ? raised.fromMicros : raised.toMicros);
  const countersAt = (atMs: number) => {
    const since = starts(atMs);
    return {
      lifetime: usageAt(atMs),
      day: spent(since.day, atMs),
      week: spent(since.week, atMs),
      month: spent(since.month, atMs),
    };
  };
  const limitLeftAt = (atMs: number): number => limitAt(atMs) - countersAt(atMs).week;

  // Somebody looked soon after midnight: only then is it known what of the first hour's spend is today's.
  const looksMs = new Set([day + 5 * MINUTE_MS]);
  for (let atMs = at(DAYS, 0); atMs <= nowMs; atMs += nowMs - atMs > 2 * HOUR_MS ? HOUR_MS : 5 * MINUTE_MS) {
    looksMs.add(atMs);
    // An answer may be two minutes late: what is told a little later tells that an hour's end was seen.
    looksMs.add(atMs + 3 * MINUTE_MS);
  }
  const seenAtMs = [...looksMs]
    .filter((atMs) => atMs <= nowMs && (atMs < gap.fromMs || atMs >= gap.toMs))
    .sort((a, b) => a - b);

  // Of what happened while nobody watched the first look afterwards tells.
  const resets = seenAtMs.filter((atMs, index) => {
    const before = seenAtMs[index - 1];
    return before !== undefined && starts(before).week !== starts(atMs).week;
  });
  const events = [
    ...topUps.map((one) => ({ ...one, words: 'Topped up' })),
    { ...refund, words: 'Credits fell: refunded, expired or moved away' },
    { atMs: raised.atMs, words: 'Key limit raised from $60 to $100', micros: raised.toMicros },
    ...resets.map((atMs) => {
      const micros = limitLeftAt(atMs);
      return { atMs, words: `The key limit began anew: ${dollars(micros)} may be spent`, micros };
    }),
  ].sort((a, b) => b.atMs - a.atMs);

  const usd = (micros: number): number => micros / DOLLAR;
  const { lifetime: total, day: daily, week: weekly, month: monthly } = countersAt(nowMs);
  return {
    account: {
      totalCreditsUsd: usd(CREDITS_MICROS),
      totalUsageUsd: usd(usageAt(nowMs)),
      usage: { total: usd(total), daily: usd(daily), weekly: usd(weekly), monthly: usd(monthly) },
      limitUsd: usd(raised.toMicros),
      limitReset: 'weekly',
    },
    nowMs,
    gap,
    seenAtMs,
    balanceAt: (atMs) => creditsAt(atMs) - usageAt(atMs),
    topUps,
    events,
    samples: (now) =>
      seenAtMs.map((atMs) => {
        const { lifetime, ...since } = countersAt(atMs);
        return {
          ...now,
          atMs,
          balance: BigInt(creditsAt(atMs) - usageAt(atMs)),
          credits: BigInt(creditsAt(atMs)),
          usage: BigInt(usageAt(atMs)),
          key: {
            lifetime: BigInt(lifetime),
            day: BigInt(since.day),
            week: BigInt(since.week),
            month: BigInt(since.month),
          },
          limit: BigInt(limitAt(atMs)),
          limitLeft: BigInt(limitLeftAt(atMs)),
        };
      }),
  };
}
