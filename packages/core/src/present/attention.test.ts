import { describe, expect, test } from 'vitest';
import type { Trouble } from '../model/account.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { aBalance, aLimit } from '../testing/readings.ts';
import { MINUTE_MS, read, STYLE, trouble, watching } from '../testing/watches.ts';
import { neediest } from './attention.ts';
import { summarize } from './summary.ts';

const account = (label: string): Watching['account'] => ({
  id: label.padStart(32, '0'),
  providerId: 'openrouter',
  label,
  keys: [],
});
const of = (label: string, balance: string, over: { trouble?: Trouble; ageMs?: number } = {}): Watching =>
  watching(
    { ...read({ balance: aBalance(balance) }, over.ageMs), trouble: over.trouble },
    { account: account(label) },
  );

const well = of('well', '50');
const low = of('low', '3');
const critical = of('critical', '0.50');
const overdrawn = of('overdrawn', '-1');
const rejected = of('rejected', '50', { trouble: trouble({ kind: 'invalidKey', slot: 'ordinary' }) });
const lost = of('lost', '50', { trouble: trouble({ kind: 'keyUnavailable', reason: 'missing' }) });
const late = of('late', '50', { trouble: trouble({ kind: 'timeout' }), ageMs: 11 * MINUTE_MS });
const briefly = of('briefly', '50', { trouble: trouble({ kind: 'timeout' }), ageMs: MINUTE_MS });

describe('the account that needs a person most', () => {
  test.each<[string, readonly [Watching, ...Watching[]], Watching]>([
    ['the only one', [well], well],
    ['the first, when none does', [well, briefly], well],
    ['a low one', [well, low], low],
    ['a critical one before a low one', [low, critical], critical],
    ['an overdrawn one', [low, well, overdrawn], overdrawn],
    ['a rejected key before a low balance', [low, rejected], rejected],
    ['a lost key before a low balance', [low, lost], lost],
    ['a red one before a lost key', [lost, critical], critical],
    ['a late one before a well one', [well, late], late],
    ['a low one before a late one', [late, low], low],
    ['the first of two alike', [critical, overdrawn], critical],
  ])('%s', (_what, accounts, expected) => {
    expect(neediest(accounts, STYLE).account.label).toBe(expected.account.label);
  });
});

describe('the other accounts in the summary', () => {
  test('each with its own figure, its age and its trouble; nothing is added up', () => {
    const { others, title } = summarize(low, STYLE, [well, low, rejected]);
    expect(title).toBe('low');
    expect(others).toEqual([
      { label: 'well', value: '$50.00', detail: 'account balance · just now' },
      {
        label: 'rejected',
        value: '$50.00',
        detail:
          'account balance · just now · OpenRouter rejected the API key (401): wrong, disabled or expired.',
      },
    ]);
  });

  test('hidden where amounts are hidden, and unknown where nothing is known', () => {
    const nothing = watching({}, { account: account('new') });
    const limit = watching(read({ keyLimit: aLimit('3.10', '10') }), { account: account('limit') });
    const style = { ...STYLE, hideAmounts: true };
    expect(summarize(low, style, [low, nothing, limit]).others.map(({ value }) => value)).toEqual([
      '–',
      '•••',
    ]);
  });
});
