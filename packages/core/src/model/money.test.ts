import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { compareMoney, type Money, parseMoney, subtractMoney } from './money.ts';

const micros = (value: unknown): bigint | undefined => parseMoney(value, 'USD')?.amountMicros;
const usd = (amountMicros: bigint): Money => ({ amountMicros, currency: 'USD' });

const LARGEST_MICROS = 10n ** 18n;
const anyMicros = fc.bigInt({ min: -LARGEST_MICROS, max: LARGEST_MICROS });

/** Micros as a decimal text, by nothing but digits. */
function decimal(amountMicros: bigint): string {
  const digits = (amountMicros < 0n ? -amountMicros : amountMicros).toString().padStart(7, '0');
  return `${amountMicros < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

describe('parseMoney', () => {
  test.each<[unknown, bigint]>([
    [0, 0n],
    [-0, 0n],
    [0.1 + 0.2, 300_000n],
    [0.3, 300_000n],
    [25.75, 25_750_000n],
    [1.005, 1_005_000n],
    [-0.4, -400_000n],
    [94.8, 94_800_000n],
    // Below a millionth: rounded half away from zero.
    [1e-7, 0n],
    [5e-7, 1n],
    [-5e-7, -1n],
    [4.9e-7, 0n],
    ['0.0000005', 1n],
    ['-0.00000049', 0n],
    [1e-6, 1n],
    ['12.30', 12_300_000n],
    [' 12.30\n', 12_300_000n],
    ['+5', 5_000_000n],
    ['.5', 500_000n],
    ['5.', 5_000_000n],
    ['1e-3', 1_000n],
    ['1.5E2', 150_000_000n],
    ['1e-308', 0n],
    [1e12, LARGEST_MICROS],
    ['-1000000000000.000000', -LARGEST_MICROS],
    [999_999_999_999.99, 999_999_999_999_990_000n],
  ])('[trust 29] reads %j', (value, expected) => {
    expect(micros(value)).toBe(expected);
  });

  test.each<[unknown]>([
    [undefined],
    [null],
    [''],
    ['   '],
    ['.'],
    ['-'],
    ['e5'],
    ['NaN'],
    ['nan'],
    ['Infinity'],
    ['-Infinity'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1e308],
    ['1e308'],
    [1e21],
    ['1e21'],
    [1_000_000_000_001],
    ['0x10'],
    ['1,5'],
    ['1 000'],
    ['1_000'],
    ['$5'],
    ['5 USD'],
    ['1e9999'],
    ['--1'],
    ['1.2.3'],
    ['\u0661\u0662'],
    [true],
    [[]],
    [[5]],
    [{}],
    [5n],
  ])('[trust 29] %o is unknown, never 0', (value) => {
    expect(micros(value)).toBeUndefined();
  });

  test('keeps the currency it was told', () => {
    expect(parseMoney('1', 'EUR')).toEqual({ amountMicros: 1_000_000n, currency: 'EUR' });
  });

  test('any decimal text comes back to the micro, whatever its size and sign', () => {
    fc.assert(
      fc.property(anyMicros, (amountMicros) => {
        expect(micros(decimal(amountMicros))).toBe(amountMicros);
      }),
      { numRuns: 500 },
    );
  });

  test('a JSON number of up to 15 digits is exact, though the double behind it is not', () => {
    const upTo15Digits = fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n });
    fc.assert(
      fc.property(upTo15Digits, (amountMicros) => {
        const fromTheWire: unknown = JSON.parse(decimal(amountMicros));
        expect(micros(fromTheWire)).toBe(amountMicros);
      }),
      { numRuns: 500 },
    );
  });

  test('an exponent only moves the point', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
        fc.integer({ min: -3, max: 3 }),
        (digits, exponent) => {
          const expected =
            exponent < 0 ? digits * 10n ** BigInt(6 + exponent) : digits * 10n ** BigInt(6 + exponent);
          expect(micros(`${digits}e${exponent}`)).toBe(expected);
        },
      ),
    );
  });

  test('never throws and never gives more than 10¹² units, for any JSON value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.double(), anyText()), (value) => {
        const read = micros(value);
        if (read === undefined) return;
        expect(read <= LARGEST_MICROS && read >= -LARGEST_MICROS).toBe(true);
        expect(['number', 'string']).toContain(typeof value);
      }),
      { numRuns: 1000 },
    );
  });

  test('a megabyte of digits is refused without delay', () => {
    expect(micros('9'.repeat(1_000_000))).toBeUndefined();
    expect(micros(`0.${'0'.repeat(1_000_000)}1`)).toBe(0n);
  });
});

describe('subtractMoney and compareMoney', () => {
  test('subtract exactly where doubles do not: 100.5 − 25.75, 0.3 − 0.1, 10¹² − 0.000001', () => {
    const minus = (a: unknown, b: unknown): bigint => (micros(a) ?? 0n) - (micros(b) ?? 0n);
    expect(minus(100.5, 25.75)).toBe(74_750_000n);
    expect(minus(0.3, 0.1)).toBe(200_000n);
    expect(0.3 - 0.1).not.toBe(0.2);
    expect(subtractMoney(usd(LARGEST_MICROS), usd(1n)).amountMicros).toBe(999_999_999_999_999_999n);
  });

  test('agree with plain bigints, negative results and all', () => {
    fc.assert(
      fc.property(anyMicros, anyMicros, (a, b) => {
        expect(subtractMoney(usd(a), usd(b))).toEqual(usd(a - b));
        expect(Math.sign(compareMoney(usd(a), usd(b)))).toBe(a === b ? 0 : a < b ? -1 : 1);
      }),
    );
  });

  test('refuse to mix currencies', () => {
    const euro: Money = { amountMicros: 1n, currency: 'EUR' };
    expect(() => subtractMoney(usd(1n), euro)).toThrow(RangeError);
    expect(() => compareMoney(usd(1n), euro)).toThrow(RangeError);
  });
});
