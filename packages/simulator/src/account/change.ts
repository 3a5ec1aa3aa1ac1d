import { toMicros } from '../money.ts';
import type { Account } from './account.ts';
import type { BudgetSpec, CreditsAnswer } from './personaSpec.ts';
import { usageMicros, type UsageUsd } from './usage.ts';

/** What `setAccount` can change. What is left out stays. Amounts in USD. */
export interface AccountChange {
  kind?: 'management' | 'ordinary';
  credits?: CreditsAnswer;
  totalCreditsUsd?: number;
  totalUsageUsd?: number;
  usage?: Partial<UsageUsd>;
  byok?: Partial<UsageUsd>;
  /** null: no cap. */
  limitUsd?: number | null;
  limitReset?: string | null;
  includeByokInLimit?: boolean;
  isFreeTier?: boolean;
  /** null leaves the field out of the answer. */
  freeRequests?: { limit: number; used: number } | null;
  expiresAtMs?: number | null;
  disabled?: boolean;
  label?: string;
  budget?: BudgetSpec | null;
  /** Laid over `/key`'s `data` from now on; `{}` takes the earlier ones away. */
  keyFields?: Record<string, unknown>;
}

export function changeAccount(account: Account, change: AccountChange): void {
  const { key } = account;
  if (change.kind !== undefined) account.kind = change.kind;
  if (change.credits !== undefined) account.credits = change.credits;
  if (change.totalCreditsUsd !== undefined) account.totalCreditsMicros = toMicros(change.totalCreditsUsd);
  if (change.totalUsageUsd !== undefined) account.totalUsageMicros = toMicros(change.totalUsageUsd);
  if (change.usage !== undefined) key.usage = usageMicros(change.usage, key.usage);
  if (change.byok !== undefined) key.byok = usageMicros(change.byok, key.byok);
  if (change.limitUsd !== undefined)
    key.limitMicros = change.limitUsd === null ? null : toMicros(change.limitUsd);
  if (change.limitReset !== undefined) key.limitReset = change.limitReset;
  if (change.includeByokInLimit !== undefined) key.includeByokInLimit = change.includeByokInLimit;
  if (change.isFreeTier !== undefined) account.isFreeTier = change.isFreeTier;
  if (change.freeRequests !== undefined)
    account.freeRequests = change.freeRequests && { ...change.freeRequests };
  if (change.expiresAtMs !== undefined) {
    // Throws RangeError for what no answer could print.
    if (change.expiresAtMs !== null) new Date(change.expiresAtMs).toISOString();
    key.expiresAtMs = change.expiresAtMs;
  }
  if (change.disabled !== undefined) key.disabled = change.disabled;
  if (change.label !== undefined) key.label = change.label;
  if (change.budget !== undefined) {
    account.budget = change.budget && {
      scope: change.budget.scope,
      limitMicros: toMicros(change.budget.limitUsd),
      reset: change.budget.reset,
      spentMicros: toMicros(change.budget.spentUsd),
    };
  }
  if (change.keyFields !== undefined) account.keyFields = { ...change.keyFields };
}
