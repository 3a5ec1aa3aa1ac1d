import type { KeyPlan, ModelPlan, PastPlan, WorkspacePlan } from '../plan.ts';

const models: readonly ModelPlan[] = [
  {
    model: 'anthropic/claude-sonnet-4.5',
    providers: ['Anthropic', 'Amazon Bedrock'],
    promptUsd: 3,
    completionUsd: 15,
    reasoningShare: 0.3,
    popularity: 3,
  },
  { model: 'openai/gpt-5', providers: ['OpenAI', 'Azure'], ...price(1.25, 10, 0.5), popularity: 2.25 },
  {
    model: 'openai/gpt-4.1',
    providers: ['OpenAI', 'Azure'],
    ...price(2, 8),
    popularity: 1.5,
    untilDaysAgo: 90,
  },
  { model: 'openai/gpt-4.1-mini', providers: ['OpenAI', 'Azure'], ...price(0.4, 1.6), popularity: 1 },
  { model: 'google/gemini-2.5-pro', providers: ['Google Vertex'], ...price(1.25, 10, 0.4), popularity: 1.25 },
  { model: 'google/gemini-2.5-flash', providers: ['Google Vertex'], ...price(0.3, 2.5), popularity: 1 },
  {
    model: 'anthropic/claude-opus-4.5',
    providers: ['Anthropic', 'Amazon Bedrock'],
    ...price(5, 25, 0.35),
    popularity: 1.5,
    sinceDaysAgo: 150,
  },
  {
    model: 'anthropic/claude-haiku-4.5',
    providers: ['Anthropic', 'Amazon Bedrock'],
    ...price(1, 5),
    popularity: 0.75,
  },
  { model: 'deepseek/deepseek-r1', providers: ['DeepInfra'], ...price(0.5, 2.2, 0.8), popularity: 0.4 },
  {
    model: 'meta-llama/llama-3.3-70b-instruct',
    providers: ['DeepInfra'],
    ...price(0.13, 0.4),
    popularity: 0.3,
  },
  { model: 'qwen/qwen3-coder', providers: ['DeepInfra'], ...price(0.3, 1.2), popularity: 0.25, everyDays: 3 },
  {
    model: 'qwen/qwen3-coder:free',
    providers: ['DeepInfra'],
    ...price(0.3, 1.2),
    popularity: 0.15,
    isFree: true,
  },
];

const workspaces: readonly WorkspacePlan[] = [
  { id: '3f6f3c8e-5d0b-4c57-9a53-6f0f3f1f8a01', name: 'Platform' },
  { id: '7b1d9a52-0e84-4f0e-8b61-2d5a5b7c9e02', name: 'Research' },
  { id: 'c2a4e6f8-1b3d-4a5c-8e7f-9a0b1c2d3e03', name: 'Customer support' },
];

const teams = [
  'Checkout',
  'Search',
  'Mobile',
  'Billing',
  'Docs',
  'Data',
  'Infra',
  'Design',
  'Growth',
  'Security',
];
const uses = ['editor', 'review bot', 'CI', 'staging', 'chat', 'evaluation', 'agents', 'nightly batch'];
const people = [
  'Amara',
  'Björn',
  'Chiara',
  'Dmitri',
  'Élodie',
  'Farid',
  'Grace',
  'Hiroshi',
  'Ingrid',
  'João',
];
const windows = ['monthly', 'daily', 'weekly', null] as const;

/** A company of ten teams: 140 keys over three workspaces, a dozen models at six providers, for more than a year. */
export const organisation = (): PastPlan => ({
  days: 400,
  untilNow: true,
  models,
  workspaces,
  keys: Array.from({ length: 140 }, (_, fromNewest) => keyPlan(139 - fromNewest)),
});

function keyPlan(index: number): KeyPlan {
  const workspace = index < 8 ? 2 : index < 24 ? 1 : 0;
  const person = people[index % people.length] ?? '';
  const team = teams[index % teams.length] ?? '';
  const use = uses[Math.floor(index / teams.length) % uses.length] ?? '';
  return {
    // The two last ones share a name with others: names need not be unique.
    name:
      index >= 138
        ? 'CI'
        : index < 80
          ? `${team} ${use}`
          : `${person}’s laptop ${Math.floor(index / 10) - 7}`,
    workspace,
    // One new key every few days; the very oldest are older than what is known.
    ageDays: 20 + (139 - index) * 3,
    // A few keys do most of the work.
    weight: 1 / (1 + ((index * 37) % 140) / 6),
    isNightly: use === 'nightly batch' && index < 80,
    isByok: index % 29 === 7,
    isDisabled: index % 19 === 11,
    ...(index % 4 === 0
      ? {
          limit: {
            reset: windows[(index / 4) % 4] ?? null,
            filled: index === 136 ? 1.02 : 0.3 + ((index * 7) % 69) / 100,
          },
        }
      : {}),
    ...(index % 31 === 0 ? { expiresInDays: 5 + index } : {}),
  };
}

function price(
  promptUsd: number,
  completionUsd: number,
  reasoningShare?: number,
): Pick<ModelPlan, 'promptUsd' | 'completionUsd' | 'reasoningShare'> {
  return { promptUsd, completionUsd, ...(reasoningShare === undefined ? {} : { reasoningShare }) };
}
