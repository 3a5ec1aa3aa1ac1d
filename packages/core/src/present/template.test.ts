import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { DEFAULT_FORMAT, fillTemplate } from './template.ts';

const VALUES = {
  account: 'OpenRouter',
  headline: '$5.20',
  balance: '$5.20',
  limit: '$3.10',
  today: '$0.42',
  week: '$2.90',
  month: '$9.75',
  rate: '$0.42/h',
  runway: '5–9 d',
};

test.each([
  ['{account}: {headline}', 'OpenRouter: $5.20'],
  ['', 'OpenRouter: $5.20'],
  ['   ', 'OpenRouter: $5.20'],
  ['\n', 'OpenRouter: $5.20'],
  ['{balance}{limit}{today}{week}{month}', '$5.20$3.10$0.42$2.90$9.75'],
  ['{rate} {runway}', '$0.42/h 5–9 d'],
  ['{headline}{headline}', '$5.20$5.20'],
  ['no token', 'no token'],
  ['{headlin} {headline}', '{headlin} $5.20'],
  ['{Headline}', '{Headline}'],
  ['{ headline }', '{ headline }'],
  ['{headline', '{headline'],
  ['{{headline}}', '{$5.20}'],
  ['{constructor} {toString} {__proto__}', '{constructor} {toString} {__proto__}'],
  ['$(zap) {headline}', '$5.20'],
  ['$({headline})', 'OpenRouter: $5.20'],
  ['a\nb {headline}', 'a b $5.20'],
])('%j becomes %j', (format, expected) => {
  expect(fillTemplate(format, VALUES)).toBe(expected);
});

test('the default format', () => {
  expect(DEFAULT_FORMAT).toBe('{account}: {headline}');
});

test('[trust 53] values are put in once and are not read as formats', () => {
  expect(fillTemplate('{account}', { ...VALUES, account: '{headline} $1 $& $`' })).toBe(
    '{headline} $1 $& $`',
  );
});

test('[trust 53] an amount that ends in its sign does not open an icon', () => {
  const german = { ...VALUES, today: '0,42\u00a0$' };
  expect(fillTemplate('{today}(sync~spin) {account}', german)).toMatch(/^0,42[^$]*OpenRouter$/);
});

test('a value is cut where the whole is too long', () => {
  expect(fillTemplate('{account}', { ...VALUES, account: 'x'.repeat(200) })).toBe(`${'x'.repeat(79)}\u2026`);
});

test('[trust 56] whatever the format: one line without icons, of at most 80 characters', () => {
  const piece = fc.constantFrom('$', '(', ')', '{headline}', '{today}', '{', '}', '\n', 'x', '\u202e');
  fc.assert(
    fc.property(fc.oneof(anyText(), fc.string({ unit: piece, maxLength: 60 })), (format) => {
      const text = fillTemplate(format, VALUES);
      expect(text).not.toMatch(/\$\(|[\u0000-\u001f\u202e]/);
      expect(text.length).toBeLessThanOrEqual(80 * 40);
    }),
  );
});
