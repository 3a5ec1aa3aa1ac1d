import { createHash } from 'node:crypto';
import { keyFor, maskedKey } from '../keyFor.ts';
import { toMicros } from '../money.ts';
import { personas, type PersonaName } from '../personas.ts';
import { createActivity, type ActivityDay } from './activity.ts';
import type { CreditsAnswer, PersonaSpec } from './personaSpec.ts';
import { createListedKeys, type ListedKey } from './listedKeys.ts';
import type { Period } from './periods.ts';
import { noUsage, usageMicros, type UsageMicros } from './usage.ts';

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
  /** Newest first, as they are shown. */
  listedKeys: ListedKey[];
  /** By UTC date. */
  activity: Map<string, ActivityDay>;
  keyFields: Record<string, unknown>;
  /** The instant up to which ended periods have been reset. */
  countedToMs: number;
}

const dayMs = 86_400_000;

/** The lower-case hex SHA-256 of a key: OpenRouter's own identifier for it. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

/** The account of a persona as it stands at `nowMs`; its past is drawn from `seed`. */
export function createAccount(persona: PersonaName, seed: number, nowMs: number): Account {
  const spec: PersonaSpec = personas[persona];
  const key = keyFor(persona);
  const today = spec.usage?.daily ?? 0;
  const listedKeys = createListedKeys(persona, spec, seed, nowMs);
  return {
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
    listedKeys,
    activity: createActivity(
      persona,
      spec,
      seed,
      nowMs,
      Math.max(0, toMicros(spec.totalUsageUsd - today)),
      listedKeys,
    ),
    keyFields: { ...spec.keyFields },
    countedToMs: nowMs,
  };
}
