import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Reading, Spend } from '../model/reading.ts';

/**
 * What history keeps of one reading: the figures that spend and forecast are made of. Amounts are micro-units of
 * `currency`; what the provider did not give is missing, never 0.
 */
export interface Sample {
  /** When the answer came, by the wall clock, UTC. */
  readonly atMs: number;
  /** Opaque: counters of two series are not of the same thing (another key, and maybe another account). */
  readonly series: string;
  /** ISO 4217; one for the whole sample. */
  readonly currency: string;
  /** What is left, as the provider says, negative when overdrawn. */
  readonly balance?: bigint | undefined;
  /** Ever bought: a rise is a top-up, a fall a refund or credits that expired. */
  readonly credits?: bigint | undefined;
  /** The account's counter of everything ever spent. Rises, but for corrections. */
  readonly usage?: bigint | undefined;
  /** The key's own counters. */
  readonly key?: Counters | undefined;
  /** Spent at other providers through one's own keys there (BYOK): never part of the others. */
  readonly ownKeys?: Counters | undefined;
  /** Of the key's limit, where it has one: the server's own figures. */
  readonly limitLeft?: bigint | undefined;
  readonly limit?: bigint | undefined;
}

/** Since the key was made, and in the UTC day, week and month of the sample. */
export interface Counters {
  readonly lifetime: bigint;
  readonly day?: bigint | undefined;
  readonly week?: bigint | undefined;
  readonly month?: bigint | undefined;
}

/** @returns undefined when the reading has no figure to keep, or figures in more than one currency */
export function sampleOf(reading: Reading, atMs: number, series: string): Sample | undefined {
  const { balance, keyLimit, keyKind, spend, ownKeySpend } = reading;
  const seen = new Set<string>();
  const micros = (money: Known<Money>): bigint | undefined => {
    if (money === 'unknown') return undefined;
    seen.add(money.currency);
    return money.amountMicros;
  };
  const counters = ({ lifetime, today, week, month }: Spend): Counters | undefined => {
    const total = micros(lifetime);
    if (total === undefined) return undefined;
    return { lifetime: total, day: micros(today), week: micros(week), month: micros(month) };
  };
  const figures = {
    ...(balance.kind === 'known' && {
      balance: micros(balance.amount),
      credits: micros(balance.credits),
      usage: micros(balance.usage),
    }),
    // A management key cannot run a model: its own counters are 0 for ever and say nothing.
    key: keyKind === 'management' ? undefined : counters(spend),
    ownKeys: keyKind === 'management' ? undefined : counters(ownKeySpend),
    ...(keyLimit.kind === 'limited' && {
      limitLeft: micros(keyLimit.remaining),
      limit: micros(keyLimit.limit),
    }),
  };
  const [currency, ...others] = seen;
  if (currency === undefined || others.length > 0) return undefined;
  return { atMs, series, currency, ...figures };
}
