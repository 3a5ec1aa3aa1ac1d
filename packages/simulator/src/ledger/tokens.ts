import type { ModelPlan } from './plan.ts';

// One request of a coding assistant: a long prompt.
const promptTokensEach = 2500;

/** Whole requests and tokens that together cost about `micros` at list price. `promptShare` of it goes to the prompts. */
export function tokensFor(
  micros: number,
  plan: Pick<ModelPlan, 'promptUsd' | 'completionUsd' | 'reasoningShare'>,
  promptShare: number,
): { requests: number; promptTokens: number; completionTokens: number; reasoningTokens: number } {
  // Dollars per million tokens are millionths of a dollar per token. A refund brings no tokens back.
  const cost = Math.max(0, micros);
  const promptTokens = Math.round((cost * promptShare) / plan.promptUsd);
  const completionTokens = Math.round((cost * (1 - promptShare)) / plan.completionUsd);
  return {
    requests: Math.max(1, Math.round(promptTokens / promptTokensEach)),
    promptTokens,
    completionTokens,
    reasoningTokens: Math.floor(completionTokens * (plan.reasoningShare ?? 0)),
  };
}
