import { createPast } from '../ledger/past.ts';
import type { PastPlan } from '../ledger/plan.ts';
import { fewModels } from '../ledger/plans/fewModels.ts';
import { toMicros } from '../money.ts';
import type { PersonaName } from '../personas.ts';
import { createRandom } from '../random.ts';
import { countListedKeys, createListedKeys } from './listedKeys.ts';
import type { Drawn } from './past.ts';
import type { PersonaSpec } from './personaSpec.ts';

/** What a persona's past is drawn from. */
export function planOf(spec: PersonaSpec): PastPlan {
  if (spec.past) return spec.past();
  const plan = fewModels(spec.listedKeys ?? 0, spec.activityModels);
  const name = spec.listedKeyFields?.['name'];
  return typeof name === 'string' ? { ...plan, keys: plan.keys.map((key) => ({ ...key, name })) } : plan;
}

/** The past of an account as it stood at `nowMs`. An ordinary key sees none of it: its account has none. */
export function drawPast(
  persona: PersonaName,
  spec: PersonaSpec,
  plan: PastPlan,
  seed: number,
  nowMs: number,
): Drawn {
  const listedKeys = createListedKeys(persona, plan, nowMs);
  const usedMicros = spec.kind === 'management' ? toMicros(spec.totalUsageUsd) : 0;
  const ledger = createPast(plan, listedKeys, usedMicros, nowMs, createRandom(seed, `past ${persona}`));
  countListedKeys(listedKeys, plan, ledger, nowMs);
  return { listedKeys, ledger };
}
