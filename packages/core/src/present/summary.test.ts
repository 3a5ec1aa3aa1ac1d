import { describe, expect, test } from 'vitest';
import type { Reading } from '../model/reading.ts';
import { aBalance, aLimit, aReading, usd } from '../testing/readings.ts';
import { MINUTE_MS, NOW_MS, read, trouble, watching } from '../testing/watches.ts';
import { summarize, type Summary, type SummaryRow } from './summary.ts';

const STYLE = { locale: 'en-US', hideAmounts: false, nowMs: NOW_MS };
const DAY_MS = 24 * 60 * MINUTE_MS;

const of = (over: Partial<Reading>): Summary => summarize(watching(read(over)), STYLE);
const row = (summary: Summary, label: string): SummaryRow | undefined =>
  summary.rows.find((one) => one.label === label);

describe('rows', () => {
  test('all caps, the binding one marked, with when they reset', () => {
    const summary = of({
      balance: aBalance('5.20'),
      keyLimit: aLimit('3.10', '10'),
      budget: aLimit('17.50', '50', 'daily'),
    });
    expect(row(summary, 'Account balance')).toMatchObject({ value: '$5.20', binds: false });
    expect(row(summary, 'Key limit left')).toMatchObject({
      value: '$3.10 of $10',
      binds: true,
      detail: 'resets on the 1st, in 7 days',
    });
    expect(row(summary, 'Budget left')).toMatchObject({
      value: '$17.50 of $50',
      binds: false,
      detail: 'resets at 00:00 UTC, in 12 h',
    });
  });

  test('a limit that is overspent says by how much, and nothing is left of it', () => {
    const summary = of({ balance: aBalance('5.20'), keyLimit: aLimit('-0.01', '10') });
    expect(summary.headline).toMatchObject({ figure: '$0.01', meaning: "over this key's limit of $10" });
    expect(row(summary, 'Key limit')?.value).toBe('$0.01 over $10');
    const hidden = summarize(watching(read({ keyLimit: aLimit('-0.01', '10') })), {
      ...STYLE,
      hideAmounts: true,
    });
    expect(hidden.headline).toMatchObject({ figure: '•••', meaning: "over this key's limit" });
    expect(row(of({ keyLimit: aLimit('-0.01') }), 'Key limit')?.value).toBe('$0.01 over');
  });

  test('a limit of a week begins anew on Monday, one that never does says no moment', () => {
    const detail = (kind: 'weekly' | 'never' | 'unknown'): string | undefined =>
      row(
        of({ keyLimit: { kind: 'limited', remaining: usd('1'), limit: usd('2'), resets: { kind } } }),
        'Key limit left',
      )?.detail;
    expect(detail('weekly')).toBe('resets Monday 00:00 UTC, in 6 days');
    expect(detail('never')).toBe('never resets');
    expect(detail('unknown')).toBe('');
  });

  test('a single balance is the headline, with what was bought, and not said twice', () => {
    const summary = of({ balance: aBalance('5.20'), keyKind: 'management' });
    expect(row(summary, 'Account balance')).toBeUndefined();
    expect(summary.headline).toMatchObject({ figure: '$5.20', meaning: 'account balance of $100 bought' });
  });

  test('what is not known says why, and is never 0', () => {
    expect(row(of({}), 'Account balance')).toMatchObject({ value: '–', detail: 'not visible to this key' });
    expect(row(of({ balance: { kind: 'unknown', why: 'notRead' } }), 'Account balance')).toMatchObject({
      value: '–',
      detail: 'not read this time',
    });
    expect(row(of({ keyLimit: { kind: 'unknown' } }), 'Key limit left')?.value).toBe('\u2013');
    expect(row(of({}), 'Key limit')?.value).toBe('none');
    const spend = { ...aReading().spend, week: 'unknown' } as const;
    expect(row(of({ spend }), 'This week')?.value).toBe('\u2013');
  });

  test('spend of today, the week and the month', () => {
    const summary = of({});
    expect(['Today', 'This week', 'This month'].map((label) => row(summary, label)?.value)).toEqual([
      '$0.42',
      '$2.90',
      '$9.75',
    ]);
  });

  test('a management key\u2019s own spend, always 0, does not stand for the account\u2019s', () => {
    const labels = of({ keyKind: 'management', balance: aBalance('5.20') }).rows.map(({ label }) => label);
    expect(labels).toEqual([]);
  });

  test('spend with own keys at other providers is told apart', () => {
    const ownKeySpend = { today: usd('1.50'), week: usd('6'), month: usd('22'), lifetime: usd('40.25') };
    const today = of({ ownKeySpend }).rows.filter(({ label }) => label === 'Today');
    expect(today.map(({ value, detail }) => [value, detail])).toEqual([
      ['$0.42', 'from credits'],
      ['$1.50', 'at other providers (BYOK)'],
    ]);
  });

  test('a period in the provider\u2019s own word is handed on as it is: whoever shows it makes it safe', () => {
    const keyLimit = {
      kind: 'limited',
      remaining: usd('1'),
      limit: usd('2'),
      resets: { kind: 'other', word: '$(x)' },
    } as const;
    expect(row(of({ keyLimit }), 'Key limit left')?.detail).toBe('resets: $(x)');
  });
});

describe('notes', () => {
  test.each<[string, Partial<Reading>, string]>([
    [
      'overdrawn',
      { balance: aBalance('-0.40') },
      'Overdrawn: OpenRouter may answer 402, even for free models, until credits are bought.',
    ],
    ['not visible', {}, 'A management key would show the account balance.'],
    ['expires in 3 days', { keyExpiresAtMs: NOW_MS + 3 * DAY_MS }, 'This key expires in 3 days.'],
    ['expires in an hour', { keyExpiresAtMs: NOW_MS + 60 * MINUTE_MS }, 'This key expires in 1 h.'],
    ['has expired', { keyExpiresAtMs: NOW_MS }, 'This key has expired.'],
  ])('%s', (_what, over, note) => {
    expect(of(over).notes).toContain(note);
  });

  test('none for a good balance, nor for a key that lives for months', () => {
    expect(of({ balance: aBalance('5.20'), keyExpiresAtMs: NOW_MS + 60 * DAY_MS }).notes).toEqual([]);
  });
});

describe('freshness', () => {
  test.each([
    ['just now', 0, 4 * MINUTE_MS, 'idle', 'Updated just now \u00b7 next in 4 min'],
    ['3 minutes ago', 3 * MINUTE_MS, 2 * MINUTE_MS, 'idle', 'Updated 3 min ago \u00b7 next in 2 min'],
    ['hours ago', 9 * 60 * MINUTE_MS, undefined, 'idle', 'Updated 9 h ago'],
    ['days ago', 3 * DAY_MS, undefined, 'idle', 'Updated 3 days ago'],
    ['under way', 3 * MINUTE_MS, 0, 'background', 'Updated 3 min ago \u00b7 refreshing now'],
    ['[trust 41] of the future', -60 * MINUTE_MS, undefined, 'idle', 'Updated just now'],
  ] as const)('%s', (_what, ageMs, nextMs, activity, expected) => {
    const next = nextMs === undefined ? {} : { nextAtMs: NOW_MS + nextMs };
    expect(summarize(watching(read({}, ageMs), { activity, ...next }), STYLE).freshness).toBe(expected);
  });

  test('no figure yet', () => {
    expect(summarize(watching({}), STYLE)).toEqual({
      title: 'OpenRouter',
      rows: [],
      notes: [],
      freshness: 'No figure yet',
      others: [],
    });
  });
});

test('trouble is told beside what is still known', () => {
  const state = { ...read({ balance: aBalance('5.20') }), trouble: trouble({ kind: 'timeout' }) };
  const summary = summarize(watching(state), STYLE);
  expect(summary.trouble?.what).toBe('OpenRouter did not answer within 15 seconds.');
  expect(summary.headline?.figure).toBe('$5.20');
});

test('hidden amounts are hidden everywhere', () => {
  const ownKeySpend = { today: usd('1.50'), week: usd('6'), month: usd('22'), lifetime: usd('40.25') };
  const all = {
    balance: aBalance('5.20'),
    keyLimit: aLimit('3.10', '10'),
    budget: aLimit('17.50', '50'),
    ownKeySpend,
  };
  const summary = summarize(watching(read(all)), { ...STYLE, hideAmounts: true });
  for (const { value } of summary.rows)
    expect(value).toMatch(/^\u2022\u2022\u2022( of \u2022\u2022\u2022)?$/);
  expect(summary.headline?.figure).toBe('\u2022\u2022\u2022');
  expect(JSON.stringify(summary)).not.toContain('$');
});
