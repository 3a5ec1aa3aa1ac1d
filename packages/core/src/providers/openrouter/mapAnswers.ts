import { type Failure, type KeySlot, unexpected } from '../../model/failure.ts';
import type { Known } from '../../model/known.ts';
import { type Money, subtractMoney } from '../../model/money.ts';
import type { Balance, FreeTier, KeyLimit, Reading, Resets, Spend } from '../../model/reading.ts';
import { count, fields, type Fields, flag, instant, money } from '../lenient.ts';
import type { Mapped, ProviderAnswer, ProviderAnswers } from '../provider.ts';

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
  const { balance, shortfall } = mapCredits(
    answers.get('credits'),
    isManagement ? keyAnswer.slot : 'management',
  );
  const budget = fields(key['effective_budget']) ?? {};
  const reading: Reading = {
    keyKind: isManagement === undefined ? 'unknown' : isManagement ? 'management' : 'ordinary',
    balance,
    // Null means "no cap"; a cap whose rest is missing is unknown, and is not worked out from usage, which is lifetime.
    keyLimit: mapLimit(key['limit_remaining'], key['limit'], key['limit_reset']) ?? {
      kind: key['limit'] === null ? 'none' : 'unknown',
    },
    // Of the layers above the key, the one that binds. In answers since October 2026.
    budget: mapLimit(budget['remaining_usd'], budget['limit_usd'], budget['reset_interval']) ?? {
      kind: 'none',
    },
    // A management key cannot run a model: its own usage is 0 for ever and says nothing of the account.
    spend: mapSpend(isManagement ? {} : key, 'usage'),
    ownKeySpend: mapSpend(key, 'byok_usage'),
    freeTier: mapFreeTier(key),
    keyExpiresAtMs: instant(key['expires_at']),
  };
  return { reading, shortfall };
}

/**
 * An organisation pays for the keys of all its members, so who made the key counts only where there is none. Null says
 * that there is none; answers from before September 2026 leave the field out, which says nothing.
 */
export function ownerOf(json: unknown): string | undefined {
  const { organization_id: organization, creator_user_id: creator } = dataOf(json) ?? {};
  const owner = organization === null ? creator : organization;
  return typeof owner === 'string' && owner !== '' ? owner : undefined;
}

/** Both answers come as `{data: {…}}`; every field inside is read leniently. */
function dataOf(json: unknown): Fields | undefined {
  return fields(fields(json)?.['data']);
}

function dollars(value: unknown): Known<Money> {
  return money(value, 'USD');
}

/**
 * An ordinary key gets 403, real totals, or `0/0` for a funded account; so 0/0 is a balance only from a management key.
 * Source: live answers of 2026-05 to 2026-10 recorded by several independent clients.
 * @param managementSlot where a management key is known to be
 */
function mapCredits(
  answer: ProviderAnswer | undefined,
  managementSlot: KeySlot,
): { readonly balance: Balance; readonly shortfall?: Failure } {
  const notVisible: Balance = { kind: 'unknown', why: 'notVisible' };
  const notRead: Balance = { kind: 'unknown', why: 'notRead' };
  if (!answer || answer.kind === 'forbidden') return { balance: notVisible };
  if (answer.kind === 'failed') return { balance: notRead, shortfall: answer.failure };

  const data = dataOf(answer.json) ?? {};
  const credits = dollars(data['total_credits']);
  const usage = dollars(data['total_usage']);
  if (credits === 'unknown' || usage === 'unknown') {
    return { balance: notRead, shortfall: unexpected('shape', 200) };
  }
  const isZero = credits.amountMicros === 0n && usage.amountMicros === 0n;
  const isManagement = answer.slot === 'management' || answer.slot === managementSlot;
  if (isZero && !isManagement) return { balance: notVisible };
  return { balance: { kind: 'known', amount: subtractMoney(credits, usage), credits, usage } };
}

/** @returns undefined where it is not said how much is left */
function mapLimit(left: unknown, limit: unknown, resets: unknown): KeyLimit | undefined {
  const remaining = dollars(left);
  return remaining === 'unknown'
    ? undefined
    : { kind: 'limited', remaining, limit: dollars(limit), resets: mapResets(resets) };
}

/** What a period may be called. Anything else is not a name that somebody would want to read. */
const WORD = /^[a-z][\w -]{0,39}$/i;

export function mapResets(value: unknown): Resets {
  if (value === null) return { kind: 'never' };
  if (value === 'daily' || value === 'weekly' || value === 'monthly') return { kind: value };
  return typeof value === 'string' && WORD.test(value) ? { kind: 'other', word: value } : { kind: 'unknown' };
}

function mapSpend(key: Fields, prefix: 'usage' | 'byok_usage'): Spend {
  return {
    today: dollars(key[`${prefix}_daily`]),
    week: dollars(key[`${prefix}_weekly`]),
    month: dollars(key[`${prefix}_monthly`]),
    lifetime: dollars(key[prefix]),
  };
}

function mapFreeTier(key: Fields): FreeTier {
  const isFree = flag(key['is_free_tier']);
  if (!isFree) return { kind: isFree === undefined ? 'unknown' : 'no' };
  const requests = fields(key['free_model_daily_requests']) ?? {};
  return {
    kind: 'yes',
    requestsLeftToday: count(requests['remaining']),
  };
}
