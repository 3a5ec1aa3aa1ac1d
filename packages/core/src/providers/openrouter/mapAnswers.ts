import type { KeySlot } from '../../model/failure.ts';
import type { Known } from '../../model/known.ts';
import { type Money, subtractMoney } from '../../model/money.ts';
import type { Balance, FreeTier, KeyLimit, Reading, Resets, Spend } from '../../model/reading.ts';
import { count, fields, type Fields, flag, instant, money } from '../lenient.ts';
import type { Mapped, ProviderAnswer, ProviderAnswers } from '../provider.ts';

const CURRENCY = 'USD';

/**
 * OpenRouter's `/key` and `/credits` as a reading.
 * Source of the fields: OpenRouter's OpenAPI document of 2026-08-22 and answers recorded on 2026-10-02.
 */
export function mapAnswers(answers: ProviderAnswers): Mapped | undefined {
  const keyAnswer = answers.get('key');
  if (keyAnswer?.kind !== 'json') return undefined;
  const key = dataOf(keyAnswer.json);
  if (!key) return undefined;

  // `is_provisioning_key` is the old name of the same flag.
  const isManagement = flag(key['is_management_key']) ?? flag(key['is_provisioning_key']);
  const { balance, shortfall } = mapCredits(answers.get('credits'), keyAnswer.slot, isManagement ?? false);
  const reading: Reading = {
    keyKind: isManagement === undefined ? 'unknown' : isManagement ? 'management' : 'ordinary',
    balance,
    keyLimit: mapKeyLimit(key),
    budget: mapBudget(fields(key['effective_budget']) ?? {}),
    spend: mapSpend(key, 'usage'),
    ownKeySpend: mapSpend(key, 'byok_usage'),
    freeTier: mapFreeTier(key),
    keyExpiresAtMs: instant(key['expires_at']),
  };
  return shortfall ? { reading, shortfall } : { reading };
}

/** Both answers come as `{data: {…}}`; every field inside is read leniently. */
function dataOf(json: unknown): Fields | undefined {
  return fields(fields(json)?.['data']);
}

/**
 * An ordinary key gets 403, real totals, or `0/0` for a funded account; so 0/0 is a balance only from a management key.
 * Source: live answers of 2026-05 to 2026-10 recorded by several independent clients.
 */
function mapCredits(
  answer: ProviderAnswer | undefined,
  keySlot: KeySlot,
  keyIsManagement: boolean,
): { balance: Balance; shortfall?: Mapped['shortfall'] } {
  const notVisible: Balance = { kind: 'unknown', why: 'notVisible' };
  const notRead: Balance = { kind: 'unknown', why: 'notRead' };
  if (!answer || answer.kind === 'forbidden') return { balance: notVisible };
  if (answer.kind === 'failed') return { balance: notRead, shortfall: answer.failure };

  const data = dataOf(answer.json) ?? {};
  const credits = money(data['total_credits'], CURRENCY);
  const usage = money(data['total_usage'], CURRENCY);
  if (credits === 'unknown' || usage === 'unknown') {
    return { balance: notRead, shortfall: { kind: 'unexpectedAnswer', reason: 'shape', status: 200 } };
  }
  const isZero = credits.amountMicros === 0n && usage.amountMicros === 0n;
  const askedByManagement = answer.slot === 'management' || (answer.slot === keySlot && keyIsManagement);
  if (isZero && !askedByManagement) return { balance: notVisible };
  return {
    balance: {
      kind: 'known',
      amount: subtractMoney(credits, usage),
      credits,
      usage,
    },
  };
}

function mapKeyLimit(key: Fields): KeyLimit {
  const remaining = money(key['limit_remaining'], CURRENCY);
  const limit = money(key['limit'], CURRENCY);
  if (remaining !== 'unknown') {
    return { kind: 'limited', remaining, limit, resets: mapResets(key['limit_reset']) };
  }
  // Null means "no cap"; a cap whose rest is missing is unknown, and is not worked out from usage, which is lifetime.
  return key['limit'] === null ? { kind: 'none' } : { kind: 'unknown' };
}

/** `effective_budget`: of the layers above the key, the one that binds. In answers since October 2026. */
function mapBudget(budget: Fields): KeyLimit {
  const remaining = money(budget['remaining_usd'], CURRENCY);
  if (remaining === 'unknown') return { kind: 'none' };
  return {
    kind: 'limited',
    remaining,
    limit: money(budget['limit_usd'], CURRENCY),
    resets: mapResets(budget['reset_interval']),
  };
}

function mapResets(value: unknown): Resets {
  if (value === null) return { kind: 'never' };
  if (value === 'daily' || value === 'weekly' || value === 'monthly') return { kind: value };
  return typeof value === 'string' && value !== ''
    ? { kind: 'other', word: value.slice(0, 200) }
    : { kind: 'unknown' };
}

function mapSpend(key: Fields, prefix: 'usage' | 'byok_usage'): Spend {
  const of = (name: string): Known<Money> => money(key[name], CURRENCY);
  return {
    today: of(`${prefix}_daily`),
    week: of(`${prefix}_weekly`),
    month: of(`${prefix}_monthly`),
    lifetime: of(prefix),
  };
}

function mapFreeTier(key: Fields): FreeTier {
  const isFree = flag(key['is_free_tier']);
  if (isFree === undefined) return { kind: 'unknown' };
  if (!isFree) return { kind: 'no' };
  const requests = fields(key['free_model_daily_requests']) ?? {};
  return {
    kind: 'yes',
    requestsLeftToday: count(requests['remaining']),
    requestsPerDay: count(requests['limit']),
  };
}
