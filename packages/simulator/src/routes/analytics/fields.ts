import type { Account } from '../../account/account.ts';
import type { LedgerEntry, LedgerFigures } from '../../ledger/ledger.ts';
import { toUsd } from '../../money.ts';

/** The names are those of OpenRouter's published analytics skill. Counts come as strings, as seen live; costs as numbers. */
export const metrics = {
  credits_usage: { label: 'Credits Usage', isMoney: true, of: (sum) => toUsd(sum.usageMicros) },
  // What the user's own providers charged is part of it.
  total_usage: { label: 'Total Usage', isMoney: true, of: (sum) => toUsd(sum.usageMicros + sum.byokMicros) },
  request_count: { label: 'Request Count', isMoney: false, of: (sum) => String(sum.requests) },
  tokens_prompt: { label: 'Prompt Tokens', isMoney: false, of: (sum) => String(sum.promptTokens) },
  tokens_completion: {
    label: 'Completion Tokens',
    isMoney: false,
    of: (sum) => String(sum.completionTokens),
  },
  tokens_total: {
    label: 'Total Tokens',
    isMoney: false,
    of: (sum) => String(sum.promptTokens + sum.completionTokens),
  },
  // A component that was not used is null, not 0.
  reasoning_tokens: {
    label: 'Reasoning Tokens',
    isMoney: false,
    of: (sum) => (sum.reasoningTokens === 0 ? null : String(sum.reasoningTokens)),
  },
} as const satisfies Record<
  string,
  { label: string; isMoney: boolean; of: (sum: LedgerFigures) => number | string | null }
>;

export type Metric = keyof typeof metrics;

/** What is told apart by `id`, which filters take; answers show `shown` in its place: names for keys and workspaces. */
export const dimensions = {
  model: { label: 'Model', id: (entry) => entry.model, shown: (id) => id },
  provider: { label: 'Provider', id: (entry) => entry.provider, shown: (id) => id },
  api_key_id: {
    label: 'API Key',
    id: (entry) => entry.keyHash,
    shown: (id, account) => account.past.listedKeys.find(({ hash }) => hash === id)?.name ?? null,
  },
  workspace: {
    label: 'Workspace',
    id: (entry) => entry.workspaceId,
    shown: (id, account) => account.past.plan.workspaces.find((one) => one.id === id)?.name ?? null,
  },
} as const satisfies Record<
  string,
  {
    label: string;
    id: (entry: LedgerEntry) => string;
    shown: (id: string, account: Account) => string | null;
  }
>;

export type Dimension = keyof typeof dimensions;

export const granularities = ['minute', 'hour', 'day', 'week', 'month'] as const;
export type Granularity = (typeof granularities)[number];

export const operators = { eq: 'scalar', neq: 'scalar', in: 'array', not_in: 'array' } as const;
export type Operator = keyof typeof operators;
