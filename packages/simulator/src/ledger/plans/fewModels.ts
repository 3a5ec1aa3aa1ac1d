import type { ModelPlan, PastPlan } from '../plan.ts';
import { defaultWorkspace, secondWorkspace } from './workspaces.ts';

const priced = { promptUsd: 2, completionUsd: 8, popularity: 0.4 } as const;
const models: readonly ModelPlan[] = [
  { ...priced, model: 'openai/gpt-4.1', providers: ['OpenAI'] },
  {
    ...priced,
    model: 'anthropic/claude-sonnet-4.5',
    providers: ['Anthropic'],
    promptUsd: 3,
    completionUsd: 15,
    reasoningShare: 0.25,
  },
  {
    ...priced,
    model: 'google/gemini-2.5-flash',
    providers: ['Google Vertex'],
    promptUsd: 0.3,
    completionUsd: 2.5,
  },
];
const keyNames = ['Editor', 'Nightly batch', 'Chat bot', 'Evaluation', 'Staging'];

/**
 * A small account: three models for five weeks up to yesterday. `keyCount` keys of the default workspace stand beside one
 * that is disabled and one in a second workspace, which a plain `/keys` leaves out.
 */
export function fewModels(keyCount: number, names?: readonly string[]): PastPlan {
  const total = keyCount === 0 ? 0 : keyCount + 2;
  return {
    days: 35,
    untilNow: false,
    models:
      names?.map((model, index) => ({
        ...priced,
        model,
        providers: [models[index % models.length]?.providers[0] ?? 'OpenAI'],
      })) ?? models,
    workspaces: total === 0 ? [defaultWorkspace] : [defaultWorkspace, secondWorkspace],
    keys: Array.from({ length: total }, (_, fromNewest) => {
      const index = total - 1 - fromNewest;
      return {
        name: `${keyNames[index % keyNames.length]} ${index}`,
        workspace: index === 0 ? 1 : 0,
        ageDays: 36 + fromNewest,
        weight: 1,
        isDisabled: index === 1,
        ...(index > 1 && index % 2 === 0 ? { limit: { reset: 'monthly', filled: 0.6 } as const } : {}),
      };
    }),
  };
}
