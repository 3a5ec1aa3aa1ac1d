import type { PersonaSpec } from './account/personaSpec.ts';
import { hostileOrganisation } from './ledger/plans/hostileOrganisation.ts';
import { manyModels } from './ledger/plans/manyModels.ts';
import { organisation } from './ledger/plans/organisation.ts';
import { hostileFields, hostileLabel, hostileModels, hostileReset, hostileScope } from './hostileText.ts';

const person = { kind: 'ordinary', credits: 'forbidden', totalCreditsUsd: 100, totalUsageUsd: 94.8 } as const;
const manager = { ...person, kind: 'management', credits: 'totals', listedKeys: 3 } as const;
/** Its keys are those of its past. */
const company = { ...person, kind: 'management', credits: 'totals' } as const;
const modestUse = { total: 12.34, daily: 0.42, weekly: 2.31, monthly: 7.05 };
/** 6.90 in every window: under a limit of 10 it leaves 3.10 whichever window the limit counts in. */
const use690 = { total: 6.9, daily: 6.9, weekly: 6.9, monthly: 6.9 };

/** Everybody whose key the simulator knows. Adding one here is all it takes. */
export const personas = {
  management: { ...manager, about: 'management key, balance $5.20 (100 bought, 94.80 used)' },
  ordinary403: { ...person, about: 'ordinary key, /credits 403, no limit, $0.42 today', usage: modestUse },
  ordinaryRealTotals: {
    ...person,
    about: 'ordinary key that sees the account: balance $5.20',
    credits: 'totals',
    usage: modestUse,
    // The recorded live answer of 2026-10-02 knew no budgets yet.
    withoutKeyFields: ['effective_budget', 'budgets'],
  },
  ordinaryZero: {
    ...person,
    about: 'ordinary key of a funded account, /credits 200 with 0/0, $0.42 today',
    credits: 'zero',
    usage: modestUse,
  },
  limitDaily: {
    ...person,
    about: 'limit $10 a day, $3.10 left',
    limitUsd: 10,
    limitReset: 'daily',
    usage: { ...use690, total: 61 },
  },
  limitWeekly: {
    ...person,
    about: 'limit $10 a week, $3.10 left',
    limitUsd: 10,
    limitReset: 'weekly',
    usage: { ...use690, daily: 0.42, total: 61 },
  },
  limitMonthly: {
    ...person,
    about: 'limit $10 a month, $3.10 left',
    limitUsd: 10,
    limitReset: 'monthly',
    usage: { total: 61, daily: 0.42, weekly: 2.31, monthly: 6.9 },
  },
  limitNever: {
    ...person,
    about: 'limit $10 for ever, $3.10 left',
    limitUsd: 10,
    limitReset: null,
    usage: { total: 6.9, daily: 0.42, weekly: 2.31, monthly: 6.9 },
  },
  limitOverspent: {
    ...person,
    about: 'limit $10 a day, -$0.05 left',
    limitUsd: 10,
    limitReset: 'daily',
    usage: { total: 61, daily: 10.05, weekly: 10.05, monthly: 10.05 },
  },
  limitAndBalance: {
    ...person,
    about: 'ordinary key with $45 of a $50 limit left, but only $5.20 in the account, which it sees',
    credits: 'totals',
    limitUsd: 50,
    limitReset: 'monthly',
    usage: { total: 30, daily: 0.42, weekly: 2.31, monthly: 5 },
  },
  budgeted: {
    ...person,
    about: "balance $40, limit $60 left, but the member's weekly budget has $2.50 left",
    credits: 'totals',
    totalUsageUsd: 60,
    limitUsd: 100,
    limitReset: 'monthly',
    usage: { total: 52, daily: 0.42, weekly: 2.5, monthly: 40 },
    budget: { scope: 'member', limitUsd: 5, reset: 'weekly', spentUsd: 2.5 },
  },
  freeTier: {
    ...person,
    about: 'never paid, 48 of 50 free requests left',
    totalCreditsUsd: 0,
    totalUsageUsd: 0,
    isFreeTier: true,
    freeRequests: { limit: 50, used: 2 },
  },
  freeTierNoCount: {
    ...person,
    about: 'never paid, free requests not told',
    totalCreditsUsd: 0,
    totalUsageUsd: 0,
    isFreeTier: true,
    freeRequests: null,
  },
  overdrawn: {
    ...manager,
    about: 'management key, balance -$0.40',
    totalCreditsUsd: 50,
    totalUsageUsd: 50.4,
  },
  belowCent: {
    ...manager,
    about: 'management key, balance $0.004',
    totalCreditsUsd: 10,
    totalUsageUsd: 9.996,
  },
  wealthy: {
    ...manager,
    about: 'management key, balance $1,234,567,890.12',
    totalCreditsUsd: 2_000_000_000,
    totalUsageUsd: 765_432_109.88,
  },
  byok: {
    ...person,
    about: 'own provider keys counted in the limit: $4.12 of $25 a month left',
    credits: 'totals',
    totalCreditsUsd: 20,
    totalUsageUsd: 3.5,
    usage: { total: 3.5, daily: 0.42, weekly: 2.31, monthly: 3.5 },
    byok: { total: 17.38, daily: 1.2, weekly: 9.4, monthly: 17.38 },
    limitUsd: 25,
    limitReset: 'monthly',
    includeByokInLimit: true,
  },
  expiring: {
    ...person,
    about: 'ordinary key that expires in 3 days, $0.42 today',
    usage: modestUse,
    expiresInDays: 3,
  },
  disabled: { ...person, about: 'a disabled key: 401', disabled: true },
  managementEmpty: {
    ...manager,
    about: 'management key, nothing ever bought: 0/0 is the truth',
    totalCreditsUsd: 0,
    totalUsageUsd: 0,
    isFreeTier: true,
    freeRequests: { limit: 50, used: 0 },
    listedKeys: 0,
  },
  manyKeys: { ...manager, about: 'management key with 250 keys: three pages', listedKeys: 250 },
  organisation: {
    ...company,
    about:
      'management key of a busy company, balance $2,681.36: 400 days of a dozen models, 140 keys in 3 workspaces',
    totalCreditsUsd: 50_000,
    totalUsageUsd: 47_318.64,
    keyFields: { organization_id: 'org_SIMULATED' },
    past: organisation,
  },
  manyModels: {
    ...company,
    about: 'management key, balance $118.40, 300 models in use',
    totalCreditsUsd: 2000,
    totalUsageUsd: 1881.6,
    past: manyModels,
  },
  hostileOrganisation: {
    ...company,
    about:
      'management key of a company of 10,000 keys, balance $310.25; models, providers, keys and workspaces have names that try to break out',
    totalCreditsUsd: 4000,
    totalUsageUsd: 3689.75,
    past: hostileOrganisation,
  },
  hostileStrings: {
    ...person,
    about: 'ordinary key whose every string tries to break out, $3.10 of $10 left',
    label: hostileLabel,
    limitUsd: 10,
    limitReset: hostileReset,
    usage: use690,
    budget: { scope: hostileScope, limitUsd: 50, reset: 'weekly', spentUsd: 1 },
    keyFields: {
      ...hostileFields,
      creator_user_id: hostileLabel,
      organization_id: hostileLabel,
      allowed_data_regions: [hostileLabel],
    },
  },
  hostileManagement: {
    ...manager,
    about: 'management key, balance $5.20; key names and models try to break out',
    label: hostileLabel,
    keyFields: hostileFields,
    listedKeyFields: { ...hostileFields, name: hostileLabel, label: hostileLabel },
    activityModels: hostileModels,
  },
  sparse: {
    ...person,
    about: 'an answer with hardly any field: label and spend only, $0.42 today',
    usage: modestUse,
    withoutKeyFields: [
      'limit',
      'limit_remaining',
      'limit_reset',
      'include_byok_in_limit',
      'usage_weekly',
      'usage_monthly',
      'byok_usage',
      'byok_usage_daily',
      'byok_usage_weekly',
      'byok_usage_monthly',
      'is_management_key',
      'is_provisioning_key',
      'expires_at',
      'creator_user_id',
      'organization_id',
      'workspace_id',
      'allowed_data_regions',
      'free_model_daily_requests',
      'effective_budget',
      'budgets',
      'rate_limit',
    ],
  },
  future: {
    ...person,
    about: 'fields and enum values nobody knows yet; $3.10 of $10 a quarter left',
    limitUsd: 10,
    limitReset: 'quarterly',
    usage: use690,
    keyFields: {
      rate_limit: undefined,
      currency_hint: 'USD',
      plan: { name: 'pay_as_you_go', tiers: [1, 2, 3] },
      allowed_data_regions: ['global', 'moon'],
    },
  },
  lively: {
    ...person,
    about: 'ordinary key that sees the balance, from $25, spent every few seconds while lively is on',
    credits: 'totals',
    totalCreditsUsd: 120,
    totalUsageUsd: 95,
    usage: { total: 61, daily: 1.05, weekly: 6.4, monthly: 21 },
  },
} as const satisfies Record<string, PersonaSpec>;

export type PersonaName = keyof typeof personas;

export const personaNames = Object.keys(personas) as PersonaName[];

export const isPersonaName = (name: unknown): name is PersonaName =>
  typeof name === 'string' && Object.hasOwn(personas, name);
