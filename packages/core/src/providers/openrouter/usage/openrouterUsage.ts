import type { UsageRequest, UsageSource } from '../../usageSource.ts';
import { mapActivity } from './activity.ts';
import { analyticsBody, mapHours, mapKeys, mapModels } from './analytics.ts';
import { mapKeyPage, mapWorkspaces, PAGE_LENGTH } from './listedKeys.ts';

const API = 'https://openrouter.ai/api/v1';

/** https://openrouter.ai/docs/api-reference: all of it is for management keys only. */
export const openrouterUsage: UsageSource = {
  currency: 'USD',
  recentDays: 30,
  mostDays: 365,
  mostHours: 31 * 24,
  recent: () => ({ url: `${API}/activity`, map: mapActivity }),
  byProvider: (range) => query(analyticsBody.byProvider(range), mapModels),
  byModel: (range) => query(analyticsBody.byModel(range), mapModels),
  byKey: (range) => query(analyticsBody.byKey(range), mapKeys),
  byHour: (range) => query(analyticsBody.byHour(range), mapHours),
  workspaces: (offset) => ({
    url: `${API}/workspaces?limit=${PAGE_LENGTH}&offset=${offset}`,
    map: (json) => mapWorkspaces(json, offset),
  }),
  // Without a workspace OpenRouter lists the keys of the default one; without a word on them, no disabled ones.
  keys: (workspace, offset) => ({
    url: `${API}/keys?include_disabled=true&offset=${offset}${workspace ? `&workspace_id=${workspace.id}` : ''}`,
    map: (json) => mapKeyPage(json, workspace),
  }),
};

function query<T>(body: string, map: (json: unknown) => T | undefined): UsageRequest<T> {
  return { url: `${API}/analytics/query`, body, map };
}
