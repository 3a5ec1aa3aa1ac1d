import type { KeyRow, ModelRow, SpendBucket, TimedMicros } from '@opencredits/core';

/** A Wednesday afternoon. */
export const NOW_MS = Date.UTC(2026, 10, 25, 14, 20);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const TODAY_MS = Date.UTC(2026, 10, 25);
export const DOLLAR = 1_000_000;

/** The same numbers at every call: 0 … 1. */
export function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

export const MODELS = [
  'anthropic/claude-sonnet-4.5',
  'openai/gpt-5.2',
  'google/gemini-3-pro',
  'deepseek/deepseek-v3.2',
  'qwen/qwen3-coder',
  'x-ai/grok-code-fast-1',
];

export function bucketsOf(count: number, stepMs: number, scale = 1): readonly SpendBucket[] {
  return Array.from({ length: count }, (_, at) => {
    const startMs = TODAY_MS - (count - 1 - at) * stepMs;
    const weekend = [0, 6].includes(new Date(startMs).getUTCDay()) ? 0.3 : 1;
    const parts = [3.4, 2.1, 1.2, 0.6, 0.4, 0.25, 0.5].map((mean, part) =>
      Math.round(mean * scale * weekend * (0.4 + 1.2 * noise(at * 7 + part)) * DOLLAR),
    );
    const micros = parts.reduce((a, b) => a + b, 0);
    const isGap = at >= Math.floor(count * 0.2) && at < Math.floor(count * 0.27);
    return {
      startMs,
      endMs: startMs + stepMs,
      spent: isGap ? null : { micros, basis: 'reported' as const, isPartial: at === count - 1 },
      byPart: isGap ? [] : parts,
    };
  });
}

/** Down by steps, up again where it was topped up, with a hole in between. */
export function linesOf(
  days: number,
  points: number,
  start: number,
): { lines: TimedMicros[][]; topUps: TimedMicros[] } {
  const lines: TimedMicros[][] = [[]];
  const topUps: TimedMicros[] = [];
  let micros = start;
  for (let at = 0; at < points; at += 1) {
    const atMs = NOW_MS - ((points - 1 - at) / (points - 1)) * days * DAY_MS;
    if (at === Math.floor(points * 0.2)) lines.push([]);
    if (at >= Math.floor(points * 0.2) && at < points * 0.27) continue;
    micros -= Math.round(((days * 8 * DOLLAR) / points) * noise(at) * 1.7);
    if (micros < 20 * DOLLAR) {
      micros += 100 * DOLLAR;
      topUps.push({ atMs: atMs - 1000, micros: 100 * DOLLAR });
    }
    lines.at(-1)?.push({ atMs, micros });
  }
  // It ends at the headline's figure.
  lines.at(-1)?.push({ atMs: NOW_MS, micros: 63_180_000 });
  return { lines, topUps };
}

export const hourCells = Array.from({ length: 7 }, (_day, day) =>
  Array.from({ length: 24 }, (_hour, hour) => {
    if (day === 6 && hour < 8) return null;
    const isWork = day < 5 && hour >= 8 && hour < 19;
    return Math.round((isWork ? 1.2 : 0.12) * noise(day * 24 + hour) * (hour < 6 ? 0 : 1) * DOLLAR);
  }),
);

export function modelRows(count: number): readonly ModelRow[] {
  const weights = Array.from({ length: count }, (_, at) => 80 / (at + 1) ** 1.2);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight, at) => ({
    model: MODELS[at] ?? `lab-${at % 17}/model-${at}`,
    providers: at % 3 === 0 ? ['Anthropic', 'Amazon Bedrock', 'Google Vertex'] : [`Provider ${at % 9}`],
    requests: at === 4 ? null : Math.round(weight * 37),
    promptTokens: at === 4 ? null : Math.round(weight * 431_127),
    completionTokens: at === 4 ? null : Math.round(weight * 41_913),
    reasoningTokens: at === 4 ? null : Math.round(weight * 9_412 * noise(at)),
    spent: Math.round(weight * DOLLAR),
    ownKeys: at === 1 ? 3 * DOLLAR : 0,
    perMillionTokens: at === 4 ? null : Math.round((0.2 + 4 * noise(at)) * DOLLAR),
    share: weight / sum,
    before: at === 5 ? null : at === 3 ? 0 : Math.round(weight * (0.5 + noise(at + 50)) * DOLLAR),
  }));
}

export function keyRows(count: number): readonly KeyRow[] {
  const names = ['ci-runner', 'Ada’s laptop', 'production', 'staging', 'evaluation', 'docs-bot', 'prototype'];
  return Array.from({ length: count }, (_, at) => {
    const limit = at % 3 === 1 ? null : (at % 4 === 0 ? 50 : 100) * DOLLAR;
    const spent = Math.round((60 / (at + 1)) * DOLLAR);
    return {
      id: `k${at}`,
      name: names[at] ?? `service-${at}`,
      label: `sk-or-v1-${(at % 1000).toString(16).padStart(3, '0')}…${((at * 7919) % 4096).toString(16).padStart(3, '0')}`,
      workspace: at % 5 === 0 ? 'Research' : 'Default',
      isDisabled: at === 6,
      spent: at === 5 ? null : spent,
      before: Math.round(spent * (0.4 + noise(at))),
      today: Math.round(spent / 25),
      week: Math.round(spent / 5),
      month: spent,
      lifetime: spent * 7,
      limit,
      limitLeft:
        limit === null ? null : at === 3 ? 0 : at === 9 ? -10_000 : Math.round(limit * noise(at + 9)),
      resets: ['daily', '', 'monthly', 'weekly'][at % 4] ?? '',
      resetsAtMs: [TODAY_MS + DAY_MS, null, Date.UTC(2026, 11, 1), Date.UTC(2026, 10, 30)][at % 4] ?? null,
      expiresAtMs: at === 2 ? Date.UTC(2027, 0, 31) : at === 4 ? Date.UTC(2026, 9, 1) : null,
    };
  });
}
