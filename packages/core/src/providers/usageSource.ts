import type { HourUsage, KeyDay, ListedKey, UsageRow } from '../usage/usage.ts';

/**
 * How a provider is asked where money went: data and pure functions, as {@link Provider} is. It is no part of that, since
 * all providers are loaded at the start of the extension, and this only with the dashboard.
 */
export interface UsageSource {
  /** Of all amounts. */
  readonly currency: string;
  /** How many days, before today, {@link UsageSource.recent} tells of. */
  readonly recentDays: number;
  /** How many days, with today, the other tables reach back; and how many hours, with this one. */
  readonly mostDays: number;
  readonly mostHours: number;
  /** The days before today, by model and provider. */
  recent(): UsageRequest<UsageTable<UsageRow>>;
  /** Days by model and provider, also today. */
  byProvider(range: TimeRange): UsageRequest<UsageTable<UsageRow>>;
  /** Days by model alone. */
  byModel(range: TimeRange): UsageRequest<UsageTable<UsageRow>>;
  byKey(range: TimeRange): UsageRequest<UsageTable<KeyUsage>>;
  byHour(range: TimeRange): UsageRequest<UsageTable<HourSum>>;
  /** @param offset how many to leave out: those of the pages before */
  workspaces(offset: number): UsageRequest<Page<Workspace>>;
  /** @param workspace undefined for the one that a key is in of which nothing else is said */
  keys(workspace: Workspace | undefined, offset: number): UsageRequest<Page<AnsweredKey>>;
}

/** From whole hours or days to whole hours or days, the end not included. By the wall clock, UTC. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface UsageRequest<T> {
  readonly url: string;
  /** JSON to POST; without it a GET is sent. */
  readonly body?: string;
  /** What cannot be read of an answer is left out. @returns undefined when it does not have the documented shape */
  map(json: unknown): T | undefined;
}

/** What stands in a table for a day or an hour, by when that began; each model, key or the like once. */
export interface UsageTable<Row> {
  readonly rows: ReadonlyMap<number, readonly Row[]>;
  /** The provider says that it left out rows. */
  readonly isCut: boolean;
}

export type KeyUsage = KeyDay['keys'][number];
export type HourSum = Omit<HourUsage, 'startMs'>;

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

export interface Page<T> {
  readonly entries: readonly T[];
  /** How many there were on it, readable or not. */
  readonly length: number;
  /** None comes after it. */
  readonly isLast: boolean;
}

/** A key as an answer lists it. */
export interface AnsweredKey extends ListedKey {
  /**
   * The provider's own name for it, which tells it from others in a list that moves while it is read. OpenRouter's is the
   * SHA-256 of the key: it is neither kept nor logged.
   */
  readonly hash: string;
}
