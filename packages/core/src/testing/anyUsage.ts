import fc from 'fast-check';
import { DAY_MS } from '../model/periods.ts';
import type { Failure } from '../model/failure.ts';
import { type BySubject, type Usage, type UsageSubject, usageSubjects } from '../usage/usage.ts';
import { anyText } from './anyText.ts';
import { HOSTILE_NAMES } from './dashboards.ts';
import { NOW_MS } from './watches.ts';

const micros = fc.bigInt({ min: -(10n ** 6n), max: 10n ** 18n });
const count = fc.oneof(fc.constant('unknown' as const), fc.double(), fc.nat());
const todayMs = Math.floor(NOW_MS / DAY_MS) * DAY_MS;
const dayStart = fc.integer({ min: -1, max: 400 }).map((days) => todayMs - days * DAY_MS);
const names = fc.oneof(anyText(), fc.constantFrom(...HOSTILE_NAMES, 'a', 'b'));

function bySubject<T>(of: fc.Arbitrary<T>): fc.Arbitrary<BySubject<T>> {
  const maybe = fc.option(of, { nil: undefined });
  const each = Object.fromEntries(usageSubjects.map((subject) => [subject, maybe]));
  return fc.record(each as Record<UsageSubject, typeof maybe>);
}

/** Anything that a provider might tell around `NOW_MS`, in any order and doubly. */
export const anyUsage: fc.Arbitrary<Usage> = fc.record({
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  days: fc.array(
    fc.record({
      startMs: dayStart,
      isFinal: fc.boolean(),
      rows: fc.array(
        fc.record({
          model: names,
          provider: names,
          spentMicros: micros,
          ownKeysMicros: micros,
          requests: count,
          promptTokens: count,
          completionTokens: count,
          reasoningTokens: count,
        }),
        { maxLength: 12 },
      ),
    }),
    { maxLength: 20 },
  ),
  keyDays: fc.array(
    fc.record({
      startMs: dayStart,
      isFinal: fc.boolean(),
      keys: fc.array(fc.record({ name: names, spentMicros: micros, requests: count }), { maxLength: 5 }),
    }),
    { maxLength: 10 },
  ),
  hours: fc.array(
    fc.record({
      startMs: fc.nat({ max: 700 }).map((hours) => NOW_MS - hours * 3_600_000),
      spentMicros: micros,
      requests: count,
    }),
    { maxLength: 50 },
  ),
  keys: fc.oneof(
    fc.constant('unknown' as const),
    fc.array(
      fc.record({
        name: names,
        label: names,
        workspace: names,
        isDisabled: fc.boolean(),
        limitMicros: fc.option(micros, { nil: undefined }),
        resets: fc.oneof(
          fc.constantFrom({ kind: 'daily' as const }, { kind: 'unknown' as const }),
          names.map((word) => ({ kind: 'other' as const, word })),
        ),
        todayMicros: fc.option(micros, { nil: undefined }),
      }),
      { maxLength: 6 },
    ),
  ),
  askedAtMs: bySubject(fc.constantFrom(NOW_MS, NOW_MS - 3 * DAY_MS)),
  failures: bySubject(fc.constantFrom<Failure>({ kind: 'wrongKeyKind' }, { kind: 'timeout' })),
  isTruncated: fc.boolean(),
});
