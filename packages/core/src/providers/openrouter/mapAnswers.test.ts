import { describe, expect, test } from 'vitest';
import { headlineOf, type Headline, type Reading } from '../../model/reading.ts';
import { fixture } from '../../testing/fixture.ts';
import { usd } from '../../testing/readings.ts';
import type { Mapped, ProviderAnswer } from '../provider.ts';
import { openrouter } from './openrouter.ts';

type Slot = 'ordinary' | 'management';

const json = (name: string, slot: Slot = 'ordinary'): ProviderAnswer => ({
  kind: 'json',
  json: JSON.parse(fixture(`${name}.json`)) as unknown,
  slot,
});
const FORBIDDEN: ProviderAnswer = { kind: 'forbidden' };

function map(
  key: string | ProviderAnswer,
  credits: string | ProviderAnswer = FORBIDDEN,
  slot: Slot = 'ordinary',
): Mapped | undefined {
  const answer = (one: string | ProviderAnswer): ProviderAnswer =>
    typeof one === 'string' ? json(one, slot) : one;
  return openrouter.map(
    new Map([
      ['key', answer(key)],
      ['credits', answer(credits)],
    ]),
  );
}

function read(...all: Parameters<typeof map>): Reading {
  const mapped = map(...all);
  if (!mapped) throw new Error('no reading');
  return mapped.reading;
}

const limit = (remaining: string, of: string): Headline => ({
  kind: 'limit',
  of: 'keyLimit',
  remaining: usd(remaining),
  limit: usd(of),
});
const balance = (amount: string): Headline => ({ kind: 'balance', amount: usd(amount) });
const payg: Headline = { kind: 'spendOnly', today: usd('0.42') };

describe('what each pair of answers headlines', () => {
  test.each<[string, string, string | ProviderAnswer, Headline]>([
    ['a management key with credits', 'key.management', 'credits.funded', balance('5.20')],
    ['the documented example', 'key.management', 'credits.documented', balance('74.75')],
    ['tenths that doubles get wrong', 'key.management', 'credits.tenths', balance('0.20')],
    ['a management key with 0/0', 'key.management', 'credits.zeros', balance('0')],
    ['the old name of the management flag', 'key.provisioningAlias', 'credits.zeros', balance('0')],
    ['an ordinary key that gets real totals', 'key.ordinary', 'credits.funded', balance('5.20')],
    ['an ordinary key with 0/0 for a funded account', 'key.ordinary', 'credits.zeros', payg],
    ['an ordinary key with 403', 'key.ordinary', FORBIDDEN, payg],
    ['everything used up', 'key.ordinary', 'credits.usedUp', balance('0')],
    ['overdrawn', 'key.management', 'credits.overdrawn', balance('-0.40')],
    ['the recorded live answer', 'key.recorded', FORBIDDEN, limit('1', '1')],
    [
      'a monthly limit: never limit − usage, which would be −240',
      'key.limitMonthly',
      FORBIDDEN,
      limit('3.10', '10'),
    ],
    ['a weekly limit', 'key.limitWeekly', FORBIDDEN, limit('17.10', '20')],
    ['a daily limit', 'key.limitDaily', FORBIDDEN, limit('1.58', '2')],
    ['a limit for life', 'key.limitNever', FORBIDDEN, limit('37.50', '50')],
    ['a limit that is spent', 'key.limitSpent', 'credits.funded', limit('-0.02', '5')],
    ['a limit below the balance', 'key.limitMonthly', 'credits.funded', limit('3.10', '10')],
    ['a limit above the balance', 'key.limitWeekly', 'credits.funded', balance('5.20')],
    ['a limit whose rest is missing is not worked out', 'key.limitWithoutRest', FORBIDDEN, payg],
    ['the free tier', 'key.freeTier', FORBIDDEN, { kind: 'freeTier', requestsLeftToday: 48 }],
    [
      'the free tier before September 2026',
      'key.freeTierOfAugust',
      'credits.zeros',
      { kind: 'freeTier', requestsLeftToday: 'unknown' },
    ],
    ['without the deprecated fields', 'key.withoutDeprecated', FORBIDDEN, payg],
    ['fields and words that came later', 'key.newFields', FORBIDDEN, limit('4', '10')],
    [
      'a budget above the key',
      'key.budget',
      FORBIDDEN,
      { kind: 'limit', of: 'budget', remaining: usd('17.50'), limit: usd('50') },
    ],
    ['no budget', 'key.budgetNull', FORBIDDEN, payg],
    ['numbers in texts', 'key.numericStrings', 'credits.numericStrings', limit('3.10', '10')],
    ['credits in texts', 'key.ordinary', 'credits.numericStrings', balance('5.20')],
    ['[trust 29] nulls everywhere', 'key.nulls', FORBIDDEN, { kind: 'unknown' }],
    ['[trust 29] wrong types everywhere', 'key.wrongTypes', FORBIDDEN, { kind: 'unknown' }],
    ['[trust 28] no field at all', 'key.empty', FORBIDDEN, { kind: 'unknown' }],
    ['own keys elsewhere', 'key.byok', FORBIDDEN, payg],
  ])('%s', (_what, key, credits, headline) => {
    expect(headlineOf(read(key, credits))).toEqual(headline);
  });
});

test('the recorded live answer, field by field', () => {
  const zero = usd('0');
  const none = { today: zero, week: zero, month: zero, lifetime: zero };
  expect(map('key.recorded')).toEqual({
    reading: {
      keyKind: 'ordinary',
      balance: { kind: 'unknown', why: 'notVisible' },
      keyLimit: { kind: 'limited', remaining: usd('1'), limit: usd('1'), resets: { kind: 'never' } },
      budget: { kind: 'none' },
      spend: none,
      ownKeySpend: none,
      freeTier: { kind: 'no' },
      keyExpiresAtMs: 'unknown',
    },
  });
});

describe('credits', () => {
  test('keep both totals beside the balance', () => {
    expect(read('key.management', 'credits.overdrawn').balance).toEqual({
      kind: 'known',
      amount: usd('-0.40'),
      credits: usd('10'),
      usage: usd('10.40'),
    });
  });

  test('0/0 asked with the management key beside an ordinary one is a balance', () => {
    expect(read('key.ordinary', json('credits.zeros', 'management')).balance).toMatchObject({
      amount: usd('0'),
    });
  });

  test('0/0 asked with one management key beside another is a balance', () => {
    expect(read('key.management', json('credits.zeros', 'management')).balance).toMatchObject({
      amount: usd('0'),
    });
  });

  test('0/0 asked with an ordinary key is not visible, and no failure', () => {
    expect(map('key.ordinary', 'credits.zeros')).toMatchObject({
      reading: { balance: { kind: 'unknown', why: 'notVisible' } },
    });
    expect(map('key.ordinary', 'credits.zeros')?.shortfall).toBeUndefined();
  });

  test.each([
    'credits.withoutUsage',
    'credits.nulls',
    'credits.enormous',
    'key.empty',
    'error.zod',
    'error.string',
  ])('[trust 29] %s: not read this time, never 0, and all of /key kept', (name) => {
    const mapped = map('key.ordinary', name);
    expect(mapped?.reading.balance).toEqual({ kind: 'unknown', why: 'notRead' });
    expect(mapped?.shortfall).toEqual({ kind: 'unexpectedAnswer', reason: 'shape', status: 200 });
    expect(mapped?.reading.spend.today).toEqual(usd('0.42'));
  });

  test('a failure is handed on as the reason', () => {
    const failure = { kind: 'providerDown', status: 503 } as const;
    const mapped = map('key.ordinary', { kind: 'failed', failure });
    expect(mapped?.reading.balance).toEqual({ kind: 'unknown', why: 'notRead' });
    expect(mapped?.shortfall).toEqual(failure);
  });
});

describe('single fields', () => {
  test.each([
    ['key.ordinary', 'ordinary'],
    ['key.management', 'management'],
    ['key.provisioningAlias', 'management'],
    ['key.nulls', 'unknown'],
    ['key.wrongTypes', 'unknown'],
  ])('%s is of kind %s', (name, kind) => {
    expect(read(name).keyKind).toBe(kind);
  });

  test.each([
    ['key.limitDaily', { kind: 'daily' }],
    ['key.limitWeekly', { kind: 'weekly' }],
    ['key.limitMonthly', { kind: 'monthly' }],
    ['key.limitNever', { kind: 'never' }],
    ['key.newFields', { kind: 'other', word: 'fortnightly' }],
  ])('%s resets %o', (name, resets) => {
    expect(read(name).keyLimit).toMatchObject({ resets });
  });

  test('a null limit is no limit; a missing one, or one without its rest, is unknown', () => {
    expect(read('key.ordinary').keyLimit).toEqual({ kind: 'none' });
    expect(read('key.empty').keyLimit).toEqual({ kind: 'unknown' });
    expect(read('key.limitWithoutRest').keyLimit).toEqual({ kind: 'unknown' });
    expect(read('key.wrongTypes').keyLimit).toEqual({ kind: 'unknown' });
  });

  test('spend of today, the week, the month and for life; own keys apart', () => {
    const { spend, ownKeySpend } = read('key.byok');
    expect(spend).toEqual({
      today: usd('0.42'),
      week: usd('2.90'),
      month: usd('9.75'),
      lifetime: usd('12.50'),
    });
    expect(ownKeySpend).toEqual({
      today: usd('1.50'),
      week: usd('6'),
      month: usd('22'),
      lifetime: usd('40.25'),
    });
  });

  test('numbers in texts are numbers; texts that are no numbers are unknown', () => {
    expect(read('key.numericStrings').spend).toEqual({
      today: usd('0.42'),
      week: usd('2.90'),
      month: usd('9.75'),
      lifetime: usd('250.000001'),
    });
    const { spend } = read('key.wrongTypes');
    expect(Object.values(spend)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });

  test('the free tier with its quota', () => {
    expect(read('key.freeTier').freeTier).toEqual({ kind: 'yes', requestsLeftToday: 48 });
    expect(read('key.freeTierOfAugust').freeTier).toEqual({
      kind: 'yes',
      requestsLeftToday: 'unknown',
    });
    expect(read('key.wrongTypes').freeTier).toEqual({ kind: 'unknown' });
  });

  test('when the key expires', () => {
    expect(read('key.expiring').keyExpiresAtMs).toBe(Date.parse('2026-11-27T12:00:00Z'));
    expect(read('key.wrongTypes').keyExpiresAtMs).toBe('unknown');
  });

  test('the budget above the key, with its period', () => {
    expect(read('key.budget').budget).toEqual({
      kind: 'limited',
      remaining: usd('17.50'),
      limit: usd('50'),
      resets: { kind: 'weekly' },
    });
    expect(read('key.wrongTypes').budget).toEqual({ kind: 'none' });
  });
});

describe('hostile answers', () => {
  test('[trust 30] __proto__ and constructor are names like any other, and nobody else sees them', () => {
    const reading = read('key.hostileNames');
    expect(headlineOf(reading)).toEqual(payg);
    expect(reading.budget).toEqual({ kind: 'none' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  test('[trust 31] ten thousand unknown fields change nothing', () => {
    const { data } = JSON.parse(fixture('key.ordinary.json')) as { data: Record<string, unknown> };
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`field${at}`, { at }]));
    const answer = (of: unknown): ProviderAnswer => ({ kind: 'json', json: { data: of }, slot: 'ordinary' });
    expect(map(answer({ ...many, ...data }))).toEqual(map('key.ordinary'));
  });

  test.each<[unknown]>([
    [null],
    [[]],
    [5],
    ['text'],
    [{}],
    [{ data: null }],
    [{ data: [] }],
    [{ data: 'x' }],
  ])('[trust 28] %j is no answer of /key', (body) => {
    expect(map({ kind: 'json', json: body, slot: 'ordinary' })).toBeUndefined();
  });

  test.each([
    'x'.repeat(10_000),
    '',
    'two\nlines',
    '$(sync~spin)',
    '[x](command:y)',
    '5n',
    '\u202ecod',
    '<img>',
  ])('a period called %j is no name of a period', (word) => {
    const { data } = JSON.parse(fixture('key.limitDaily.json')) as { data: object };
    const body = { data: { ...data, limit_reset: word } };
    const { keyLimit } = read({ kind: 'json', json: body, slot: 'ordinary' });
    expect(keyLimit).toMatchObject({ remaining: usd('1.58'), resets: { kind: 'unknown' } });
  });
});

test("a management key's own usage, always 0, is not taken for spend", () => {
  const { spend } = read('key.management', 'credits.funded');
  expect(spend).toEqual({ today: 'unknown', week: 'unknown', month: 'unknown', lifetime: 'unknown' });
});

describe('whose a key is', () => {
  test.each<[string, unknown, string | undefined]>([
    ['a person’s', { creator_user_id: 'user_1', organization_id: null }, 'user_1'],
    ['an organisation’s, whoever made it', { creator_user_id: 'user_1', organization_id: 'org_1' }, 'org_1'],
    ['an organisation’s, made by nobody', { organization_id: 'org_1' }, 'org_1'],
    ['not said of an organisation', { creator_user_id: 'user_1' }, undefined],
    ['nobody’s', { creator_user_id: null, organization_id: null }, undefined],
    ['empty texts', { creator_user_id: '', organization_id: '' }, undefined],
    ['other types', { creator_user_id: ['user_1'], organization_id: 5 }, undefined],
    ['no fields', {}, undefined],
  ])('%s', (_what, data, owner) => {
    expect(openrouter.ownerOf?.({ data })).toBe(owner);
  });

  test.each([null, 'text', [], { data: null }, { data: [] }])('%j says nothing', (answer) => {
    expect(openrouter.ownerOf?.(answer)).toBeUndefined();
  });
});
