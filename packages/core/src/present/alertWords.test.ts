import { expect, test } from 'vitest';
import type { AlertNotice } from '../alerts/alertFacts.ts';
import { usd } from '../testing/readings.ts';
import { alertWords } from './alertWords.ts';

const STYLE = { locale: 'en-US', hideAmounts: false };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const notices: readonly (readonly [string, string, AlertNotice])[] = [
  [
    'OpenRouter: credit is low: $4.98 left.',
    'OpenRouter: credit is low: ••• left.',
    { rule: 'balance', level: 1, left: usd('4.98') },
  ],
  [
    'OpenRouter: credit is almost gone: $0.90 left.',
    'OpenRouter: credit is almost gone: ••• left.',
    { rule: 'balance', level: 2, left: usd('0.9') },
  ],
  [
    'OpenRouter: the account is overdrawn: -$0.40.',
    'OpenRouter: the account is overdrawn: •••.',
    { rule: 'balance', level: 2, left: usd('-0.4') },
  ],
  [
    "OpenRouter: this key's limit is 87 % used: $1.30 of $10 left.",
    "OpenRouter: this key's limit is 87 % used: ••• of ••• left.",
    { rule: 'keyLimit', level: 1, left: usd('1.3'), limit: usd('10') },
  ],
  [
    "OpenRouter: this key's limit of $10 is used up.",
    "OpenRouter: this key's limit of ••• is used up.",
    { rule: 'keyLimit', level: 3, left: usd('-0.1'), limit: usd('10') },
  ],
  [
    'OpenRouter: $8.10 spent today, 81 % of the budget of $10.',
    'OpenRouter: ••• spent today, 81 % of the budget of •••.',
    { rule: 'day', level: 1, spent: usd('8.1'), budget: usd('10') },
  ],
  [
    'OpenRouter: $50.00 spent this week, 100 % of the budget of $50.',
    'OpenRouter: ••• spent this week, 100 % of the budget of •••.',
    { rule: 'week', level: 2, spent: usd('50'), budget: usd('50') },
  ],
  [
    'OpenRouter: $120.00 spent this month, over the budget of $100.',
    'OpenRouter: ••• spent this month, over the budget of •••.',
    { rule: 'month', level: 2, spent: usd('120'), budget: usd('100') },
  ],
  [
    'OpenRouter: at this pace credit may run out in 2 days.',
    'OpenRouter: at this pace credit may run out in 2 days.',
    { rule: 'runway', level: 1, days: 2.9 },
  ],
  [
    'OpenRouter: at this pace credit may run out in less than a day.',
    'OpenRouter: at this pace credit may run out in less than a day.',
    { rule: 'runway', level: 1, days: 0.9 },
  ],
  [
    'OpenRouter: $4.10 in 12 minutes, usually $0.30 an hour.',
    'OpenRouter: far more than usual was spent in 12 minutes.',
    { rule: 'runaway', level: 1, spent: usd('4.1'), spanMs: 12 * MINUTE_MS, usually: usd('0.3') },
  ],
  [
    'OpenRouter: $12.00 in a minute.',
    'OpenRouter: far more than usual was spent in a minute.',
    { rule: 'runaway', level: 1, spent: usd('12'), spanMs: MINUTE_MS, usually: 'unknown' },
  ],
  [
    'OpenRouter: the key expires in 3 days.',
    'OpenRouter: the key expires in 3 days.',
    { rule: 'expiry', level: 2, leftMs: 2.99 * DAY_MS },
  ],
  [
    'OpenRouter: the key has expired.',
    'OpenRouter: the key has expired.',
    { rule: 'expiry', level: 3, leftMs: -1 },
  ],
  [
    'OpenRouter: the key was rejected: wrong, disabled or expired.',
    'OpenRouter: the key was rejected: wrong, disabled or expired.',
    { rule: 'rejected', level: 1 },
  ],
];

test.each(notices)('%s', (open, hidden, notice) => {
  expect(alertWords(notice, 'OpenRouter', STYLE).text).toBe(open);
  const words = alertWords(notice, 'OpenRouter', { ...STYLE, hideAmounts: true });
  expect(words.text).toBe(hidden);
  expect(`${words.text}${words.detail ?? ''}`).not.toContain('$');
});

test('every notice can be snoozed and muted, and offers what helps first', () => {
  for (const [, , notice] of notices) {
    const { actions } = alertWords(notice, 'a', STYLE);
    expect(actions.slice(-2)).toEqual(['snooze', 'mute']);
    expect(actions.length).toBeGreaterThan(2);
    expect(actions.length).toBeLessThanOrEqual(4);
  }
  expect(alertWords({ rule: 'rejected', level: 1 }, 'a', STYLE).actions[0]).toBe('fixKey');
  expect(alertWords({ rule: 'balance', level: 1, left: usd('4') }, 'a', STYLE).actions[0]).toBe('topUp');
});
