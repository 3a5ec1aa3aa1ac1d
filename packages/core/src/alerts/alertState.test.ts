import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFile } from '../testing/openFile.ts';
import { type AlertState, EMPTY_STATE, isAlertState, joinStates, type RuleState } from './alertState.ts';

const small = fc.integer({ min: 0, max: 3 });
const name = fc.constantFrom('balance', 'day', 'rule of the future');

const anyRule: fc.Arbitrary<RuleState> = fc.record({
  series: fc.constantFrom('a', 'b'),
  by: fc.constantFrom('', '5'),
  period: fc.constantFrom('', '1'),
  level: small,
  episode: small,
  told: small,
});

const withoutLog = {
  born: small,
  era: fc.integer({ min: 0, max: 1 }),
  asOfMs: small,
  rules: fc.dictionary(name, anyRule),
  peaks: fc.dictionary(fc.constantFrom('20000', '20001'), small),
  snooze: fc.record({ change: small, sinceMs: small, untilMs: small }),
  mutes: fc.dictionary(name, small),
};

const log = fc.uniqueArray(fc.record({ atMs: small, rule: name, level: small }), {
  selector: (one) => JSON.stringify(one),
});

/** Files of before have no log. */
const state: fc.Arbitrary<AlertState> = fc.oneof(fc.record(withoutLog), fc.record({ ...withoutLog, log }));

test('what two windows know comes to the same in whatever order it is brought together', () => {
  fc.assert(
    fc.property(state, state, state, (a, b, c) => {
      const text = (one: AlertState): string => JSON.stringify(joinStates(one, EMPTY_STATE));
      expect(text(joinStates(a, b))).toBe(text(joinStates(b, a)));
      expect(text(joinStates(joinStates(a, b), c))).toBe(text(joinStates(a, joinStates(b, c))));
      expect(text(joinStates(a, a))).toBe(text(a));
      expect(text(joinStates(joinStates(a, b), a))).toBe(text(joinStates(a, b)));
    }),
    { numRuns: 500 },
  );
});

test('what either has counted is kept; where a rule stands is what the newer facts say', () => {
  fc.assert(
    fc.property(state, state, (a, b) => {
      const both = joinStates(a, b);
      for (const one of [a, b]) {
        for (const [rule, { episode, told }] of Object.entries(one.rules)) {
          expect(both.rules[rule]?.episode).toBeGreaterThanOrEqual(episode);
          expect(both.rules[rule]?.told).toBeGreaterThanOrEqual(told);
        }
        for (const [rule, changes] of Object.entries(one.mutes))
          expect(both.mutes[rule]).toBeGreaterThanOrEqual(changes);
        expect(both.snooze.change).toBeGreaterThanOrEqual(one.snooze.change);
      }
      const newer = { ...a, era: 2 };
      for (const [rule, { level }] of Object.entries(newer.rules))
        expect(joinStates(newer, b).rules[rule]?.level).toBe(level);
    }),
  );
});

test('[trust 48] it comes back from its file as it was, and nothing else does', async () => {
  await fc.assert(
    fc.asyncProperty(state, async (content) => {
      const text = JSON.stringify({ ...content, version: 1 });
      expect(await openFile(isAlertState, text)).toMatchObject(content);
    }),
    { numRuns: 50 },
  );
  for (const damaged of ['{}', '{"version":1}', JSON.stringify({ ...EMPTY_STATE, era: -1 })])
    expect(await openFile(isAlertState, damaged)).toBeUndefined();
});

test('[trust 30] [trust 48] a file with names that every object has stays one that can be read', () => {
  const counts = JSON.parse('{"constructor":5,"__proto__":3,"toString":1}') as Record<string, number>;
  const hostile = { ...EMPTY_STATE, born: 1, peaks: counts, mutes: counts };
  const both = joinStates(EMPTY_STATE, hostile);
  expect(isAlertState(both)).toBe(true);
  expect(JSON.stringify(both.mutes)).toBe('{"__proto__":3,"constructor":5,"toString":1}');
  expect(isAlertState(joinStates(hostile, both))).toBe(true);
});
