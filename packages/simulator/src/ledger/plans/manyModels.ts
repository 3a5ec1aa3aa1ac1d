import type { ModelPlan, PastPlan } from '../plan.ts';
import { fewModels } from './fewModels.ts';

const vendors = [
  'openai',
  'anthropic',
  'google',
  'mistralai',
  'qwen',
  'deepseek',
  'x-ai',
  'meta-llama',
  'cohere',
];
const providers = [
  'OpenAI',
  'Anthropic',
  'Google Vertex',
  'Mistral',
  'Alibaba',
  'DeepInfra',
  'xAI',
  'Together',
];

const few = fewModels(3);
const days = 120;

/**
 * Three hundred models, all of them used within any 30 days: twenty every day, the others every third or tenth, so that
 * a day has about sixty and the answers of a month stay below a megabyte.
 */
export const manyModels = (): PastPlan => ({
  ...few,
  days,
  keys: few.keys.map((key) => ({ ...key, ageDays: key.ageDays + days })),
  untilNow: true,
  models: Array.from({ length: 300 }, (_, index): ModelPlan => ({
    model: `${vendors[index % vendors.length]}/model-${String(index + 1).padStart(3, '0')}`,
    providers: [providers[index % providers.length] ?? 'OpenAI'],
    promptUsd: 0.1 + (index % 40) / 8,
    completionUsd: 0.4 + (index % 40) / 2,
    reasoningShare: index % 3 === 0 ? 0.4 : 0,
    popularity: index < 20 ? 0.6 / (1 + index / 4) : 0.01,
    everyDays: index < 20 ? 1 : index < 60 ? 3 : 10,
  })),
});
