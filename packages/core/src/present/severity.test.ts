import { expect, test } from 'vitest';
import { headlineOf, type Reading } from '../model/reading.ts';
import { aBalance, aLimit, aReading } from '../testing/readings.ts';
import { type Severity, severityOf, type Thresholds } from './severity.ts';

const of = (over: Partial<Reading>, thresholds: Thresholds = { low: 5, critical: 1 }): Severity =>
  severityOf(headlineOf(aReading(over)), thresholds);

test.each<[string, Severity]>([
  ['5.20', 'none'],
  ['5.00', 'none'],
  ['4.999999', 'warning'],
  ['1.00', 'warning'],
  ['0.999999', 'error'],
  ['0', 'error'],
  ['-0.000001', 'error'],
  ['1000000000000', 'none'],
])('a balance of %s: %s', (amount, expected) => {
  expect(of({ balance: aBalance(amount) })).toBe(expected);
});

test.each<[string, string | undefined, Severity]>([
  // A limit of $2 a day is small on purpose: it has to be nearly used up as well.
  ['1.58', '2', 'none'],
  ['0.41', '2', 'none'],
  ['0.40', '2', 'none'],
  ['0.39', '2', 'warning'],
  ['0.11', '2', 'warning'],
  ['0.09', '2', 'error'],
  ['4.90', '100', 'warning'],
  ['0.90', '100', 'error'],
  ['6', '1000', 'none'],
  ['-0.02', '5', 'error'],
  ['-0.02', undefined, 'error'],
  ['4', undefined, 'warning'],
  ['0.50', undefined, 'error'],
  ['0', '0', 'none'],
])('%s left of a limit of %s: %s', (left, limit, expected) => {
  expect(of({ keyLimit: aLimit(left, limit) })).toBe(expected);
});

test('thresholds of 0 are off; overdrawn is not', () => {
  const off = { low: 0, critical: 0 };
  expect(of({ balance: aBalance('0.01') }, off)).toBe('none');
  expect(of({ balance: aBalance('0') }, off)).toBe('none');
  expect(of({ balance: aBalance('-0.01') }, off)).toBe('error');
});

test('[trust 42] thresholds that make no sense never hide that an account is overdrawn', () => {
  const odd = { low: Number.NaN, critical: Number.NaN };
  expect(of({ balance: aBalance('3') }, odd)).toBe('none');
  expect(of({ balance: aBalance('-3') }, odd)).toBe('error');
});

test('spend and the free tier are not low', () => {
  expect(of({})).toBe('none');
  expect(of({ freeTier: { kind: 'yes', requestsLeftToday: 0 } })).toBe('none');
});
