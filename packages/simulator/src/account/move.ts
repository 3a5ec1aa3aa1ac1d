import { toMicros } from '../money.ts';
import type { Account } from './account.ts';
import { addActivity } from './activity.ts';
import { defaultWorkspaceId, type ListedKey } from './listedKeys.ts';
import { addUsage, endedPeriods, resetUsage } from './usage.ts';

// Buying this much in all lifts the free-model quota, as OpenRouter's limits page says.
const quotaLiftMicros = 10_000_000;

/** Brings the counters up to `nowMs`: those of a UTC day, week or month that has ended go back to zero. */
export function countTo(account: Account, nowMs: number): void {
  const ended = endedPeriods(account.countedToMs, nowMs);
  account.countedToMs = nowMs;
  if (ended.length === 0) return;
  for (const key of [account.key, ...account.listedKeys]) {
    key.usage = resetUsage(key.usage, ended);
    key.byok = resetUsage(key.byok, ended);
  }
  if (account.budget && ended.includes(account.budget.reset)) account.budget.spentMicros = 0;
  if (account.freeRequests && ended.includes('daily')) account.freeRequests.used = 0;
}

/** Spends from the account, through the persona's key or, for a management key, through its newest listed key. */
export function spend(account: Account, nowMs: number, amountUsd: number, via: 'credits' | 'byok'): void {
  countTo(account, nowMs);
  const micros = toMicros(amountUsd);
  const key = account.kind === 'management' ? chargedKey(account) : account.key;
  if (via === 'byok') {
    if (key) key.byok = addUsage(key.byok, micros);
  } else {
    if (key) key.usage = addUsage(key.usage, micros);
    account.totalUsageMicros += micros;
    if (account.budget) account.budget.spentMicros += micros;
  }
  addActivity(
    account.activity,
    nowMs,
    { hash: key?.hash ?? '', workspaceId: defaultWorkspaceId },
    via === 'byok' ? { usage: 0, byok: micros } : { usage: micros, byok: 0 },
  );
}

/** Buys credits. */
export function topUp(account: Account, nowMs: number, amountUsd: number): void {
  countTo(account, nowMs);
  account.totalCreditsMicros += toMicros(amountUsd);
  account.isFreeTier = false;
  if (account.freeRequests && account.totalCreditsMicros >= quotaLiftMicros)
    account.freeRequests.limit = 1000;
}

function chargedKey(account: Account): ListedKey | undefined {
  return account.listedKeys.find((key) => !key.disabled && key.workspaceId === defaultWorkspaceId);
}
