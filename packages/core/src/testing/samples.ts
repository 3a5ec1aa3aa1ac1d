import fc from 'fast-check';
import { figuresOf } from '../history/figures.ts';
import type { Sample } from '../history/sample.ts';
import { periodOf, shardName } from '../history/shardName.ts';
import { shardText } from '../history/shardText.ts';

/** Samples for tests of the history. */

export const NOON_MS = Date.parse('2026-11-24T12:00:00Z');
export const ACCOUNT = '0123456789abcdef0123456789abcdef';

const CREDITS = 10n ** 9n;

/** Of an account that has spent so much of its 1000 dollars; tests say what differs. */
export function aSample(atMs: number, usage = 0n, over: Partial<Sample> = {}): Sample {
  return {
    atMs,
    series: 'a',
    currency: 'USD',
    balance: CREDITS - usage,
    credits: CREDITS,
    usage,
    limitLeft: undefined,
    limit: undefined,
    key: undefined,
    ownKeys: undefined,
    ...over,
  };
}

const micros = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const maybe = fc.option(micros, { nil: undefined });
const counters = fc.option(fc.record({ lifetime: micros, day: maybe, week: maybe, month: maybe }), {
  nil: undefined,
});

/** Anything that can be kept. */
export const anySample: fc.Arbitrary<Sample> = fc
  .record({
    atMs: fc.integer({ min: 0, max: 253_402_300_799_999 }),
    series: fc.constantFrom('', 'a', 'ordinary:0123 management:"4567"', 'x'.repeat(200), '__proto__'),
    currency: fc.constantFrom('USD', 'EUR', 'CNY'),
    balance: maybe,
    credits: maybe,
    usage: maybe,
    limitLeft: maybe,
    limit: maybe,
    key: counters,
    ownKeys: counters,
  })
  .filter((sample) => figuresOf(sample).some((figure) => figure !== undefined));

/**
 * What is true of an account at every moment, so that it does not matter who looks when: it spends all the time, is topped
 * up, gets another key, and its counter is once corrected downwards.
 */
export interface Life {
  readonly topUpMs: number;
  readonly correctionMs: number;
  readonly newKeyMs: number;
  readonly limitMs: number;
  /** At such moments the balance could not be read: at most so many of 7. */
  readonly blind: number;
}

export function lifeBetween(fromMs: number, toMs: number): fc.Arbitrary<Life> {
  const moment = fc.integer({ min: fromMs, max: toMs });
  return fc.record({
    topUpMs: moment,
    correctionMs: moment,
    newKeyMs: moment,
    limitMs: moment,
    blind: fc.nat({ max: 4 }),
  });
}

const MINUTE_MS = 60_000;

export function seenAt(life: Life, atMs: number): Sample {
  const minutes = BigInt(Math.floor(atMs / MINUTE_MS));
  const usage = minutes * 7n - (atMs >= life.correctionMs ? 5000n : 0n);
  const credits = 10n ** 12n + (atMs >= life.topUpMs ? 50_000_000n : 0n);
  const isBlind = (Math.floor(atMs / MINUTE_MS) * 31) % 7 < life.blind;
  return aSample(atMs, usage, {
    ...(isBlind
      ? { balance: undefined, credits: undefined, usage: undefined }
      : { balance: credits - usage, credits }),
    series: atMs >= life.newKeyMs ? 'b' : 'a',
    key: { lifetime: minutes * 3n, day: (minutes % 1440n) * 3n, week: undefined, month: undefined },
    limit: atMs >= life.limitMs ? 20_000_000n : 10_000_000n,
  });
}

/** What lies on disk when a window has taken these samples, and nothing has been rolled up yet: texts by name. */
export function rawFiles(samples: readonly Sample[], windowId = 'past'): ReadonlyMap<string, string> {
  const byDay = new Map<string, Sample[]>();
  for (const sample of samples) {
    const day = periodOf('raw', sample.atMs);
    byDay.set(day, [...(byDay.get(day) ?? []), sample]);
  }
  return new Map([...byDay].map(([day, ofDay]) => [shardName(ACCOUNT, day, 1, windowId), shardText(ofDay)]));
}
