import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { AlertOracle } from '../testing/alertOracle.ts';
import { ALERT_NOW_MS, aFacts } from '../testing/alertFacts.ts';
import { type AlertState, EMPTY_STATE } from './alertState.ts';
import { decide } from './decide.ts';
import { judge } from './judge.ts';

const MINUTE_MS = 60_000;

const cents = (amount: number) => ({ amountMicros: BigInt(amount) * 10_000n, currency: 'USD' });

/** What happens before a reading: time passes, and one thing is as it is. Amounts in cents, many near a threshold. */
const step = fc.record({
  minutes: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2000 })),
  left: fc.option(
    fc.oneof(
      fc.integer({ min: 480, max: 560 }),
      fc.integer({ min: 90, max: 115 }),
      fc.integer({ min: -50, max: 2000 }),
    ),
    { freq: 5 },
  ),
  bought: fc.constantFrom(0, 0, 0, 0, 500),
  spent: fc.option(fc.integer({ min: 0, max: 1200 }), { freq: 5 }),
  person: fc.constantFrom('', '', '', '', '', 'snoozes', 'wakes', 'mutes', 'unmutes'),
});

test('a balance is told of at every clear crossing, never twice without recovery, never at first sight', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const oracle = new AlertOracle();
      let [state, nowMs, credits]: [AlertState, number, number] = [EMPTY_STATE, ALERT_NOW_MS, 10_000];
      let [isWaiting, snoozedUntilMs, change] = [false, 0, 0];
      let seenCredits: number | undefined;
      for (const { minutes, left, bought, person } of steps) {
        nowMs += minutes * MINUTE_MS;
        credits += bought;
        if (person === 'snoozes' || person === 'wakes') {
          snoozedUntilMs = person === 'snoozes' ? nowMs + 100 * MINUTE_MS : 0;
          state = { ...state, snooze: { change: (change += 1), sinceMs: nowMs, untilMs: snoozedUntilMs } };
        }
        if (person === 'mutes') state = { ...state, mutes: { balance: 1 } };
        if (person === 'unmutes') state = { ...state, mutes: { balance: 2 } };

        const balance = left === null ? 'unknown' : cents(left);
        const judgement = judge(state, aFacts({ balance, credits: cents(credits) }, nowMs));
        const decision = decide(judgement, { isOn: true, snooze: EMPTY_STATE.snooze, nowMs });
        ({ state } = decision);

        if (left === null) {
          expect(decision.show).toBeUndefined();
          continue;
        }
        const isToppedUp = seenCredits !== undefined && credits > seenCredits;
        seenCredits = credits;
        const reached = [left < 500, left < 100];
        const recovered = [
          left > 550 || (isToppedUp && left >= 500),
          left > 110 || (isToppedUp && left >= 100),
        ];
        isWaiting = oracle.look(reached, recovered) || (isWaiting && !oracle.isOver);
        const isSilent = nowMs < snoozedUntilMs;
        const isMuted = state.mutes['balance'] === 1;
        const mustShow = isWaiting && left < 500 && !isSilent && !isMuted;
        if (mustShow || (isMuted && left < 500)) isWaiting = false;
        expect(decision.show?.notice).toEqual(
          mustShow ? { rule: 'balance', level: left < 100 ? 2 : 1, left: cents(left) } : undefined,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('a daily budget is told of at 80 and 100 %, once in each day', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const oracle = new AlertOracle();
      let [state, nowMs]: [AlertState, number] = [EMPTY_STATE, ALERT_NOW_MS];
      let day: number | undefined;
      for (const { minutes, spent } of steps) {
        nowMs += minutes * MINUTE_MS;
        const spend = {
          day: spent === null ? ('unknown' as const) : cents(spent),
          week: 'unknown',
          month: 'unknown',
        } as const;
        const facts = aFacts({ spend, budgets: { day: cents(1000) } }, nowMs);
        const judgement = judge(state, facts);
        const decision = decide(judgement, { isOn: true, snooze: EMPTY_STATE.snooze, nowMs });
        ({ state } = decision);
        // Until the provider's counters have certainly come round to the new day.
        const isKnown = spent !== null && nowMs % DAY_MS >= 2 * MINUTE_MS;
        const today = Math.floor(nowMs / DAY_MS);
        const mustShow =
          isKnown &&
          oracle.look(
            [spent >= 800, spent >= 1000],
            [spent < 750, spent < 950],
            day !== undefined && day !== today,
          );
        if (isKnown) day = today;
        expect(decision.show !== undefined).toBe(mustShow);
      }
    }),
    { numRuns: 500 },
  );
});
