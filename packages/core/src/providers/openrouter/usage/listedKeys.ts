import { fields, type Fields, flag, instant } from '../../lenient.ts';
import type { AnsweredKey, Page, Workspace } from '../../usageSource.ts';
import { mapResets } from '../mapAnswers.ts';
import { microsOf, nameOf, wholeOf } from './usageFields.ts';

/** As many as OpenRouter puts on a page of keys, and as many workspaces as one may ask for. */
export const PAGE_LENGTH = 100;

/** OpenRouter's `/workspaces`. */
export function mapWorkspaces(json: unknown, offset: number): Page<Workspace> | undefined {
  const page = pageOf(json, (row): Workspace | undefined => {
    const id = wordOf(row['id']);
    return id === undefined ? undefined : { id, name: nameOf(row['name']) ?? id };
  });
  const total = wholeOf(fields(json)?.['total_count']);
  if (!page || total === 'unknown') return page;
  return { ...page, isLast: page.length === 0 || offset + page.length >= total };
}

/** OpenRouter's `/keys`, of one workspace. There is neither a total nor a cursor. */
export function mapKeyPage(json: unknown, workspace: Workspace | undefined): Page<AnsweredKey> | undefined {
  return pageOf(json, (row) => keyOf(row, workspace));
}

function pageOf<T>(json: unknown, entryOf: (row: Fields) => T | undefined): Page<T> | undefined {
  const data = fields(json)?.['data'];
  if (!Array.isArray(data)) return undefined;
  const entries = (data as readonly unknown[]).flatMap((one) => {
    const row = fields(one);
    const entry = row && entryOf(row);
    return entry ? [entry] : [];
  });
  // Unreadable as a whole: it is our understanding that is at fault.
  if (data.length > 0 && entries.length === 0) return undefined;
  return { entries, length: data.length, isLast: data.length < PAGE_LENGTH };
}

function keyOf(row: Fields, workspace: Workspace | undefined): AnsweredKey | undefined {
  const hash = wordOf(row['hash']);
  if (hash === undefined) return undefined;
  const label = nameOf(row['label']) ?? '';
  const createdAtMs = instant(row['created_at']);
  const expiresAtMs = instant(row['expires_at']);
  return {
    hash,
    name: nameOf(row['name']) ?? label,
    label,
    workspace: workspace?.name ?? nameOf(row['workspace_id']) ?? '',
    isDisabled: flag(row['disabled']) ?? false,
    limitMicros: microsOf(row['limit']),
    limitLeftMicros: microsOf(row['limit_remaining']),
    resets: mapResets(row['limit_reset']),
    lifetimeMicros: microsOf(row['usage']),
    todayMicros: microsOf(row['usage_daily']),
    weekMicros: microsOf(row['usage_weekly']),
    monthMicros: microsOf(row['usage_monthly']),
    createdAtMs: createdAtMs === 'unknown' ? undefined : createdAtMs,
    expiresAtMs: expiresAtMs === 'unknown' ? undefined : expiresAtMs,
  };
}

/** An id: it goes into addresses, so it is taken as it is or not at all. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,128}$/.test(value) ? value : undefined;
}
