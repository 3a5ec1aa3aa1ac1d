/** What an account's past is drawn from: who uses what, and how much of it. */
export interface PastPlan {
  /** How many UTC days before today it goes back. */
  days: number;
  /** Whether the hours of today that are over are in it too. */
  untilNow: boolean;
  models: readonly ModelPlan[];
  /** The default one first. */
  workspaces: readonly WorkspacePlan[];
  /** Newest first, as they are listed. */
  keys: readonly KeyPlan[];
}

export interface ModelPlan {
  model: string;
  /** The first serves four requests of five. */
  providers: readonly [string, ...string[]];
  /** List prices, USD per million tokens. */
  promptUsd: number;
  completionUsd: number;
  /** Of the completion tokens, 0 to 1. Left out: it does not reason. */
  reasoningShare?: number;
  /** Nothing is charged, whatever the prices say: they only decide how many tokens there are. */
  isFree?: boolean;
  /** How often it is used, beside the others. */
  popularity: number;
  /** It is used on one day of so many; left out: on every day. */
  everyDays?: number;
  /** The days before today between which it was used; left out: always. */
  sinceDaysAgo?: number;
  untilDaysAgo?: number;
}

export interface WorkspacePlan {
  id: string;
  name: string;
}

export interface KeyPlan {
  name: string;
  /** Its place among the workspaces. */
  workspace: number;
  ageDays: number;
  /** How often it is used, beside the others; 0: never. */
  weight: number;
  /** Batches run from 1 to 5 UTC, and at weekends as well. */
  isNightly?: boolean;
  /** Its owner's own provider keys are used: what they cost is not charged, but for a fee of 5 %. */
  isByok?: boolean;
  isDisabled?: boolean;
  /** A cap that is the `filled` part spent; above 1: overspent. */
  limit?: { reset: 'daily' | 'weekly' | 'monthly' | null; filled: number };
  expiresInDays?: number;
}
