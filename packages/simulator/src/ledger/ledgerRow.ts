import type { Account } from '../account/account.ts';
import type { ListedKey } from '../account/listedKeys.ts';
import type { UsageMicros } from '../account/usage.ts';

/** One entry of the ledger, in the words that people read. Amounts in millionths of a dollar. */
export interface LedgerRow {
  /** When the UTC hour began, ms since the epoch. */
  atMs: number;
  model: string;
  provider: string;
  /** The key's name; of an ordinary persona its label. */
  key: string;
  keyHash: string;
  workspace: string;
  creditsMicros: number;
  byokMicros: number;
  requests: number;
  promptTokens: number;
  /** Reasoning is part of it. */
  completionTokens: number;
  reasoningTokens: number;
}

/** What was used in the hours that began in [`fromMs`, `toMs`), oldest first; left out: ever. */
export function ledgerRows(account: Account, range: { fromMs?: number; toMs?: number }): LedgerRow[] {
  const keys = new Map(account.past.listedKeys.map(({ hash, name }) => [hash, name]));
  keys.set(account.key.hash, account.key.label);
  const workspaces = new Map(account.past.plan.workspaces.map(({ id, name }) => [id, name]));
  // Over HTTP, JSON makes null of an infinite end.
  return account.past.ledger.between(range.fromMs ?? 0, range.toMs ?? Infinity).map((entry) => ({
    atMs: entry.atMs,
    model: entry.model,
    provider: entry.provider,
    key: keys.get(entry.keyHash) ?? '',
    keyHash: entry.keyHash,
    workspace: workspaces.get(entry.workspaceId) ?? '',
    creditsMicros: entry.usageMicros,
    byokMicros: entry.byokMicros,
    requests: entry.requests,
    promptTokens: entry.promptTokens,
    completionTokens: entry.completionTokens,
    reasoningTokens: entry.reasoningTokens,
  }));
}

/** A listed key as it stands. Amounts in millionths of a dollar. */
export interface LedgerKey extends Omit<ListedKey, 'workspaceId'> {
  /** The name of its workspace. */
  workspace: string;
  usage: UsageMicros;
  byok: UsageMicros;
}

/** Every listed key of every workspace, disabled ones too, newest first. */
export function ledgerKeys(account: Account): LedgerKey[] {
  const workspaces = new Map(account.past.plan.workspaces.map(({ id, name }) => [id, name]));
  return account.past.listedKeys.map(({ workspaceId, ...key }) => ({
    ...structuredClone(key),
    workspace: workspaces.get(workspaceId) ?? '',
  }));
}
