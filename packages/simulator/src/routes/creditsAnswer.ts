import type { Account } from '../account/account.ts';
import { toUsd } from '../money.ts';
import { errorAnswer, jsonAnswer, type Answer } from './answer.ts';

export const managementOnly = (): Answer =>
  errorAnswer(403, 'Only management keys can perform this operation');

/** `GET /credits`: the account's totals, or one of the two things that ordinary keys were seen to get instead. */
export function creditsAnswer(account: Account): Answer {
  switch (account.credits) {
    case 'forbidden':
      return managementOnly();
    case 'zero':
      return jsonAnswer({ data: { total_credits: 0, total_usage: 0 } });
    case 'totals':
      return jsonAnswer({
        data: {
          total_credits: toUsd(account.totalCreditsMicros),
          total_usage: toUsd(account.totalUsageMicros),
        },
      });
  }
}
