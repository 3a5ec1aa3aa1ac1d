import type { Account } from '../account/account.ts';
import type { ListedKey } from '../account/listedKeys.ts';
import { toUsd } from '../money.ts';
import { jsonAnswer, zodErrorAnswer, type Answer } from './answer.ts';
import { managementOnly } from './creditsAnswer.ts';
import { limitRemaining } from './keyAnswer.ts';

const pageSize = 100;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * `GET /keys`: the newest 100 keys of one workspace, from `offset` on. There is no total; a client pages until a
 * page is empty. Disabled keys only when asked for. Ordinary keys get 403, though the published contract lists none.
 */
export function keysAnswer(account: Account, query: URLSearchParams): Answer {
  if (account.kind !== 'management') return managementOnly();
  const offset = query.get('offset') ?? '0';
  if (!/^\d{1,9}$/.test(offset)) return zodErrorAnswer('offset', 'Expected an integer of at least 0');
  const workspaceId = query.get('workspace_id') ?? account.past.plan.workspaces[0]?.id ?? '';
  if (!uuid.test(workspaceId)) return zodErrorAnswer('workspace_id', 'Invalid uuid');
  const withDisabled = query.get('include_disabled') === 'true';
  const shown = account.past.listedKeys
    .filter((key) => key.workspaceId === workspaceId && (withDisabled || !key.disabled))
    .slice(Number(offset), Number(offset) + pageSize);
  return jsonAnswer({ data: shown.map((key) => row(key, account.spec.listedKeyFields)) });
}

function row(key: ListedKey, laidOver: Record<string, unknown> | undefined): Record<string, unknown> {
  return {
    hash: key.hash,
    name: key.name,
    label: key.label,
    disabled: key.disabled,
    limit: key.limitMicros === null ? null : toUsd(key.limitMicros),
    limit_remaining: limitRemaining({ ...key, includeByokInLimit: false }),
    limit_reset: key.limitReset,
    include_byok_in_limit: false,
    usage: toUsd(key.usage.total),
    usage_daily: toUsd(key.usage.daily),
    usage_weekly: toUsd(key.usage.weekly),
    usage_monthly: toUsd(key.usage.monthly),
    byok_usage: toUsd(key.byok.total),
    byok_usage_daily: toUsd(key.byok.daily),
    byok_usage_weekly: toUsd(key.byok.weekly),
    byok_usage_monthly: toUsd(key.byok.monthly),
    created_at: liveTimestamp(key.createdAtMs),
    updated_at: key.updatedAtMs === null ? null : liveTimestamp(key.updatedAtMs),
    expires_at: key.expiresAtMs === null ? null : new Date(key.expiresAtMs).toISOString(),
    creator_user_id: 'user_SIMULATED',
    external_user: null,
    workspace_id: key.workspaceId,
    ...laidOver,
  };
}

/** Live answers write microseconds and a numeric offset, such as `2025-02-19T20:52:27.363244+00:00`. */
export const liveTimestamp = (ms: number): string => new Date(ms).toISOString().replace('Z', '000+00:00');
