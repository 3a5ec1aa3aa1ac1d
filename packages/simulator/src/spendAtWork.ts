import type { Account } from './account/account.ts';
import { spend } from './account/move.ts';
import type { Random } from './random.ts';

/**
 * What the spending of `lively` is worth to the company beside it: somebody's request to one of its models, now. Not
 * before somebody has looked at its past, since years of it would be drawn for nobody.
 */
export function spendAtWork(account: Account, nowMs: number, amountUsd: number, random: Random): void {
  if (!account.past.isDrawn) return;
  const { models } = account.past.plan;
  const model = models[Math.floor(random() ** 2 * models.length)];
  const keys = account.past.listedKeys.filter(({ disabled }) => !disabled);
  const key = keys[Math.floor(random() * keys.length)];
  if (!model || !key || model.isFree) return;
  const through = { model: model.model, provider: model.providers[0], keyHash: key.hash };
  spend(account, nowMs, amountUsd, 'credits', through);
}
