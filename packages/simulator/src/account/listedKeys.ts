import { createHash } from 'node:crypto';
import type { PersonaName } from '../personas.ts';
import { createRandom } from '../random.ts';
import type { PersonaSpec } from './personaSpec.ts';
import { noUsage, type UsageMicros } from './usage.ts';
import { toMicros } from '../money.ts';

/** One row of `/keys`. */
export interface ListedKey {
  hash: string;
  name: string;
  label: string;
  disabled: boolean;
  workspaceId: string;
  limitMicros: number | null;
  limitReset: string | null;
  usage: UsageMicros;
  byok: UsageMicros;
  createdAtMs: number;
  updatedAtMs: number | null;
}

/** As recorded live: an individual account's default workspace. */
export const defaultWorkspaceId = '00000000-0000-0000-0000-000000000000';
export const secondWorkspaceId = '11111111-1111-4111-8111-111111111111';

const dayMs = 86_400_000;
const names = ['Editor', 'Nightly batch', 'Chat bot', 'Evaluation', 'Staging'];

/**
 * The ordinary keys of a management persona's account, newest first. The first of the default workspace is the
 * one that `spend` charges; a disabled one and one in a second workspace stand for what a plain `/keys` leaves out.
 */
export function createListedKeys(
  persona: PersonaName,
  spec: PersonaSpec,
  seed: number,
  nowMs: number,
): ListedKey[] {
  const wanted = spec.kind === 'management' ? (spec.listedKeys ?? 0) : 0;
  if (wanted === 0) return [];
  const random = createRandom(seed, `keys ${persona}`);
  const total = wanted + 2;
  // The keys share what the account used, so that no sum over them exceeds it.
  const shareMicros = Math.floor(toMicros(spec.totalUsageUsd) / total);
  return Array.from({ length: total }, (_, fromNewest): ListedKey => {
    const index = total - 1 - fromNewest;
    const monthly = Math.floor(shareMicros * (0.2 + 0.2 * random()));
    const weekly = Math.floor(monthly * (0.2 + 0.3 * random()));
    const createdAtMs = nowMs - (total - index) * dayMs;
    const kind = index === 0 ? 'elsewhere' : index === 1 ? 'disabled' : 'plain';
    const limited = kind === 'plain' && index % 2 === 0;
    const hash = createHash('sha256').update(`simulated listed key ${persona} ${index}`).digest('hex');
    return {
      hash,
      name: `${names[index % names.length]} ${index}`,
      label: `sk-or-v1-${hash.slice(0, 3)}...${hash.slice(-3)}`,
      disabled: kind === 'disabled',
      workspaceId: kind === 'elsewhere' ? secondWorkspaceId : defaultWorkspaceId,
      limitMicros: limited ? monthly + 5_000_000 : null,
      limitReset: limited ? 'monthly' : null,
      usage: { total: shareMicros, monthly, weekly, daily: Math.floor(weekly * 0.3 * random()) },
      byok: noUsage,
      createdAtMs,
      updatedAtMs: index % 3 === 0 ? null : createdAtMs + dayMs / 2,
    };
  });
}
