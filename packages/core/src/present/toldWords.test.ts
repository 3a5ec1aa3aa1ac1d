import { expect, test } from 'vitest';
import { alertRules } from '../alerts/alertFacts.ts';
import { usd } from '../testing/readings.ts';
import { toldWords } from './toldWords.ts';

const STYLE = { locale: 'en', hideAmounts: false };

test('what was told is said again in a few words, with its amount', () => {
  const told = { atMs: 0, rule: 'balance', level: 2, amount: usd('0.70') };
  expect(toldWords(told, STYLE)).toBe('Alert: credit was almost gone ($0.70 left)');
  expect(toldWords({ ...told, rule: 'keyLimit', level: 3, amount: usd('-0.10') }, STYLE)).toBe(
    'Alert: the key limit was used up ($0.10 over it)',
  );
  expect(toldWords({ ...told, amount: usd('-0.10') }, STYLE)).toBe(
    'Alert: credit was almost gone ($0.10 overdrawn)',
  );
  expect(toldWords({ ...told, rule: 'month' }, STYLE)).toBe(
    'Alert: over the budget of the month ($0.70 spent)',
  );
  expect(toldWords({ ...told, rule: 'month' }, { ...STYLE, hideAmounts: true })).not.toContain('0.70');
  expect(toldWords({ atMs: 0, rule: 'expiry', level: 3 }, STYLE)).toBe('Alert: the key was about to expire');
});

test('each rule has words, also at a level or of a rule that only a newer version knows', () => {
  for (const rule of alertRules)
    for (const level of [0, 1, 2, 3, 9])
      expect(toldWords({ atMs: 0, rule, level }, STYLE)).not.toContain('undefined');
  expect(toldWords({ atMs: 0, rule: 'toString', level: 1 }, STYLE)).toBe('Alert: something was told');
});
