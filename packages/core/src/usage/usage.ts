import type { Failure } from '../model/failure.ts';
import type { Known } from '../model/known.ts';
import type { Resets } from '../model/reading.ts';

/**
 * What a provider itself says was used, broken down: by model and provider for each UTC day, by key, by hour. Only a
 * management key may see it. Amounts are micro-units of `currency`. What is not there is not known, and never 0.
 */
export interface Usage {
  readonly currency: string;
  /** By time; only days that are known. Today is the last, where it is known. */
  readonly days: readonly UsageDay[];
  /** By time; only days that are known. */
  readonly keyDays: readonly KeyDay[];
  /** By time; hours without a request are there with 0, hours that are not known are not there. */
  readonly hours: readonly HourUsage[];
  /** Every key of every workspace, disabled ones too. */
  readonly keys: Known<readonly ListedKey[]>;
  /** When the provider last answered all of it, by the wall clock; missing: never. */
  readonly askedAtMs: BySubject<number>;
  /** Why the last attempt lacks something of it. */
  readonly failures: BySubject<Failure>;
  /** The provider cut off an answer: some rows are missing. */
  readonly isTruncated: boolean;
}

/** What is told by itself, and may fail by itself: where one is refused the others are known all the same. */
export const usageSubjects = ['days', 'keyDays', 'hours', 'keys'] as const;
export type UsageSubject = (typeof usageSubjects)[number];
export type BySubject<T> = Readonly<Partial<Record<UsageSubject, T | undefined>>>;

export interface UsageDay {
  /** When the UTC day began. */
  readonly startMs: number;
  readonly rows: readonly UsageRow[];
  /** The day was over, and settled, when it was asked about. */
  readonly isFinal: boolean;
}

/** What one model used at one provider in a day. Names are untrusted text. */
export interface UsageRow {
  readonly model: string;
  readonly provider: Known<string>;
  /** Taken from credits. */
  readonly spentMicros: bigint;
  /** At other providers, through one's own keys there (BYOK). */
  readonly ownKeysMicros: bigint;
  readonly requests: Known<number>;
  readonly promptTokens: Known<number>;
  /** Reasoning is part of it. */
  readonly completionTokens: Known<number>;
  readonly reasoningTokens: Known<number>;
}

export interface KeyDay {
  readonly startMs: number;
  readonly isFinal: boolean;
  /** By the key's name, which is all that the provider tells here; two keys of one name are one. */
  readonly keys: readonly {
    readonly name: string;
    readonly spentMicros: bigint;
    readonly requests: Known<number>;
  }[];
}

export interface HourUsage {
  readonly startMs: number;
  readonly spentMicros: bigint;
  readonly requests: Known<number>;
}

export interface ListedKey {
  /** What people call it. Untrusted text. */
  readonly name: string;
  /** Masked. */
  readonly label: string;
  /** The name of its workspace, else its id. */
  readonly workspace: string;
  readonly isDisabled: boolean;
  readonly limitMicros?: bigint | undefined;
  readonly limitLeftMicros?: bigint | undefined;
  readonly resets: Resets;
  readonly lifetimeMicros?: bigint | undefined;
  readonly todayMicros?: bigint | undefined;
  readonly weekMicros?: bigint | undefined;
  readonly monthMicros?: bigint | undefined;
  readonly createdAtMs?: number | undefined;
  readonly expiresAtMs?: number | undefined;
}
