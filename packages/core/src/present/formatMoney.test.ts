import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMoney } from '../model/money.ts';
import { anyText } from '../testing/anyText.ts';
import { formatMoney, usableLocale } from './formatMoney.ts';

const write = (amountMicros: bigint, locale = 'en-US', dropZeroCents = false): string =>
  formatMoney({ amountMicros, currency: 'USD' }, { locale, dropZeroCents });

const LARGEST_MICROS = 10n ** 18n;
const anyMicros = fc.oneof(
  fc.bigInt({ min: -2n * LARGEST_MICROS, max: 2n * LARGEST_MICROS }),
  fc.bigInt({ min: -3_000_000n, max: 3_000_000n }),
);

/** Half away from zero, written a second time and differently. */
function centsOf(amountMicros: bigint): bigint {
  const magnitude = amountMicros < 0n ? -amountMicros : amountMicros;
  const cents = magnitude / 10_000n + (magnitude % 10_000n >= 5_000n ? 1n : 0n);
  return amountMicros < 0n ? -cents : cents;
}

/** The value behind a formatted text: its digits in any numerals, and whether a minus of any kind stands in it. */
function readBack(text: string): bigint {
  const digits = [...text].flatMap((character) => {
    const zero = [0x30, 0x660, 0x6f0, 0x966].find(
      (from) => character.charCodeAt(0) >= from && character.charCodeAt(0) <= from + 9,
    );
    return zero === undefined ? [] : [String(character.charCodeAt(0) - zero)];
  });
  return BigInt(digits.join('')) * (/[-\u2212]/.test(text) ? -1n : 1n);
}

describe('formatMoney in en-US', () => {
  test.each<[bigint, string]>([
    [5_200_000n, '$5.20'],
    [0n, '$0.00'],
    [-400_000n, '-$0.40'],
    [1_234_567_890_000n, '$1,234,567.89'],
    [LARGEST_MICROS, '$1,000,000,000,000.00'],
    [-LARGEST_MICROS, '-$1,000,000,000,000.00'],
    [999_999_999_999_994_999n, '$999,999,999,999.99'],
    [1n, '<$0.01'],
    [9_999n, '<$0.01'],
    [10_000n, '$0.01'],
    [14_999n, '$0.01'],
    [15_000n, '$0.02'],
    [-1n, '-<$0.01'],
    [-4_000n, '-<$0.01'],
    [-9_999n, '-<$0.01'],
    [-10_000n, '-$0.01'],
    [-995_000n, '-$1.00'],
    [994_999n, '$0.99'],
    [995_000n, '$1.00'],
  ])('%s micros reads %s', (amountMicros, expected) => {
    expect(write(amountMicros)).toBe(expected);
  });

  test.each<[bigint, string]>([
    [10_000_000n, '$10'],
    [10_500_000n, '$10.50'],
    [9_999_999n, '$10'],
    [0n, '$0'],
    [-5_000_000n, '-$5'],
    [4n, '<$0.01'],
    [1_000_000_000_000n, '$1,000,000'],
  ])('as a limit %s micros reads %s', (amountMicros, expected) => {
    expect(write(amountMicros, 'en-US', true)).toBe(expected);
  });

  test('digits, sign and grouping are those of the exact cents', () => {
    fc.assert(
      fc.property(anyMicros, (amountMicros) => {
        const text = write(amountMicros);
        const isTiny = amountMicros > -10_000n && amountMicros < 10_000n && amountMicros !== 0n;
        if (isTiny) {
          expect(text).toBe(amountMicros < 0n ? '-<$0.01' : '<$0.01');
          return;
        }
        expect(text).toMatch(/^-?\$\d{1,3}(,\d{3})*\.\d\d$/);
        expect(readBack(text)).toBe(centsOf(amountMicros));
      }),
      { numRuns: 1000 },
    );
  });

  test('what is below zero always has a minus, and only what is zero reads as zero', () => {
    fc.assert(
      fc.property(anyMicros, (amountMicros) => {
        const text = write(amountMicros);
        expect(text.startsWith('-')).toBe(amountMicros < 0n);
        expect(/^-?\$0\.00$/.test(text)).toBe(amountMicros === 0n);
      }),
      { numRuns: 1000 },
    );
  });

  test('read, then written: a two-decimal amount comes out as it went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99 }), (units, cents) => {
        const plain = `${units}.${String(cents).padStart(2, '0')}`;
        const money = parseMoney(plain, 'USD');
        expect(money && formatMoney(money, { locale: 'en-US' }).replaceAll(',', '')).toBe(`$${plain}`);
      }),
    );
  });
});

describe('formatMoney in other locales', () => {
  test.each([
    ['de', '-1.234.567,89\u00a0$'],
    ['fr', '-1\u202f234\u202f567,89\u00a0$'],
    ['ja', '-$1,234,567.89'],
    ['hi', '-$12,34,567.89'],
  ])('%s writes %s', (locale, expected) => {
    expect(write(-1_234_567_890_000n, locale)).toBe(expected);
  });

  test('Arabic numerals, below one unit too', () => {
    expect(write(5_050_000n, 'ar-EG')).toContain('\u0665\u066b\u0660\u0665');
    expect(write(-400_000n, 'ar-EG')).toContain('\u0660\u066b\u0664\u0660');
  });

  test.each([
    'de',
    'fr',
    'ja',
    'ar',
    'ar-EG',
    'hi',
    'fa',
    'sv',
    'pl',
    'pt-br',
    'zh-cn',
    'tr',
    'qps-ploc',
    'en',
  ])('%s keeps every digit and the sign', (locale) => {
    fc.assert(
      fc.property(anyMicros, fc.boolean(), (amountMicros, dropZeroCents) => {
        const cents = centsOf(amountMicros);
        const isTiny = amountMicros > -10_000n && amountMicros < 10_000n && amountMicros !== 0n;
        const text = write(amountMicros, locale, dropZeroCents);
        if (isTiny) {
          expect(text).toContain('<');
          expect(readBack(text)).toBe(amountMicros < 0n ? -1n : 1n);
        } else {
          const shown = dropZeroCents && cents % 100n === 0n ? cents / 100n : cents;
          expect(readBack(text)).toBe(shown);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('usableLocale', () => {
  test.each([
    ['en', 'en-US'],
    ['en-GB', 'en-GB'],
    ['de', 'de'],
    ['pt-br', 'pt-BR'],
    ['zh-cn', 'zh-CN'],
    ['qps-ploc', 'en-US'],
    ['', 'en-US'],
    ['en_US', 'en-US'],
    ['not a tag at all', 'en-US'],
    ['x', 'en-US'],
    ['tlh', 'en-US'],
  ])('%s → %s', (locale, expected) => {
    expect(usableLocale(locale)).toBe(expected);
  });

  test('whatever VS Code may call its language, a number can be written in it', () => {
    fc.assert(
      fc.property(anyText(), (locale) => {
        expect(() => new Intl.NumberFormat(usableLocale(locale)).format(1)).not.toThrow();
        expect(write(5_200_000n, locale)).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });
});
