import type { Counters, Sample } from './sample.ts';

/**
 * Whose spend: `account` is everything that is taken from the account's credit, by whatever key; `key` what this key
 * took; `ownKeys` what it cost at other providers (BYOK), which takes nothing from the credit.
 */
export type Meter = 'account' | 'key' | 'ownKeys';

/** The counter of everything ever spent, in micro-units; undefined where this sample has none. */
export function counterOf(sample: Sample, meter: Meter): bigint | undefined {
  return meter === 'account' ? sample.usage : sample[meter]?.lifetime;
}

/** The provider's own counters of the day, week and month, where it has them. */
export function periodCountersOf(sample: Sample, meter: Meter): Counters | undefined {
  return meter === 'account' ? undefined : sample[meter];
}
