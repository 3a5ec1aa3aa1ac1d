import { openrouterUsage } from '../providers/openrouter/usage/openrouterUsage.ts';
import type { UsageSource } from '../providers/usageSource.ts';

/** By provider: apart from the providers themselves, which are loaded at the start. */
const sources: ReadonlyMap<string, UsageSource> = new Map([['openrouter', openrouterUsage]]);

/** @returns undefined for a provider that tells nobody where money went */
export function usageSourceOf(providerId: string): UsageSource | undefined {
  return sources.get(providerId);
}
