import assert from 'node:assert/strict';
import type { Known } from '../model/known.ts';
import type { Money } from '../model/money.ts';
import type { KeyLimit, Reading } from '../model/reading.ts';

type Json = { readonly [name: string]: Json } | null | undefined;

/**
 * Asserts that every figure of a reading stood in OpenRouter's answers, in its own field: nothing unknown became 0, and
 * nothing was worked out. Reads the answers in its own, plain way.
 */
export function assertIsFromAnswers(reading: Reading, keyBody: Uint8Array, creditsBody: Uint8Array): void {
  const key = dataOf(keyBody);
  const { spend, ownKeySpend, keyLimit, budget, balance, freeTier, keyExpiresAtMs } = reading;
  assertStoodThere(spend.today, key?.['usage_daily']);
  assertStoodThere(spend.week, key?.['usage_weekly']);
  assertStoodThere(spend.month, key?.['usage_monthly']);
  assertStoodThere(spend.lifetime, key?.['usage']);
  assertStoodThere(ownKeySpend.today, key?.['byok_usage_daily']);
  assertStoodThere(ownKeySpend.week, key?.['byok_usage_weekly']);
  assertStoodThere(ownKeySpend.month, key?.['byok_usage_monthly']);
  assertStoodThere(ownKeySpend.lifetime, key?.['byok_usage']);
  assertLimitStoodThere(keyLimit, key?.['limit_remaining'], key?.['limit']);
  const cap = key?.['effective_budget'];
  assertLimitStoodThere(budget, cap?.['remaining_usd'], cap?.['limit_usd']);
  if (balance.kind === 'known') {
    const credits = dataOf(creditsBody);
    assertStoodThere(balance.credits, credits?.['total_credits']);
    assertStoodThere(balance.usage, credits?.['total_usage']);
    assert.equal(balance.amount.amountMicros, balance.credits.amountMicros - balance.usage.amountMicros);
  }
  if (freeTier.kind === 'yes' && freeTier.requestsLeftToday !== 'unknown')
    assert.equal(freeTier.requestsLeftToday, figureIn(key?.['free_model_daily_requests']?.['remaining']));
  if (keyExpiresAtMs !== 'unknown') assert.ok(Number.isFinite(keyExpiresAtMs), 'no time');
}

function assertLimitStoodThere(limit: KeyLimit, remaining: unknown, of: unknown): void {
  if (limit.kind !== 'limited') return;
  assertStoodThere(limit.remaining, remaining);
  assertStoodThere(limit.limit, of);
}

function assertStoodThere(money: Known<Money>, value: unknown): void {
  if (money === 'unknown') return;
  const micros = figureIn(value) * 1e6;
  const differs = Math.abs(micros - Number(money.amountMicros));
  // Half a micro of rounding, and what a double cannot tell apart at 10¹² dollars.
  assert.ok(differs <= 0.5 + Math.abs(micros) * 1e-12, 'a figure that did not stand in the answer');
}

/** NaN for what is no figure: it equals nothing. */
function figureIn(value: unknown): number {
  if (typeof value === 'string') return value.trim() === '' ? NaN : Number(value);
  return typeof value === 'number' ? value : NaN;
}

function dataOf(body: Uint8Array): Json {
  return (JSON.parse(new TextDecoder().decode(body)) as Json)?.['data'];
}
