import { createHash } from 'node:crypto';
import type { Account } from '../account/account.ts';
import type { ActivityRow } from '../account/activity.ts';
import { periodStartMs, utcDate } from '../account/periods.ts';
import { toUsd } from '../money.ts';
import { errorAnswer, jsonAnswer, zodErrorAnswer, type Answer } from './answer.ts';
import { managementOnly } from './creditsAnswer.ts';

const dayMs = 86_400_000;
const daysKept = 30;

/** `GET /activity`: the last 30 completed UTC days, newest first, by model and endpoint. Today is not among them. */
export function activityAnswer(account: Account, query: URLSearchParams, nowMs: number): Answer {
  if (account.kind !== 'management') return managementOnly();
  const todayMs = periodStartMs('daily', nowMs);
  const dates = Array.from({ length: daysKept }, (_, index) => utcDate(todayMs - (index + 1) * dayMs));
  const date = query.get('date');
  if (date !== null && !dates.includes(date)) {
    return errorAnswer(400, 'Date must be within the last 30 (completed) UTC days');
  }
  const groupBy = query.get('group_by');
  if (groupBy !== null && groupBy !== 'workspace') return zodErrorAnswer('group_by', "Expected 'workspace'");
  // Members exist in organisations only; ours are accounts of one person.
  if (query.has('user_id')) return errorAnswer(404, 'Resource not found');
  const keyHash = query.get('api_key_hash');
  const workspaceId = query.get('workspace_id');
  const data = (date === null ? dates : [date]).flatMap((day) => {
    const rows = (account.activity.get(day) ?? []).filter(
      (row) =>
        (keyHash === null || row.keyHash === keyHash) &&
        (workspaceId === null || row.workspaceId === workspaceId),
    );
    return merged(rows, groupBy === 'workspace').map((row) => shown(row, day, groupBy === 'workspace'));
  });
  return jsonAnswer({ data });
}

/** One row per model, and per workspace when they are told apart. */
function merged(rows: readonly ActivityRow[], byWorkspace: boolean): ActivityRow[] {
  const groups = new Map<string, ActivityRow>();
  for (const row of rows) {
    const id = byWorkspace ? `${row.model}\n${row.workspaceId}` : row.model;
    const group = groups.get(id);
    if (!group) {
      groups.set(id, { ...row });
      continue;
    }
    group.usageMicros += row.usageMicros;
    group.byokMicros += row.byokMicros;
    group.requests += row.requests;
    group.byokRequests += row.byokRequests;
  }
  return [...groups.values()];
}

function shown(row: ActivityRow, day: string, byWorkspace: boolean): Record<string, unknown> {
  return {
    // The contract says YYYY-MM-DD; the live service adds a time, and `byok_requests`.
    date: `${day} 00:00:00`,
    model: row.model,
    model_permaslug: `${row.model}-2026-01-01`,
    endpoint_id: uuidOf(row.model),
    provider_name: row.provider,
    usage: toUsd(row.usageMicros),
    byok_usage_inference: toUsd(row.byokMicros),
    requests: row.requests,
    byok_requests: row.byokRequests,
    prompt_tokens: row.requests * 900,
    completion_tokens: row.requests * 240,
    reasoning_tokens: row.requests * 60,
    ...(byWorkspace ? { workspace_id: row.workspaceId } : {}),
  };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
