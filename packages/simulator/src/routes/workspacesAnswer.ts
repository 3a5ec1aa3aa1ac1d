import type { Account } from '../account/account.ts';
import { dayMs } from '../account/periods.ts';
import { jsonAnswer, zodErrorAnswer, type Answer } from './answer.ts';
import { uuidOf } from './activityAnswer.ts';
import { managementOnly } from './creditsAnswer.ts';
import { liveTimestamp } from './keysAnswer.ts';

/** `GET /workspaces`: the default one first, `limit` (50, at most 100) from `offset` on, and how many there are. */
export function workspacesAnswer(account: Account, query: URLSearchParams, nowMs: number): Answer {
  if (account.kind !== 'management') return managementOnly();
  const offset = query.get('offset') ?? '0';
  if (!/^\d{1,9}$/.test(offset)) return zodErrorAnswer('offset', 'Expected an integer of at least 0');
  const limit = query.get('limit') ?? '50';
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100)
    return zodErrorAnswer('limit', 'Expected an integer from 1 to 100');
  const { workspaces, days } = account.past.plan;
  const createdAt = liveTimestamp(nowMs - days * dayMs);
  return jsonAnswer({
    data: workspaces.slice(Number(offset), Number(offset) + Number(limit)).map(({ id, name }, index) => ({
      id,
      name,
      slug: Number(offset) + index === 0 ? 'default' : `workspace-${Number(offset) + index}`,
      description: null,
      default_guardrail_id: uuidOf(`guardrail ${id}`),
      default_text_model: null,
      default_image_model: null,
      default_provider_sort: null,
      include_byok_in_budgets: false,
      io_logging_api_key_ids: null,
      io_logging_sampling_rate: 1,
      is_data_discount_logging_enabled: false,
      is_observability_broadcast_enabled: false,
      is_observability_io_logging_enabled: false,
      created_at: createdAt,
      created_by: 'user_SIMULATED',
      updated_at: null,
    })),
    total_count: workspaces.length,
  });
}
