import { createRandom } from '../random.ts';
import type { PersonaName } from '../personas.ts';
import type { ListedKey } from './listedKeys.ts';
import type { PersonaSpec } from './personaSpec.ts';
import { utcDate } from './periods.ts';

/** What was used on one UTC day, by model and key. */
export type ActivityDay = ActivityRow[];

export interface ActivityRow {
  model: string;
  provider: string;
  keyHash: string;
  workspaceId: string;
  usageMicros: number;
  byokMicros: number;
  requests: number;
  byokRequests: number;
}

const dayMs = 86_400_000;
const firstModel = { model: 'openai/gpt-4.1', provider: 'OpenAI' };
const models = [firstModel.model, 'anthropic/claude-sonnet-4.5', 'google/gemini-2.5-flash'];
const providers = [firstModel.provider, 'Anthropic', 'Google Vertex'];

/** The last 35 days before today. All of it together is less than `usedMicros`. */
export function createActivity(
  persona: PersonaName,
  spec: PersonaSpec,
  seed: number,
  nowMs: number,
  usedMicros: number,
  keys: readonly ListedKey[],
): Map<string, ActivityDay> {
  const days = new Map<string, ActivityDay>();
  if (spec.kind !== 'management' || usedMicros === 0) return days;
  const random = createRandom(seed, `activity ${persona}`);
  const daily = usedMicros / 60;
  for (let ago = 35; ago >= 1; ago--) {
    const rows: ActivityDay = [];
    for (const [index, model] of (spec.activityModels ?? models).entries()) {
      const share = random();
      const requests = Math.ceil(random() * 20);
      const key = keys[Math.floor(random() * keys.length)];
      // Some days some models are not used at all.
      if (share < 0.2) continue;
      rows.push({
        model,
        provider: providers[index % providers.length] ?? '',
        keyHash: key?.hash ?? '',
        workspaceId: key?.workspaceId ?? '',
        usageMicros: Math.floor((daily * share) / (spec.activityModels ?? models).length),
        byokMicros: 0,
        requests,
        byokRequests: 0,
      });
    }
    days.set(utcDate(nowMs - ago * dayMs), rows);
  }
  return days;
}

/** Adds one paid request to the day. It shows in `/activity` once the day is over. */
export function addActivity(
  days: Map<string, ActivityDay>,
  nowMs: number,
  key: { hash: string; workspaceId: string },
  micros: { usage: number; byok: number },
): void {
  const date = utcDate(nowMs);
  const rows = days.get(date) ?? [];
  days.set(date, rows);
  let row = rows.find((candidate) => candidate.model === firstModel.model && candidate.keyHash === key.hash);
  if (!row) {
    row = {
      ...firstModel,
      keyHash: key.hash,
      workspaceId: key.workspaceId,
      usageMicros: 0,
      byokMicros: 0,
      requests: 0,
      byokRequests: 0,
    };
    rows.push(row);
  }
  row.usageMicros += micros.usage;
  row.byokMicros += micros.byok;
  row.requests += 1;
  if (micros.byok > 0) row.byokRequests += 1;
}
