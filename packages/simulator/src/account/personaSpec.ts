import type { PastPlan } from '../ledger/plan.ts';
import type { Period } from './periods.ts';
import type { UsageUsd } from './usage.ts';

/** What `/credits` says to this key. All three were seen live from ordinary keys. */
export type CreditsAnswer = 'totals' | 'forbidden' | 'zero';

/** One budget layer over a key, as `/key.effective_budget` shows it since October 2026. */
export interface BudgetSpec {
  scope: string;
  limitUsd: number;
  reset: Period;
  /** Spent in the current window, USD. */
  spentUsd: number;
}

/** How an account and the key that reaches it stand at the start. Amounts in USD. */
export interface PersonaSpec {
  /** One line for the table of personas. */
  about: string;
  kind: 'management' | 'ordinary';
  credits: CreditsAnswer;
  totalCreditsUsd: number;
  totalUsageUsd: number;
  /** The key's own spend; nothing when left out. A management key cannot spend: its account's first listed key does. */
  usage?: UsageUsd;
  byok?: UsageUsd;
  limitUsd?: number;
  /** A period's name; null with a limit is a lifetime cap. Open, as the API's own type is. */
  limitReset?: string | null;
  includeByokInLimit?: boolean;
  isFreeTier?: boolean;
  /** Free-model requests of the account today; null leaves the field out of the answer. */
  freeRequests?: { limit: number; used: number } | null;
  expiresInDays?: number;
  disabled?: boolean;
  budget?: BudgetSpec;
  /** How many keys `/keys` has in the default workspace (one more is disabled, one lives in a second workspace). */
  listedKeys?: number;
  label?: string;
  /** Laid over `/key`'s `data`: fields that a future or a hostile server would send. */
  keyFields?: Record<string, unknown>;
  /** Fields of `/key`'s `data` that are not sent. */
  withoutKeyFields?: readonly string[];
  /** Laid over every row of `/keys`, and of `/activity`. */
  listedKeyFields?: Record<string, unknown>;
  activityModels?: readonly string[];
  /** What the account's past and its keys are drawn from, instead of `listedKeys` and `activityModels`. */
  past?: () => PastPlan;
}
