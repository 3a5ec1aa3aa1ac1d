import { beforeEach, expect, test } from 'vitest';
import { request } from 'node:http';
import {
  connectControl,
  startSimulator,
  type PersonaName,
  type RemoteControl,
  type Simulator,
} from '../index.ts';
import { dataOf } from '../testing/testClient.ts';

interface Key {
  usage: number;
  usage_daily: number;
  usage_weekly: number;
  usage_monthly: number;
  byok_usage: number;
  byok_usage_daily: number;
  limit_remaining: number;
  is_free_tier: boolean;
  free_model_daily_requests: { limit: number; used: number; remaining: number };
  effective_budget: { remaining_usd: number; spend_usd: number; resets_at: string };
}
interface Credits {
  total_credits: number;
  total_usage: number;
}

const dayMs = 86_400_000;
let simulator: Simulator;
let remote: RemoteControl;

const key = (as: PersonaName): Promise<Key> => dataOf<Key>(simulator, '/key', as);
const credits = (as: PersonaName): Promise<Credits> => dataOf<Credits>(simulator, '/credits', as);

beforeEach(async () => {
  // Tuesday 24 November 2026; the next Monday is the 30th, the month ends with it.
  simulator = await startSimulator({ nowMs: Date.parse('2026-11-24T12:00:00Z') });
  remote = connectControl(simulator.controlUrl);
  return () => simulator.stop();
});

test('spending moves the key, its windows, its limit and the account together, to the cent', async () => {
  const before = await key('limitAndBalance');
  for (let index = 0; index < 3; index++) simulator.control.spend('limitAndBalance', 0.1);
  const after = await key('limitAndBalance');
  expect(before).toMatchObject({
    usage: 30,
    usage_daily: 0.42,
    usage_weekly: 2.31,
    usage_monthly: 5,
    limit_remaining: 45,
  });
  expect(after).toMatchObject({
    usage: 30.3,
    usage_daily: 0.72,
    usage_weekly: 2.61,
    usage_monthly: 5.3,
    limit_remaining: 44.7,
  });
  expect(await credits('limitAndBalance')).toEqual({ total_credits: 100, total_usage: 95.1 });
});

test('a management key’s own usage stays 0: its account’s newest key is charged', async () => {
  const [before, otherBefore] = await dataOf<Key[]>(simulator, '/keys', 'management');
  simulator.control.spend('management', 0.2);
  const [after, other] = await dataOf<Key[]>(simulator, '/keys', 'management');
  expect((await key('management')).usage).toBe(0);
  expect(await credits('management')).toEqual({ total_credits: 100, total_usage: 95 });
  expect((after?.usage ?? 0) - (before?.usage ?? 0)).toBeCloseTo(0.2, 9);
  expect((after?.usage_daily ?? 0) - (before?.usage_daily ?? 0)).toBeCloseTo(0.2, 9);
  expect(other?.usage).toBe(otherBefore?.usage);
  expect(other?.usage).toBeGreaterThan(0);
});

test('spending at the user’s own provider counts in a limit that includes it, and leaves the credits alone', async () => {
  simulator.control.spendByok('byok', 1);
  expect(await key('byok')).toMatchObject({
    byok_usage: 18.38,
    byok_usage_daily: 2.2,
    usage: 3.5,
    limit_remaining: 3.12,
  });
  expect(await credits('byok')).toEqual({ total_credits: 20, total_usage: 3.5 });
});

test('a top-up raises the credits, ends the free tier and lifts its quota from 10 dollars on', async () => {
  simulator.control.topUp('freeTier', 5);
  expect(await key('freeTier')).toMatchObject({
    is_free_tier: false,
    free_model_daily_requests: { limit: 50, remaining: 48 },
  });
  simulator.control.topUp('freeTier', 5);
  expect(await key('freeTier')).toMatchObject({
    free_model_daily_requests: { limit: 1000, used: 2, remaining: 998 },
  });
  simulator.control.topUp('overdrawn', 10);
  expect(await credits('overdrawn')).toEqual({ total_credits: 60, total_usage: 50.4 });
});

test('counters end with their UTC day, week and month, and limits with them', async () => {
  const left = async (): Promise<number[]> =>
    Promise.all(
      (['limitDaily', 'limitWeekly', 'limitMonthly', 'limitNever'] as const).map(
        async (persona) => (await key(persona)).limit_remaining,
      ),
    );
  expect(await left()).toEqual([3.1, 3.1, 3.1, 3.1]);
  simulator.control.advance(12 * 3_600_000 - 1);
  expect(await left()).toEqual([3.1, 3.1, 3.1, 3.1]);
  simulator.control.advance(1);
  expect(await left()).toEqual([10, 3.1, 3.1, 3.1]);
  expect(await key('limitMonthly')).toMatchObject({
    usage_daily: 0,
    usage_weekly: 2.31,
    usage_monthly: 6.9,
    usage: 61,
  });
  simulator.control.advance(5 * dayMs);
  expect(await left()).toEqual([10, 10, 3.1, 3.1]);
  simulator.control.spend('limitDaily', 1);
  expect((await key('limitDaily')).limit_remaining).toBe(9);
  simulator.control.advance(dayMs);
  expect(await left()).toEqual([10, 10, 10, 3.1]);
  expect(await key('limitMonthly')).toMatchObject({ usage_weekly: 0, usage_monthly: 0, usage: 61 });
});

test('a budget is spent and ends with its window; free requests come back each day', async () => {
  simulator.control.spend('budgeted', 1);
  expect((await key('budgeted')).effective_budget).toMatchObject({ remaining_usd: 1.5, spend_usd: 3.5 });
  simulator.control.advance(6 * dayMs);
  expect((await key('budgeted')).effective_budget).toMatchObject({
    remaining_usd: 5,
    spend_usd: 0,
    resets_at: '2026-12-07T00:00:00.000Z',
  });
  expect((await key('freeTier')).free_model_daily_requests).toEqual({ limit: 50, used: 0, remaining: 50 });
});

test('setAccount changes what it is told and nothing else', async () => {
  const { control } = simulator;
  control.setAccount('ordinary403', {
    credits: 'totals',
    totalCreditsUsd: 7,
    limitUsd: 2,
    limitReset: 'daily',
    usage: { daily: 0.5 },
  });
  expect(await credits('ordinary403')).toEqual({ total_credits: 7, total_usage: 94.8 });
  expect(await key('ordinary403')).toMatchObject({
    usage: 12.34,
    usage_daily: 0.5,
    limit: 2,
    limit_remaining: 1.5,
  });
  control.setAccount('ordinary403', {
    limitUsd: null,
    limitReset: null,
    expiresAtMs: Date.parse('2027-01-01T00:00:00Z'),
    label: 'mine',
    includeByokInLimit: true,
    isFreeTier: true,
    byok: { total: 1 },
    freeRequests: { limit: 50, used: 49 },
    budget: { scope: 'api_key', limitUsd: 1, reset: 'daily', spentUsd: 2 },
    keyFields: { extra: 1 },
  });
  expect(await key('ordinary403')).toMatchObject({
    limit: null,
    limit_remaining: null,
    label: 'mine',
    expires_at: '2027-01-01T00:00:00.000Z',
    include_byok_in_limit: true,
    is_free_tier: true,
    byok_usage: 1,
    free_model_daily_requests: { remaining: 1 },
    effective_budget: { remaining_usd: -1, scope: 'api_key' },
    extra: 1,
  });
  control.setAccount('ordinary403', { kind: 'management', freeRequests: null, budget: null, keyFields: {} });
  expect(await dataOf(simulator, '/keys', 'ordinary403')).toEqual([]);
  const bare = await key('ordinary403');
  expect(bare).not.toHaveProperty('free_model_daily_requests');
  expect(bare).not.toHaveProperty('extra');
  expect(bare.effective_budget).toBeNull();
  control.setAccount('ordinary403', { disabled: true });
  await expect(key('ordinary403')).rejects.toThrow('401');
});

test('the same verbs work from another process', async () => {
  await remote.spend('management', 0.2);
  await remote.topUp('management', 5);
  expect(await credits('management')).toEqual({ total_credits: 105, total_usage: 95 });
  expect(await remote.now()).toBe(simulator.control.now());
  expect(await remote.requests()).toEqual(simulator.control.requests());
  await remote.fault({ kind: 'status', status: 503, persona: 'management' });
  await expect(credits('management')).rejects.toThrow('503');
  await remote.fault(undefined);
  await remote.keyRevoked('management', true);
  await expect(credits('management')).rejects.toThrow('401');
  await remote.clearRequests();
  expect(simulator.control.requests()).toEqual([]);
  await remote.advance(dayMs);
  expect((await key('ordinary403')).usage_daily).toBe(0);
  await remote.oldKeyNameOnly(true);
  await expect(key('ordinary403')).rejects.toThrow('404');
});

test('the truth of what was used is told by hour, model, provider and key, also to another process', async () => {
  const nowMs = simulator.control.now();
  const [, listed] = await remote.ledgerKeys('organisation');
  const through = { model: 'openai/gpt-5', provider: 'Azure', keyHash: listed?.hash ?? '' };
  await remote.spend('organisation', 0.25, through);
  await remote.spendByok('organisation', 0.5, through);
  await remote.spend('organisation', 1);
  expect(await remote.ledger('organisation', { fromMs: nowMs })).toEqual([
    {
      atMs: nowMs,
      model: 'openai/gpt-5',
      provider: 'Azure',
      key: listed?.name,
      keyHash: listed?.hash,
      workspace: 'Platform',
      creditsMicros: 250_000,
      byokMicros: 500_000,
      requests: 2,
      promptTokens: 300_000,
      completionTokens: 37_500,
      reasoningTokens: 18_750,
    },
    expect.objectContaining({ creditsMicros: 1_000_000, requests: 1 }),
  ]);
  expect((await remote.ledger('organisation', { toMs: nowMs })).at(-1)?.atMs).toBe(nowMs - 3_600_000);
  const [, after] = await remote.ledgerKeys('organisation');
  expect((after?.usage.daily ?? 0) - (listed?.usage.daily ?? 0)).toBe(250_000);
  await expect(remote.spend('organisation', 1, { keyHash: 'none' })).rejects.toThrow('no such key');
  expect(await credits('organisation')).toEqual({ total_credits: 50_000, total_usage: 47_319.89 });
});

test('an ordinary key’s ledger begins with what it spends', async () => {
  expect(simulator.control.ledger('ordinary403')).toEqual([]);
  simulator.control.spend('ordinary403', 0.1);
  expect(simulator.control.ledger('ordinary403')).toMatchObject([
    { key: 'sk-or-v1-sim...403', creditsMicros: 100_000, requests: 1 },
  ]);
});

test('a verb that cannot be is refused with a reason, in process and from outside', async () => {
  const nobody = 'nobody' as PersonaName;
  expect(() => simulator.control.spend(nobody, 1)).toThrow('no such persona: nobody');
  await expect(remote.spend(nobody, 1)).rejects.toThrow('no such persona: nobody');
  await expect(remote.spend('management', Number.NaN)).rejects.toThrow('not an amount');
  expect(() => simulator.control.setAccount('management', { expiresAtMs: Number.NaN })).toThrow(RangeError);
  expect(() => simulator.control.setAccount('management', { totalCreditsUsd: Infinity })).toThrow(RangeError);
  await expect(remote.fault({ kind: 'nonsense' } as never)).rejects.toThrow('no such fault: nonsense');
});

test('a web page cannot use the control interface', async () => {
  const post = (
    headers: Record<string, string>,
    path = 'now',
    method = 'POST',
  ): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${simulator.controlUrl}${path}`,
        { method, agent: false, headers },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode));
        },
      );
      sent.on('error', reject);
      sent.end(method === 'POST' ? '[]' : undefined);
    });
  const json = { 'content-type': 'application/json' };
  expect(await post(json)).toBe(200);
  expect(await post({ 'content-type': 'text/plain' })).toBe(400);
  expect(await post({ ...json, host: 'rebound.example' })).toBe(400);
  expect(await post(json, 'toString')).toBe(400);
  expect(await post(json, 'now', 'GET')).toBe(400);
});
