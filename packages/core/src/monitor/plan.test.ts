import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../model/failure.ts';
import { failures } from '../testing/watches.ts';
import {
  askedWaitMs,
  backoffMs,
  decideAsked,
  hasSlept,
  isDueOnFocus,
  nextDueMs,
  type Situation,
  wakeDelayMs,
} from './plan.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const AT = 1_000_000_000;
const NETWORK: Failure = { kind: 'network', reason: 'unreachable' };
const DOWN: Failure = { kind: 'providerDown', status: 503 };
const BAD_INTERVALS = [Number.NaN, 0, -5, 0.001, 1e12, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

const situation = (over: Partial<Situation> = {}): Situation => ({
  intervalMs: 5 * MINUTE,
  refreshWhileSpending: true,
  lastAttemptMs: AT,
  jitter: 0,
  ...over,
});
const delay = (over: Partial<Situation>): number => {
  const dueMs = nextDueMs(situation(over));
  return dueMs === 'never' ? Number.POSITIVE_INFINITY : dueMs - AT;
};

describe('when the next background request is due', () => {
  test('at once, when none has been made', () => {
    expect(nextDueMs(situation({ lastAttemptMs: undefined }))).toBe(0);
  });

  test('an interval after the last, with jitter that only ever adds', () => {
    expect(delay({})).toBe(5 * MINUTE);
    expect(delay({ jitter: 0.5 })).toBe(5.25 * MINUTE);
    expect(delay({ jitter: 0.999 })).toBeLessThan(5.5 * MINUTE);
  });

  test.each(BAD_INTERVALS)('[trust 42] an interval of %d is held within a minute and a day', (intervalMs) => {
    expect(delay({ intervalMs })).toBe(intervalMs > 1 ? 24 * HOUR : MINUTE);
  });

  test('every minute while spend is seen, until ten quiet minutes have passed', () => {
    expect(delay({ spendSeenMs: AT })).toBe(MINUTE);
    expect(delay({ spendSeenMs: AT - 10 * MINUTE + 1 })).toBe(MINUTE);
    expect(delay({ spendSeenMs: AT - 10 * MINUTE })).toBe(5 * MINUTE);
    expect(delay({ spendSeenMs: AT, refreshWhileSpending: false })).toBe(5 * MINUTE);
    expect(delay({ spendSeenMs: AT, intervalMs: MINUTE })).toBe(MINUTE);
  });

  test.each<[Failure, boolean]>(
    failures.map((failure) => [failure, failure.kind === 'invalidKey' || failure.kind === 'keyUnavailable']),
  )('[trust 32] after %o: never is %s', (failure, isNever) => {
    expect(nextDueMs(situation({ trouble: { failure, attempts: 1 } })) === 'never').toBe(isNever);
    expect(
      nextDueMs(situation({ trouble: { failure, attempts: 1 }, lastAttemptMs: undefined })) === 'never',
    ).toBe(isNever);
  });

  test('never sooner than a minute after an attempt, whatever is set and whatever happened', () => {
    const situations = fc.record<Situation>({
      intervalMs: fc.oneof(fc.double(), fc.constantFrom(...BAD_INTERVALS), fc.integer()),
      refreshWhileSpending: fc.boolean(),
      lastAttemptMs: fc.constant(AT),
      spendSeenMs: fc.option(fc.integer({ min: 0, max: AT }), { nil: undefined }),
      trouble: fc.option(
        fc.record({ failure: fc.constantFrom(...failures), attempts: fc.integer({ min: 0, max: 1e9 }) }),
        {
          nil: undefined,
        },
      ),
      jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(situations, (one) => {
        const dueMs = nextDueMs(one);
        if (dueMs === 'never') return;
        expect(dueMs - AT).toBeGreaterThanOrEqual(MINUTE);
        expect(dueMs - AT).toBeLessThanOrEqual(1.1 * 24 * HOUR);
        // A window that comes to the front is no reason to ask sooner than a minute after the last time.
        expect(isDueOnFocus(one, AT + MINUTE - 1)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('backing off', () => {
  test.each<[string, Failure, number, readonly number[]]>([
    ['the way is broken: up to the interval', NETWORK, 5 * MINUTE, [1, 2, 4, 5, 5]],
    ['no answer in time: the same', { kind: 'timeout' }, 5 * MINUTE, [1, 2, 4, 5, 5]],
    ['the provider is in trouble: the same', DOWN, 5 * MINUTE, [1, 2, 4, 5, 5]],
    ['too many requests: the same', { kind: 'rateLimited' }, 5 * MINUTE, [1, 2, 4, 5, 5]],
    ['a sign-in page: the same', { kind: 'unexpectedAnswer', reason: 'notJson' }, 5 * MINUTE, [1, 2, 4, 5]],
    ['an interval of a minute', NETWORK, MINUTE, [1, 1, 1]],
    ['an interval of an hour', DOWN, HOUR, [1, 2, 4, 8, 16, 32, 60, 60]],
  ])('%s', (_what, failure, intervalMs, minutes) => {
    const steps = minutes.map((_, at) => backoffMs({ failure, attempts: at + 1 }, intervalMs, 0) / MINUTE);
    expect(steps).toEqual(minutes);
  });

  test('goes on for ever without growing beyond bounds', () => {
    expect(backoffMs({ failure: DOWN, attempts: 1e9 }, 5 * MINUTE, 0)).toBe(5 * MINUTE);
    expect(backoffMs({ failure: DOWN, attempts: 1e9 }, 1e12, 0)).toBe(24 * HOUR);
  });

  test.each<[number | undefined, number]>([
    [undefined, 0],
    [30_000, 30_000],
    [0, 1_000],
    [-5, 1_000],
    [Number.NaN, 1_000],
    [999_999_999_000, HOUR],
    [Number.POSITIVE_INFINITY, HOUR],
  ])('[trust 34] a Retry-After of %d ms is held to %d ms', (retryAfterMs, expected) => {
    expect(askedWaitMs({ kind: 'rateLimited', retryAfterMs })).toBe(expected);
    expect(askedWaitMs({ kind: 'providerDown', status: 503, retryAfterMs })).toBe(expected);
  });

  test('[trust 34] a longer wait than our own is kept, a shorter one does not hurry us', () => {
    const after = (retryAfterMs: number): number =>
      delay({ trouble: { failure: { kind: 'rateLimited', retryAfterMs }, attempts: 1 } });
    expect(after(20 * MINUTE)).toBe(20 * MINUTE);
    expect(after(30_000)).toBe(MINUTE);
    expect(after(999_999_999_000)).toBe(HOUR);
  });

  test('other failures ask for no wait', () => {
    const others = failures.filter(({ kind }) => kind !== 'rateLimited' && kind !== 'providerDown');
    expect(new Set(others.map(askedWaitMs))).toEqual(new Set([0]));
  });

  test.each<[string, Failure, number, number]>([
    ['429 without a word', { kind: 'rateLimited' }, 5 * MINUTE, 14],
    ['503', DOWN, 5 * MINUTE, 14],
    ['429 with an interval of a minute', { kind: 'rateLimited' }, MINUTE, 60],
    ['503 with an interval of an hour', DOWN, HOUR, 6],
    ['503 asking for a second', { kind: 'providerDown', status: 503, retryAfterMs: 1000 }, 5 * MINUTE, 14],
    ['429 asking for an hour', { kind: 'rateLimited', retryAfterMs: HOUR }, 5 * MINUTE, 1],
    ['no network', NETWORK, 5 * MINUTE, 14],
  ])('[trust 35] an hour of %s: %4$d requests at most', (_what, failure, intervalMs, most) => {
    let requests = 0;
    let atMs = AT;
    while (atMs < AT + HOUR) {
      requests += 1;
      const dueMs = nextDueMs(
        situation({ intervalMs, lastAttemptMs: atMs, trouble: { failure, attempts: requests } }),
      );
      atMs = dueMs === 'never' ? Number.POSITIVE_INFINITY : dueMs;
    }
    expect(requests).toBeLessThanOrEqual(most);
  });
});

describe('a keyring that does not answer', () => {
  const noAnswer = { failure: { kind: 'keyUnavailable', reason: 'noAnswer' }, attempts: 9 } as const;
  const lost = { failure: { kind: 'keyUnavailable', reason: 'missing' }, attempts: 1 } as const;

  test('is asked again an interval after it was last asked, whenever the provider was', () => {
    for (const lastAttemptMs of [undefined, AT - HOUR, AT])
      expect(nextDueMs(situation({ trouble: noAnswer, keySoughtMs: AT, lastAttemptMs }))).toBe(
        AT + 5 * MINUTE,
      );
    expect(nextDueMs(situation({ trouble: lost, keySoughtMs: AT }))).toBe('never');
  });

  test.each(BAD_INTERVALS)('[trust 42] an interval of %d is held within a minute and a day', (intervalMs) => {
    const dueMs = nextDueMs(situation({ trouble: noAnswer, keySoughtMs: AT, intervalMs }));
    expect(dueMs).toBe(AT + (intervalMs > 1 ? 24 * HOUR : MINUTE));
  });

  test('and on focus a minute after that', () => {
    const seeks = (trouble: Situation['trouble'], agoMs: number): boolean =>
      isDueOnFocus(situation({ trouble, keySoughtMs: AT - agoMs }), AT);
    expect(seeks(noAnswer, MINUTE - 1)).toBe(false);
    expect(seeks(noAnswer, MINUTE)).toBe(true);
    expect(seeks(lost, 24 * HOUR)).toBe(false);
  });
});

describe('a window that gains focus', () => {
  test('asks when the figure is older than the interval, jitter or not', () => {
    expect(isDueOnFocus(situation({ jitter: 0.9 }), AT + 5 * MINUTE - 1)).toBe(false);
    expect(isDueOnFocus(situation({ jitter: 0.9 }), AT + 5 * MINUTE)).toBe(true);
    expect(isDueOnFocus(situation({ lastAttemptMs: undefined }), AT)).toBe(true);
  });

  test('in trouble waits for the back-off; with a rejected key for ever', () => {
    const trouble = { failure: DOWN, attempts: 5 };
    expect(isDueOnFocus(situation({ trouble }), AT + 5 * MINUTE - 1)).toBe(false);
    expect(isDueOnFocus(situation({ trouble }), AT + 5 * MINUTE)).toBe(true);
    const rejected: Failure = { kind: 'invalidKey', slot: 'ordinary' };
    expect(isDueOnFocus(situation({ trouble: { failure: rejected, attempts: 1 } }), AT + 24 * HOUR)).toBe(
      false,
    );
  });

  test.each(BAD_INTERVALS)('[trust 42] an interval of %d makes no storm of it', (intervalMs) => {
    expect(isDueOnFocus(situation({ intervalMs }), AT + MINUTE - 1)).toBe(false);
  });
});

describe('a person who asks', () => {
  test('[trust 38] is shown what is less than five seconds old, and asked for after that', () => {
    expect(decideAsked(situation(), AT + 4_999)).toEqual({ kind: 'fresh' });
    expect(decideAsked(situation(), AT + 5_000)).toEqual({ kind: 'ask' });
    expect(decideAsked(situation({ lastAttemptMs: undefined }), AT)).toEqual({ kind: 'ask' });
  });

  test('[trust 34] is told how long the provider wants to be left alone', () => {
    const trouble = { failure: { kind: 'rateLimited', retryAfterMs: 30_000 }, attempts: 1 } as const;
    expect(decideAsked(situation({ trouble }), AT + 10_000)).toEqual({ kind: 'wait', waitMs: 20_000 });
    expect(decideAsked(situation({ trouble }), AT + 30_000)).toEqual({ kind: 'ask' });
  });

  test('need not wait for a back-off of our own', () => {
    expect(decideAsked(situation({ trouble: { failure: DOWN, attempts: 9 } }), AT + 5_000)).toEqual({
      kind: 'ask',
    });
  });
});

describe('sleep', () => {
  test.each([
    [0, 0, false],
    [60_000, 0, false],
    [60_001, 0, true],
    [0, 60_000, false],
    [0, 60_001, true],
    [9 * HOUR, 0, true],
    [0, 9 * HOUR, true],
    // The clock was set back; the timer was early or on time.
    [-24 * HOUR, -5, false],
    [0, Number.NEGATIVE_INFINITY, false],
  ])('wall clock %d ms ahead, timer %d ms late: slept is %s', (aheadMs, lateMs, expected) => {
    expect(hasSlept(aheadMs, lateMs)).toBe(expected);
  });

  test('[trust 40] after it, one request in 5 to 15 s', () => {
    expect(wakeDelayMs(0)).toBe(5_000);
    expect(wakeDelayMs(0.5)).toBe(10_000);
    expect(wakeDelayMs(0.999)).toBeLessThan(15_000);
  });
});
