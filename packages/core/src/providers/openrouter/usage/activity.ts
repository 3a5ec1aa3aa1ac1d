import type { UsageRow } from '../../../usage/usage.ts';
import { fields, type Fields } from '../../lenient.ts';
import type { UsageTable } from '../../usageSource.ts';
import { ofModels, tableOf } from './tableOf.ts';
import { dayOf, microsIfAny, microsOf, nameOf, wholeOf } from './usageFields.ts';

/**
 * OpenRouter's `/activity`: one row for each day, model and endpoint of the last 30 UTC days before today. Source:
 * OpenRouter's OpenAPI document of 2026-08-22; that a date may have a time, and rows more fields, recorded clients.
 */
export function mapActivity(json: unknown): UsageTable<UsageRow> | undefined {
  return tableOf(
    fields(json)?.['data'],
    { ...ofModels, startOf: (row) => dayOf(row['date']), rowOf: activityRow },
    false,
  );
}

function activityRow(row: Fields): UsageRow | undefined {
  const model = nameOf(row['model']);
  const spentMicros = microsOf(row['usage']);
  const ownKeysMicros = microsIfAny(row['byok_usage_inference']);
  if (model === undefined || spentMicros === undefined || ownKeysMicros === undefined) return undefined;
  return {
    model,
    provider: nameOf(row['provider_name']) ?? 'unknown',
    spentMicros,
    ownKeysMicros,
    requests: wholeOf(row['requests']),
    promptTokens: wholeOf(row['prompt_tokens']),
    completionTokens: wholeOf(row['completion_tokens']),
    reasoningTokens: wholeOf(row['reasoning_tokens']),
  };
}
