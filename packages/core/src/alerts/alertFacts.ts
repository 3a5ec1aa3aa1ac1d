import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { Period } from '../model/periods.ts';
import type { KeyLimit } from '../model/reading.ts';
import type { Thresholds } from '../present/severity.ts';
import type { Habit } from './habit.ts';

/**
 * What the rules judge: one account at one moment. Whatever could not be read is `'unknown'`, also while the newest
 * attempt has failed: it neither fires a rule nor counts as recovery.
 */
export interface AlertFacts {
  /** By the wall clock. */
  readonly nowMs: number;
  /** When the newest of it was learnt, by the wall clock: of the reading, or of the attempt that failed. */
  readonly asOfMs: number;
  /** Opaque: with another one (another key, maybe another account) every rule begins anew. */
  readonly series: string;
  /** ISO 4217, of all amounts; an amount of another currency counts as unknown. */
  readonly currency: string;
  readonly balance: Known<Money>;
  /** Ever bought: a rise is a top-up. */
  readonly credits: Known<Money>;
  readonly keyLimit: KeyLimit;
  /** Spent in the UTC day, week and month of `asOfMs`. */
  readonly spend: Readonly<Record<Period, Known<Money>>>;
  /** What may be spent in each; one that is missing is not watched. */
  readonly budgets: Readonly<Partial<Record<Period, Money>>>;
  readonly thresholds: AlertThresholds;
  /** The low end of the forecast's range, in days. */
  readonly runwayDays: Known<number>;
  /** The last half hour or more of the account's counter, in order of time; none where nothing counts. */
  readonly recent: readonly SpendPoint[];
  readonly habit: Known<Habit>;
  readonly keyExpiresAtMs: Known<number>;
  /** Known to be good (false) only when it has just been used. */
  readonly keyRejected: Known<boolean>;
}

export interface AlertThresholds extends Thresholds {
  /** In days; 0 switches the rule off. */
  readonly runwayDays: number;
}

/** What a counter of everything ever spent showed at one moment. */
export interface SpendPoint {
  readonly atMs: number;
  readonly micros: bigint;
}

/** In the order in which they are looked at. Also part of the names of files. */
export const alertRules = [
  'balance',
  'keyLimit',
  'day',
  'week',
  'month',
  'runway',
  'runaway',
  'expiry',
  'rejected',
] as const;
export type AlertRule = (typeof alertRules)[number];

/** What a person is to be told, with the figures for the words. Levels count from 1, the least urgent. */
export type AlertNotice = { readonly level: number } & (
  | { readonly rule: 'balance'; readonly left: Money }
  | { readonly rule: 'keyLimit'; readonly left: Money; readonly limit: Money }
  | { readonly rule: Period; readonly spent: Money; readonly budget: Money }
  | { readonly rule: 'runway'; readonly days: number }
  /** Spent within `spanMs`, where `usually` is for an hour in which anything is spent. */
  | {
      readonly rule: 'runaway';
      readonly spent: Money;
      readonly spanMs: number;
      readonly usually: Known<Money>;
    }
  | { readonly rule: 'expiry'; readonly leftMs: number }
  | { readonly rule: 'rejected' }
);
