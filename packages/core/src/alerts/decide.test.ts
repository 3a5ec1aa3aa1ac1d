import { expect, test } from 'vitest';
import { ALERT_NOW_MS, aFacts } from '../testing/alertFacts.ts';
import { aLimit, usd } from '../testing/readings.ts';
import type { AlertFacts } from './alertFacts.ts';
import { type AlertState, EMPTY_STATE } from './alertState.ts';
import { decide, type Wishes } from './decide.ts';
import { judge } from './judge.ts';

const MINUTE_MS = 60_000;
const GOOD: Partial<AlertFacts> = { balance: usd('9'), keyLimit: aLimit('9', '10') };
const BAD: Partial<AlertFacts> = { balance: usd('0.9'), keyLimit: aLimit('1', '10') };

/** Judges facts that come a minute apart. */
function live(
  steps: readonly (Partial<AlertFacts> & { readonly wishes?: Partial<Wishes> })[],
  from: AlertState,
): { readonly told: readonly string[]; readonly state: AlertState } {
  let state = from;
  const told = steps.map(({ wishes, ...over }, i) => {
    const nowMs = ALERT_NOW_MS + i * MINUTE_MS;
    const judgement = judge(state, aFacts(over, nowMs));
    const decision = decide(judgement, { isOn: true, snooze: EMPTY_STATE.snooze, nowMs, ...wishes });
    ({ state } = decision);
    return decision.show?.notice.rule ?? '';
  });
  return { told, state };
}

const snoozed = (minutes: number): Pick<AlertState, 'snooze'> => ({
  snooze: { change: 1, sinceMs: ALERT_NOW_MS, untilMs: ALERT_NOW_MS + minutes * MINUTE_MS },
});

test('the most urgent only; the others count as told', () => {
  expect(live([GOOD, BAD, BAD, BAD], EMPTY_STATE).told).toEqual(['', 'balance', '', '']);
});

test('what was crossed in a snooze and still holds is told once when it ends', () => {
  const state = { ...EMPTY_STATE, ...snoozed(3) };
  expect(live([GOOD, BAD, BAD, BAD, BAD], state).told).toEqual(['', '', '', 'balance', '']);
});

test('what does not hold any more when a snooze ends is not told', () => {
  const state = { ...EMPTY_STATE, ...snoozed(3) };
  expect(live([GOOD, BAD, GOOD, GOOD, GOOD], state).told).toEqual(['', '', '', '', '']);
});

test('a snooze of all accounts is one of each', () => {
  const wishes = snoozed(3);
  const steps = [GOOD, BAD, BAD, BAD, BAD].map((facts) => ({ ...facts, wishes }));
  expect(live(steps, EMPTY_STATE).told).toEqual(['', '', '', 'balance', '']);
});

test('a snooze that begins in the future is of a clock that has been set back since, and is none', () => {
  const state = {
    ...EMPTY_STATE,
    snooze: { change: 1, sinceMs: ALERT_NOW_MS * 2, untilMs: ALERT_NOW_MS * 3 },
  };
  expect(live([GOOD, BAD], state).told).toEqual(['', 'balance']);
});

test('a muted rule is silent, lets the next through, and is not told when it is let speak again', () => {
  const muted = { ...EMPTY_STATE, mutes: { balance: 1 } };
  const lived = live([GOOD, BAD], muted);
  expect(lived.told).toEqual(['', 'keyLimit']);
  expect(live([BAD, BAD], { ...lived.state, asOfMs: 0, mutes: { balance: 2 } }).told).toEqual(['', '']);
});

test('a muted rule stays silent through a snooze', () => {
  const state = { ...EMPTY_STATE, ...snoozed(2), mutes: { balance: 1, keyLimit: 3 } };
  expect(live([GOOD, BAD, BAD, BAD], state).told).toEqual(['', '', '', '']);
});

test('what happens while alerts are off is not told later', () => {
  const off = { wishes: { isOn: false } };
  expect(live([GOOD, { ...BAD, ...off }, BAD, GOOD, BAD], EMPTY_STATE).told).toEqual([
    '',
    '',
    '',
    '',
    'balance',
  ]);
});
