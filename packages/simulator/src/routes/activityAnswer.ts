import { createHash } from 'node:crypto';
import type { Account } from '../account/account.ts';
import { dayMs, periodStartMs, utcDate } from '../account/periods.ts';
import { addUp, type LedgerEntry } from '../ledger/ledger.ts';
import { toUsd } from '../money.ts';
import { errorAnswer, jsonAnswer, zodErrorAnswer, type Answer } from './answer.ts';
import { managementOnly } from './creditsAnswer.ts';

const daysKept = 30;

/** `GET /activity`: the last 30 completed UTC days, newest first, by model and endpoint. Today is not among them. */
export function activityAnswer(account: Account, query: URLSearchParams, nowMs: number): Answer {
  if (account.kind !== 'management') return managementOnly();
  const todayMs = periodStartMs('daily', nowMs);
  const days = Array.from({ length: daysKept }, (_, index) => todayMs - (index + 1) * dayMs);
  const date = query.get('date');
  const wanted = date === null ? days : days.filter((dayStartMs) => utcDate(dayStartMs) === date);
  if (wanted.length === 0) {
    return errorAnswer(400, 'Date must be within the last 30 (completed) UTC days');
  }
  const groupBy = query.get('group_by');
  if (groupBy !== null && groupBy !== 'workspace') return zodErrorAnswer('group_by', "Expected 'workspace'");
  // Members exist in organisations only, and those that we simulate are not told apart.
  if (query.has('user_id')) return errorAnswer(404, 'Resource not found');
  const keyHash = query.get('api_key_hash');
  const workspaceId = query.get('workspace_id');
  const data = wanted.flatMap((dayStartMs) => {
    const entries = account.past.ledger
      .between(dayStartMs, dayStartMs + dayMs)
      .filter(
        (entry) =>
          (keyHash === null || entry.keyHash === keyHash) &&
          (workspaceId === null || entry.workspaceId === workspaceId),
      );
    const byWorkspace = groupBy === 'workspace';
    return merged(entries, byWorkspace).map((row) => shown(row, utcDate(dayStartMs), byWorkspace));
  });
  return jsonAnswer({ data });
}

/** One row per model and provider, and per workspace when they are told apart. */
function merged(entries: readonly LedgerEntry[], byWorkspace: boolean): LedgerEntry[] {
  const groups = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const id = JSON.stringify([entry.model, entry.provider, byWorkspace ? entry.workspaceId : '']);
    const group = groups.get(id);
    if (group) addUp(group, entry);
    else groups.set(id, { ...entry });
  }
  return [...groups.values()];
}

function shown(row: LedgerEntry, day: string, byWorkspace: boolean): Record<string, unknown> {
  return {
    // The contract says YYYY-MM-DD; the live service adds a time, and `byok_requests`.
    date: `${day} 00:00:00`,
    model: row.model,
    model_permaslug: permaslugOf(row.model),
    endpoint_id: uuidOf(`${row.model} ${row.provider}`),
    provider_name: row.provider,
    usage: toUsd(row.usageMicros),
    byok_usage_inference: toUsd(row.byokMicros),
    requests: row.requests,
    byok_requests: row.byokRequests,
    prompt_tokens: row.promptTokens,
    completion_tokens: row.completionTokens,
    reasoning_tokens: row.reasoningTokens,
    ...(byWorkspace ? { workspace_id: row.workspaceId } : {}),
  };
}

export const permaslugOf = (model: string): string => `${model}-2026-01-01`;

/** A UUID that is always the same for the same text. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
