import { toMicros } from '../money.ts';
import type { Account } from './account.ts';
import type { ListedKey } from './listedKeys.ts';
import { hourStartMs } from './periods.ts';
import { tokensFor } from '../ledger/tokens.ts';
import { addUsage, endedPeriods, resetKey } from './usage.ts';

// Buying this much in all lifts the free-model quota, as OpenRouter's limits page says.
const quotaLiftMicros = 10_000_000;

/** Brings the counters up to `nowMs`: those of a UTC day, week or month that has ended go back to zero. */
export function countTo(account: Account, nowMs: number): void {
  const ended = endedPeriods(account.countedToMs, nowMs);
  account.countedToMs = nowMs;
  if (ended.length === 0) return;
  resetKey(account.key, ended);
  if (account.past.isDrawn) for (const key of account.past.listedKeys) resetKey(key, ended);
  if (account.budget && ended.includes(account.budget.reset)) account.budget.spentMicros = 0;
  if (account.freeRequests && ended.includes('daily')) account.freeRequests.used = 0;
}

/** What a request goes through; what is left out is the account's first. */
export interface Through {
  model?: string;
  provider?: string;
  /** Of a listed key of a management persona's account. */
  keyHash?: string;
}

/**
 * One request, paid from the account or at the user's own provider. It goes through the persona's key or, for a
 * management key, through the listed key that is asked for, else the newest one. Throws TypeError for a key that is not there.
 */
export function spend(
  account: Account,
  nowMs: number,
  amountUsd: number,
  via: 'credits' | 'byok',
  through: Through = {},
): void {
  countTo(account, nowMs);
  const micros = toMicros(amountUsd);
  const key = account.kind === 'management' ? chargedKey(account, through.keyHash) : account.key;
  if (via === 'byok') {
    if (key) key.byok = addUsage(key.byok, micros);
  } else {
    if (key) key.usage = addUsage(key.usage, micros);
    account.totalUsageMicros += micros;
    if (account.budget) account.budget.spentMicros += micros;
  }
  const { models, workspaces } = account.past.plan;
  const plan = models.find(({ model }) => model === through.model) ?? models[0];
  if (!plan) throw new TypeError('this account has no models');
  account.past.ledger.add({
    atMs: hourStartMs(nowMs),
    model: through.model ?? plan.model,
    provider: through.provider ?? plan.providers[0],
    keyHash: key?.hash ?? '',
    workspaceId: (key && 'workspaceId' in key ? key.workspaceId : workspaces[0]?.id) ?? '',
    usageMicros: via === 'byok' ? 0 : micros,
    byokMicros: via === 'byok' ? micros : 0,
    ...tokensFor(micros, plan, 0.5),
    requests: 1,
    byokRequests: via === 'byok' ? 1 : 0,
  });
}

/** Buys credits. */
export function topUp(account: Account, nowMs: number, amountUsd: number): void {
  countTo(account, nowMs);
  account.totalCreditsMicros += toMicros(amountUsd);
  account.isFreeTier = false;
  if (account.freeRequests && account.totalCreditsMicros >= quotaLiftMicros)
    account.freeRequests.limit = 1000;
}

function chargedKey(account: Account, hash: string | undefined): ListedKey | undefined {
  const workspaceId = account.past.plan.workspaces[0]?.id;
  const key = account.past.listedKeys.find(
    (one) => !one.disabled && (hash === undefined ? one.workspaceId === workspaceId : one.hash === hash),
  );
  if (!key && hash !== undefined) throw new TypeError(`no such key in use: ${hash}`);
  return key;
}
