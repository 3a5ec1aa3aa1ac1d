import { createHash } from 'node:crypto';
import { keyFor, maskedKey } from '../keyFor.ts';
import type { PastPlan } from '../ledger/plan.ts';
import { toMicros } from '../money.ts';
import { personas, type PersonaName } from '../personas.ts';
import type { CreditsAnswer, PersonaSpec } from './personaSpec.ts';
import { drawPast, planOf } from './drawPast.ts';
import { Past, type Drawn } from './past.ts';
import { dayMs, type Period } from './periods.ts';
import { endedPeriods, noUsage, resetKey, usageMicros, type UsageMicros } from './usage.ts';

/** An account and the key that reaches it, as they stand now. Amounts in millionths of a dollar. */
export interface Account {
  persona: PersonaName;
  spec: PersonaSpec;
  kind: 'management' | 'ordinary';
  credits: CreditsAnswer;
  totalCreditsMicros: number;
  totalUsageMicros: number;
  key: {
    hash: string;
    label: string;
    usage: UsageMicros;
    byok: UsageMicros;
    limitMicros: number | null;
    limitReset: string | null;
    includeByokInLimit: boolean;
    expiresAtMs: number | null;
    disabled: boolean;
    revoked: boolean;
  };
  budget: { scope: string; limitMicros: number; reset: Period; spentMicros: number } | null;
  isFreeTier: boolean;
  freeRequests: { limit: number; used: number } | null;
  past: Past;
  /** Requests to `/analytics` in the simulated minute that began at `startMs`. */
  analytics: { startMs: number; requests: number };
  keyFields: Record<string, unknown>;
  /** The instant up to which ended periods have been reset. */
  countedToMs: number;
}

/** The lower-case hex SHA-256 of a key: OpenRouter's own identifier for it. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

/** The account of a persona as it stands at `nowMs`; its past is drawn from `seed`. */
export function createAccount(persona: PersonaName, seed: number, nowMs: number): Account {
  const spec: PersonaSpec = personas[persona];
  const key = keyFor(persona);
  const draw = (plan: PastPlan): Drawn => {
    const drawn = drawPast(persona, spec, plan, seed, nowMs);
    // Time may have gone on before anybody looked.
    const ended = endedPeriods(nowMs, account.countedToMs);
    for (const listed of drawn.listedKeys) resetKey(listed, ended);
    return drawn;
  };
  const account: Account = {
    persona,
    spec,
    kind: spec.kind,
    credits: spec.credits,
    totalCreditsMicros: toMicros(spec.totalCreditsUsd),
    totalUsageMicros: toMicros(spec.totalUsageUsd),
    key: {
      hash: keyHash(key),
      label: spec.label ?? maskedKey(key),
      usage: usageMicros(spec.usage ?? noUsage),
      byok: usageMicros(spec.byok ?? noUsage),
      limitMicros: spec.limitUsd === undefined ? null : toMicros(spec.limitUsd),
      limitReset: spec.limitReset ?? null,
      includeByokInLimit: spec.includeByokInLimit ?? false,
      expiresAtMs: spec.expiresInDays === undefined ? null : nowMs + spec.expiresInDays * dayMs,
      disabled: spec.disabled ?? false,
      revoked: false,
    },
    budget: spec.budget
      ? {
          scope: spec.budget.scope,
          limitMicros: toMicros(spec.budget.limitUsd),
          reset: spec.budget.reset,
          spentMicros: toMicros(spec.budget.spentUsd),
        }
      : null,
    isFreeTier: spec.isFreeTier ?? false,
    freeRequests:
      spec.freeRequests === undefined
        ? { limit: 1000, used: 2 }
        : spec.freeRequests && { ...spec.freeRequests },
    past: new Past(() => planOf(spec), draw),
    analytics: { startMs: nowMs, requests: 0 },
    keyFields: { ...spec.keyFields },
    countedToMs: nowMs,
  };
  return account;
}
