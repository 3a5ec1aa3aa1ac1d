import { describe, expect, it } from 'vitest';
import { wordsOf } from './words.ts';

const style = { locale: 'en-GB', timeZone: 'Europe/Berlin', hideAmounts: false, currency: 'USD', year: 2026 };
const words = wordsOf(style);

describe('wordsOf', () => {
  it('writes amounts as everywhere else, and what is not known as such', () => {
    expect(words.money(12_400_000)).toBe('$12.40');
    expect(words.money(1)).toBe('<$0.01');
    expect(words.money(null)).toBe('–');
    expect(words.roundMoney(10_000_000)).toBe('$10');
    expect(words.leftOf(3_100_000, 10_000_000)).toBe('$3.10 of $10');
    expect(words.leftOf(-10_000, 580_000)).toBe('$0.01 over $0.58');
    expect(words.leftOf(null, 10_000_000)).toBe('– of $10');
    expect(words.signed(25_000_000)).toBe('+$25.00');
    expect(words.spent({ micros: 3_100_000, basis: 'observed', isPartial: true })).toBe('at least $3.10');
  });

  it('hides every amount, and keeps what is not known apart from what is hidden', () => {
    const hidden = wordsOf({ ...style, hideAmounts: true });
    expect([hidden.money(12_400_000), hidden.roundMoney(1), hidden.signed(1), hidden.money(null)]).toEqual([
      '•••',
      '•••',
      '•••',
      '–',
    ]);
  });

  it('gives shares one decimal where they are small, and none that is something reads as nothing', () => {
    expect([0, 0.00001, 0.034, 0.34].map(words.percent)).toEqual(['0%', '<0.1%', '3.4%', '34%']);
  });

  it('shows times of day by the clock of the person and days by UTC', () => {
    const atMs = Date.UTC(2026, 10, 3, 23, 5);
    expect(words.moment(atMs)).toBe('4 Nov, 00:05');
    expect(words.moment(Date.UTC(2027, 0, 31))).toBe('31 Jan 2027, 01:00');
    expect(words.day(atMs)).toBe('3 Nov');
    expect(words.fullDay(atMs)).toBe('Tue, 3 Nov 2026');
    expect(words.weekday(0, 'long')).toBe('Monday');
    expect([words.month(Date.UTC(2026, 0)), words.month(Date.UTC(2026, 6))]).toEqual(['2026', 'Jul']);
  });

  it('takes a locale that nobody knows for American English', () => {
    expect(wordsOf({ ...style, locale: 'qps-ploc' }).money(1_500_000)).toBe('$1.50');
  });
});
