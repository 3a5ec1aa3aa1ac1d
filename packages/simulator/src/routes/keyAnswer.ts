import type { Account } from '../account/account.ts';
import { nextResetMs } from '../account/periods.ts';
import type { UsageMicros } from '../account/usage.ts';
import { toUsd } from '../money.ts';
import { jsonAnswer, type Answer } from './answer.ts';

/** `GET /key`: fields and their order as recorded live 2026-10-02, with the budgets of October 2026. */
export function keyAnswer(account: Account, nowMs: number): Answer {
  const { key } = account;
  const isManagement = account.kind === 'management';
  const budget = budgetFields(account, nowMs);
  const data: Record<string, unknown> = {
    label: key.label,
    is_management_key: isManagement,
    is_provisioning_key: isManagement,
    limit: key.limitMicros === null ? null : toUsd(key.limitMicros),
    limit_reset: key.limitReset,
    limit_remaining: limitRemaining(key),
    include_byok_in_limit: key.includeByokInLimit,
    usage: toUsd(key.usage.total),
    usage_daily: toUsd(key.usage.daily),
    usage_weekly: toUsd(key.usage.weekly),
    usage_monthly: toUsd(key.usage.monthly),
    byok_usage: toUsd(key.byok.total),
    byok_usage_daily: toUsd(key.byok.daily),
    byok_usage_weekly: toUsd(key.byok.weekly),
    byok_usage_monthly: toUsd(key.byok.monthly),
    is_free_tier: account.isFreeTier,
    expires_at: key.expiresAtMs === null ? null : new Date(key.expiresAtMs).toISOString(),
    creator_user_id: 'user_SIMULATED',
    organization_id: null,
    workspace_id: account.past.plan.workspaces[0]?.id,
    allowed_data_regions: ['global'],
    free_model_daily_requests: account.freeRequests && {
      used: account.freeRequests.used,
      limit: account.freeRequests.limit,
      remaining: Math.max(0, account.freeRequests.limit - account.freeRequests.used),
    },
    effective_budget: budget,
    // The list's name is not attested anywhere; readers take any list of such objects.
    budgets: budget ? [budget] : [],
    rate_limit: { requests: -1, interval: '10s', note: 'This field is deprecated and safe to ignore.' },
  };
  if (!account.freeRequests) delete data['free_model_daily_requests'];
  for (const field of account.spec.withoutKeyFields ?? []) delete data[field];
  // Spreading copies an own `__proto__` as a plain field; assigning it would not.
  return jsonAnswer({ data: { ...data, ...account.keyFields } });
}

/** What a capped key has left in its current window, USD; below zero when overspent; null: no cap. */
export function limitRemaining(key: {
  limitMicros: number | null;
  limitReset: string | null;
  usage: UsageMicros;
  byok: UsageMicros;
  includeByokInLimit: boolean;
}): number | null {
  if (key.limitMicros === null) return null;
  const window = windowOf(key.limitReset);
  const used = key.usage[window] + (key.includeByokInLimit ? key.byok[window] : 0);
  return toUsd(key.limitMicros - used);
}

/** A null reset is a lifetime cap; so, for want of better, is a period that nobody knows. */
function windowOf(limitReset: string | null): keyof UsageMicros {
  return limitReset === 'daily' || limitReset === 'weekly' || limitReset === 'monthly' ? limitReset : 'total';
}

function budgetFields({ budget }: Account, nowMs: number): Record<string, unknown> | null {
  if (!budget) return null;
  return {
    budget_id: null,
    guardrail_id: '22222222-2222-4222-8222-222222222222',
    include_byok: false,
    limit_usd: toUsd(budget.limitMicros),
    remaining_usd: toUsd(budget.limitMicros - budget.spentMicros),
    reset_interval: budget.reset,
    resets_at: new Date(nextResetMs(budget.reset, nowMs)).toISOString(),
    scope: budget.scope,
    spend_usd: toUsd(budget.spentMicros),
  };
}
