import type { Severity } from '../present/severity.ts';
import type { DashboardView } from './view.ts';

/**
 * All that the page draws, as the host pushes it: plain JSON, made anew for each view. Amounts are whole millionths of the
 * account's currency; null is not known, and never 0. Times are milliseconds by the wall clock. Names are untrusted text.
 */
export interface DashboardState {
  readonly nowMs: number;
  /** BCP 47, one that Intl knows. */
  readonly locale: string;
  /** IANA: what times of day are shown in. Days are UTC days, as the provider counts. */
  readonly timeZone: string;
  /** Amounts are not to be seen: the page writes `•••` for each. */
  readonly hideAmounts: boolean;
  /** What this is of: as it was asked for, but with an account that there is. */
  readonly view: DashboardView;
  /** The list of accounts has not been read yet. */
  readonly isStarting: boolean;
  /** Every account that is watched, in the person's order. */
  readonly accounts: readonly AccountRow[];
  /** The one that is looked at; undefined where there is none. */
  readonly account?: AccountDetail | undefined;
}

/** Millionths. */
export type Micros = number;

/** Headline figure with its words, as the status bar and tooltip have them. */
export interface HeadlineText {
  /** "$12.40". */
  readonly figure: string;
  /** "account balance". */
  readonly meaning: string;
  /** For a screen reader. */
  readonly spoken: string;
  readonly severity: Severity;
}

export interface Freshness {
  /** When the shown figures were answered; null: nobody knows. */
  readonly asOfMs: number | null;
  readonly nextAtMs: number | null;
  readonly isRefreshing: boolean;
}

/** What went wrong and what to do, in sentences. */
export interface TroubleText {
  readonly what: string;
  readonly todo: string;
}

/** Accounts side by side. */
export interface AccountRow extends Freshness {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  /** ISO 4217; null while no figure is known. */
  readonly currency: string | null;
  readonly headline: HeadlineText | null;
  readonly trouble: TroubleText | null;
  readonly today: Spent | null;
  readonly week: Spent | null;
  readonly month: Spent | null;
  /** "5–9 days", or why there is none. */
  readonly runway: string;
}

/** What was spent in a time, and how well that is known. */
export interface Spent {
  readonly micros: Micros;
  /** `reported`: the provider's own figure. `observed`: worked out from what was seen. */
  readonly basis: 'reported' | 'observed';
  /** It is not of the whole time. */
  readonly isPartial: boolean;
}

export interface AccountDetail extends AccountRow {
  readonly caps: readonly CapText[];
  readonly keyExpiresAtMs: number | null;
  /** Calm lines: what a management key would add, that data lag or were cut off, that the account is overdrawn. */
  readonly notes: readonly string[];
  readonly range: ShownRange;
  readonly periods: readonly PeriodSpent[];
  /** Per hour, over the last hour; null while collecting. */
  readonly paceMicrosPerHour: Micros | null;
  readonly runwayDetail: string;
  readonly balance: BalanceChart;
  readonly spend: SpendChart;
  readonly hours: HourMap;
  readonly models: Breakdown<ModelRow>;
  readonly keys: Breakdown<KeyRow>;
  /** Of the range, the newest first. */
  readonly events: readonly EventRow[];
}

export interface CapText {
  readonly kind: 'balance' | 'keyLimit' | 'budget';
  readonly label: string;
  readonly left: Micros;
  readonly of: Micros | null;
  /** When the limit begins anew; null: never, or nobody knows. */
  readonly resetsAtMs: number | null;
  /** The one that decides what can be spent. */
  readonly binds: boolean;
}

export type BucketSize = 'hour' | 'day' | 'week' | 'month';

export interface ShownRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucket: BucketSize;
  /** Just before, and as long as what has passed of the range, to the hour; null for all. */
  readonly before: { readonly fromMs: number; readonly toMs: number } | null;
}

export interface PeriodSpent {
  readonly period: 'day' | 'week' | 'month';
  readonly spent: Spent | null;
  /** Whose it is where there are two that it could be, and since when it was watched: "this key", "seen since 09:41 UTC". */
  readonly detail: string;
  readonly budget: Micros | null;
}

export interface TimedMicros {
  readonly atMs: number;
  readonly micros: Micros;
}

/** What was left over time, and how long it may last. */
export interface BalanceChart {
  /** What the line is of; `none`: nothing that is left is known. */
  readonly of: 'balance' | 'keyLimit' | 'none';
  /** Pieces between gaps, 300 points in all at most. A step: it stayed so until the next point. */
  readonly lines: readonly (readonly TimedMicros[])[];
  /** Drawn as lines across; the lower is critical. */
  readonly thresholds: readonly { readonly kind: 'low' | 'critical'; readonly micros: Micros }[];
  readonly topUps: readonly TimedMicros[];
  /** Where it goes: from the newest figure to nothing left, some time between these. */
  readonly cone: {
    readonly from: TimedMicros;
    readonly earliestMs: number;
    readonly medianMs: number;
    /** null: maybe never. */
    readonly latestMs: number | null;
  } | null;
}

export interface SpendChart {
  readonly total: Spent | null;
  readonly before: Spent | null;
  readonly buckets: readonly SpendBucket[];
  /** What the bars are made up of, largest first; empty where that is not known. `other` gathers the small ones. */
  readonly parts: readonly { readonly name: string; readonly kind: 'named' | 'other' | 'rest' }[];
  /** Why there are no parts; '' where there are. */
  readonly missing: string;
}

export interface SpendBucket {
  readonly startMs: number;
  readonly endMs: number;
  /** null is a gap. */
  readonly spent: Spent | null;
  /** One for each part; they sum up to what was spent. Empty where the parts of this bucket are not known. */
  readonly byPart: readonly Micros[];
}

/** When money is spent: the mean of each hour of the week. */
export interface HourMap {
  /** Monday first, 24 hours each, in the person's time zone; null: never seen. */
  readonly cells: readonly (readonly (Micros | null)[])[];
  /** How many days it is made of; 0: nothing is known. */
  readonly days: number;
}

export interface Breakdown<Row> {
  /** Largest spend first. */
  readonly rows: readonly Row[];
  /** Why there are none, or why some are missing; '' where all is well. */
  readonly missing: string;
  /** When the provider was asked; null: never. */
  readonly asOfMs: number | null;
  /** The days that they are of: the range may be longer. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export interface ModelRow {
  readonly model: string;
  /** Those that ran it, the largest spend first. */
  readonly providers: readonly string[];
  readonly requests: number | null;
  readonly promptTokens: number | null;
  /** Reasoning is part of it. */
  readonly completionTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly spent: Micros;
  /** At other providers, through one's own keys there (BYOK). */
  readonly ownKeys: Micros;
  /** As paid, over prompt and completion tokens together; null where there are none. */
  readonly perMillionTokens: Micros | null;
  /** Of what all models spent: 0 … 1. */
  readonly share: number;
  /** In the whole days of the period before; null: not known. */
  readonly before: Micros | null;
}

export interface KeyRow {
  /** Stable within one state, and nothing secret. */
  readonly id: string;
  readonly name: string;
  /** Masked by the provider. */
  readonly label: string;
  readonly workspace: string;
  readonly isDisabled: boolean;
  /** In the range; null: not known. */
  readonly spent: Micros | null;
  readonly before: Micros | null;
  readonly today: Micros | null;
  readonly week: Micros | null;
  readonly month: Micros | null;
  readonly lifetime: Micros | null;
  readonly limit: Micros | null;
  readonly limitLeft: Micros | null;
  /** "daily", a word of the provider's, or '' for never. */
  readonly resets: string;
  readonly resetsAtMs: number | null;
  readonly expiresAtMs: number | null;
}

export interface EventRow {
  readonly atMs: number;
  readonly kind: 'topUp' | 'creditsFell' | 'correction' | 'reset' | 'limit' | 'alert';
  /** "Topped up". */
  readonly words: string;
  readonly amount: Micros | null;
}
