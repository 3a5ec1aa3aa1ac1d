import { createHash } from 'node:crypto';
import type { Ledger } from '../ledger/ledger.ts';
import type { PastPlan } from '../ledger/plan.ts';
import type { PersonaName } from '../personas.ts';
import { dayMs, periodStartMs } from './periods.ts';
import { noUsage, type UsageMicros } from './usage.ts';

/** One row of `/keys`. */
export interface ListedKey {
  hash: string;
  name: string;
  label: string;
  disabled: boolean;
  workspaceId: string;
  limitMicros: number | null;
  limitReset: string | null;
  usage: UsageMicros;
  byok: UsageMicros;
  createdAtMs: number;
  updatedAtMs: number | null;
  expiresAtMs: number | null;
}

/** The ordinary keys of a management persona's account, newest first. None of them has used anything yet. */
export function createListedKeys(persona: PersonaName, plan: PastPlan, nowMs: number): ListedKey[] {
  return plan.keys.map((key, fromNewest): ListedKey => {
    const index = plan.keys.length - 1 - fromNewest;
    const createdAtMs = Math.floor(nowMs - key.ageDays * dayMs);
    const hash = createHash('sha256').update(`simulated listed key ${persona} ${index}`).digest('hex');
    return {
      hash,
      name: key.name,
      label: `sk-or-v1-${hash.slice(0, 3)}...${hash.slice(-3)}`,
      disabled: key.isDisabled ?? false,
      workspaceId: plan.workspaces[key.workspace]?.id ?? '',
      limitMicros: null,
      limitReset: null,
      usage: noUsage,
      byok: noUsage,
      createdAtMs,
      updatedAtMs: index % 3 === 0 ? null : createdAtMs + dayMs / 2,
      expiresAtMs: key.expiresInDays === undefined ? null : nowMs + key.expiresInDays * dayMs,
    };
  });
}

/** Gives the keys the counters that the ledger makes of their past, and the limits that they are to have with it. */
export function countListedKeys(
  keys: readonly ListedKey[],
  plan: PastPlan,
  ledger: Ledger,
  nowMs: number,
): void {
  const byHash = new Map(keys.map((key) => [key.hash, key]));
  for (const key of keys) Object.assign(key, { usage: { ...noUsage }, byok: { ...noUsage } });
  const starts = {
    total: 0,
    monthly: periodStartMs('monthly', nowMs),
    weekly: periodStartMs('weekly', nowMs),
    daily: periodStartMs('daily', nowMs),
  };
  for (const entry of ledger.all()) {
    const key = byHash.get(entry.keyHash);
    if (!key) continue;
    for (const window of ['total', 'monthly', 'weekly', 'daily'] as const) {
      if (entry.atMs < starts[window]) continue;
      key.usage[window] += entry.usageMicros;
      key.byok[window] += entry.byokMicros;
    }
  }
  for (const [index, key] of keys.entries()) {
    const limit = plan.keys[index]?.limit;
    if (!limit) continue;
    const spent = key.usage[limit.reset ?? 'total'];
    // Whole dollars, as people set them, unless it is to be overspent.
    const wanted = spent / limit.filled;
    key.limitMicros = limit.filled > 1 ? Math.floor(wanted) : (Math.ceil(wanted / 1e6) + 1) * 1e6;
    key.limitReset = limit.reset;
  }
}
