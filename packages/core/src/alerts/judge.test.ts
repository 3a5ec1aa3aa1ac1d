import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { ALERT_NOW_MS, aFacts } from '../testing/alertFacts.ts';
import { aLimit, usd } from '../testing/readings.ts';
import type { AlertFacts } from './alertFacts.ts';
import { type AlertState, EMPTY_STATE } from './alertState.ts';
import { decide } from './decide.ts';
import { judge } from './judge.ts';

const MINUTE_MS = 60_000;
const NO_SNOOZE = EMPTY_STATE.snooze;

/** A person who sees every notice at once, and facts that come five minutes apart unless they say otherwise. */
function told(facts: readonly Partial<AlertFacts>[], from: AlertState = EMPTY_STATE): readonly string[] {
  let state = from;
  return facts.map((over, i) => {
    const given = aFacts(over, over.asOfMs ?? ALERT_NOW_MS + i * 5 * MINUTE_MS);
    const judgement = judge(state, given);
    const decision = decide(judgement, { isOn: true, snooze: NO_SNOOZE, nowMs: given.nowMs });
    ({ state } = decision);
    return decision.show ? `${decision.show.notice.rule} ${decision.show.notice.level}` : '';
  });
}

const left = (...amounts: readonly string[]): readonly Partial<AlertFacts>[] =>
  amounts.map((amount) => ({ balance: usd(amount) }));

describe('balance', () => {
  test.each([
    ['nothing at first sight', left('0.50', '0.40'), ['', '']],
    ['on the crossing, once', left('6', '4.99', '4.98', '3'), ['', 'balance 1', '', '']],
    ['not at the threshold itself', left('6', '5', '4.99'), ['', '', 'balance 1']],
    ['each level on its own', left('6', '4', '0.99', '0.5'), ['', 'balance 1', 'balance 2', '']],
    ['straight to the worst, once', left('6', '0.5', '0.4'), ['', 'balance 2', '']],
    [
      'no more for jitter around it',
      left('6', '4.99', '5.01', '4.99', '5.4', '4.9'),
      ['', 'balance 1', '', '', '', ''],
    ],
    ['again after a clear recovery', left('6', '4.9', '5.51', '4.9'), ['', 'balance 1', '', 'balance 1']],
    ['again at the critical level only', left('6', '0.9', '1.2', '0.9'), ['', 'balance 2', '', 'balance 2']],
    ['overdrawn is critical', left('6', '-0.4'), ['', 'balance 2']],
  ])('%s', (_what, facts, notices) => {
    expect(told(facts)).toEqual(notices);
  });

  test('a top-up re-arms, however small', () => {
    const facts = [
      { balance: usd('6'), credits: usd('10') },
      { balance: usd('4.9'), credits: usd('10') },
      { balance: usd('5.1'), credits: usd('10.3') },
      { balance: usd('4.9'), credits: usd('10.3') },
    ];
    expect(told(facts)).toEqual(['', 'balance 1', '', 'balance 1']);
  });

  test('what is not known neither fires nor counts as recovery', () => {
    const [above, below] = [{ balance: usd('6') }, { balance: usd('4') }];
    expect(told([above, {}, below, {}, below])).toEqual(['', '', 'balance 1', '', '']);
    const euros = { balance: { amountMicros: 4_000_000n, currency: 'EUR' } };
    expect(told([above, euros, above])).toEqual(['', '', '']);
  });

  test('another threshold is no crossing; from then on it counts', () => {
    const thresholds = { low: 10, critical: 1, runwayDays: 3 };
    const facts = [...left('12', '8'), { balance: usd('8'), thresholds }, { balance: usd('7'), thresholds }];
    expect(told(facts)).toEqual(['', '', '', '']);
    expect(told([...facts, { balance: usd('0.9'), thresholds }]).at(-1)).toBe('balance 2');
  });

  test('a threshold of 0 is none', () => {
    const thresholds = { low: 5, critical: 0, runwayDays: 0 };
    const facts = left('6', '4', '-1').map((over) => ({ ...over, thresholds }));
    expect(told(facts)).toEqual(['', 'balance 1', '']);
  });

  test('another key begins anew', () => {
    const facts = [...left('6'), ...left('4', '3').map((over) => ({ ...over, series: 'b' }))];
    expect(told(facts)).toEqual(['', '', '']);
    expect(told([...facts, ...left('0.9').map((over) => ({ ...over, series: 'b' }))]).at(-1)).toBe(
      'balance 2',
    );
  });

  test('older facts change and tell nothing', () => {
    const facts = [
      { balance: usd('6') },
      { balance: usd('4') },
      { balance: usd('9'), asOfMs: ALERT_NOW_MS, nowMs: ALERT_NOW_MS + 9 * MINUTE_MS },
      { balance: usd('3') },
    ];
    expect(told(facts)).toEqual(['', 'balance 1', '', '']);
  });

  test('a clock that is set back does not silence anything', () => {
    const back = ALERT_NOW_MS - 300 * DAY_MS;
    const facts = [
      { balance: usd('6') },
      { balance: usd('6'), asOfMs: back },
      { balance: usd('4'), asOfMs: back + MINUTE_MS },
    ];
    expect(told(facts.map((over) => ({ ...over, nowMs: over.asOfMs ?? ALERT_NOW_MS })))).toEqual([
      '',
      '',
      'balance 1',
    ]);
  });
});

describe('key limit', () => {
  const used = (remaining: string, asOfMs?: number): Partial<AlertFacts> => ({
    keyLimit: aLimit(remaining, '10'),
    ...(asOfMs !== undefined && { asOfMs, nowMs: asOfMs }),
  });

  test('80, 95 and 100 %, each once', () => {
    expect(told(['9', '2', '1.9', '0.5', '0', '-0.2'].map((amount) => used(amount)))).toEqual([
      '',
      'keyLimit 1',
      '',
      'keyLimit 2',
      'keyLimit 3',
      '',
    ]);
  });

  test('no more for jitter around a level', () => {
    expect(told(['9', '2', '2.3', '1.9'].map((amount) => used(amount)))).toEqual(['', 'keyLimit 1', '', '']);
  });

  test('after its reset once more, also where no reading was made in between', () => {
    const [may, june] = [Date.parse('2026-05-20T00:00:00Z'), Date.parse('2026-06-20T00:00:00Z')];
    expect(told([used('9', may), used('1', may + MINUTE_MS), used('1', june)])).toEqual([
      '',
      'keyLimit 1',
      'keyLimit 1',
    ]);
  });

  test('not for the figures of the month before, which come late', () => {
    const june = Date.parse('2026-06-01T00:00:00Z');
    expect(
      told([
        used('9', june - DAY_MS),
        used('1', june - MINUTE_MS),
        used('1', june + MINUTE_MS),
        used('10', june + 5 * MINUTE_MS),
      ]),
    ).toEqual(['', 'keyLimit 1', '', '']);
  });

  test('not for a reset that has come since, though nothing was read after it', () => {
    const before = Date.parse('2026-05-31T22:00:00Z');
    const late = { ...used('1', before), nowMs: before + DAY_MS };
    expect(told([used('9', before - MINUTE_MS), late])).toEqual(['', '']);
  });

  test('a raised limit is no crossing, and one without a figure unknown', () => {
    const raised: Partial<AlertFacts> = { keyLimit: aLimit('2', '20') };
    expect(told([used('9'), raised, used('9'), { keyLimit: aLimit('1') }, used('9')])).toEqual([
      '',
      '',
      '',
      '',
      '',
    ]);
  });
});

describe('budgets', () => {
  const spent = (amount: string, atMs: number): Partial<AlertFacts> => ({
    spend: { day: usd(amount), week: 'unknown', month: 'unknown' },
    budgets: { day: usd('10') },
    asOfMs: atMs,
    nowMs: atMs,
  });

  test('80 and 100 %, and the next day again', () => {
    const days = [0, 1].map((day) => ALERT_NOW_MS + day * DAY_MS);
    const facts = days.flatMap((atMs) =>
      ['1', '8', '9', '10'].map((amount, i) => spent(amount, atMs + i * MINUTE_MS)),
    );
    expect(told(facts)).toEqual(['', 'day 1', '', 'day 2', '', 'day 1', '', 'day 2']);
  });

  test('what was read yesterday and is looked at only today is not of today', () => {
    const late = { ...spent('9', ALERT_NOW_MS), nowMs: ALERT_NOW_MS + DAY_MS };
    expect(told([spent('1', ALERT_NOW_MS - MINUTE_MS), late])).toEqual(['', '']);
  });

  test('a budget that is set below what is spent already is not told, nor one that is taken away and set again', () => {
    const none = { ...spent('9', ALERT_NOW_MS), budgets: {} };
    const again = spent('9', ALERT_NOW_MS + DAY_MS);
    expect(told([none, spent('9', ALERT_NOW_MS), none, again])).toEqual(['', '', '', '']);
  });
});

test('runway: below so many days, and not again while it wobbles', () => {
  const facts = [9, 2.9, 3.4, 2.8, 4.6, 2.9].map((runwayDays) => ({ runwayDays }));
  expect(told(facts)).toEqual(['', 'runway 1', '', '', '', 'runway 1']);
});

test('a key that expires: 14, 3 and 1 days before', () => {
  const facts = [15, 13.9, 13, 2.9, 0.9, -1].map((days, i) => ({
    keyExpiresAtMs: ALERT_NOW_MS + i * 5 * MINUTE_MS + days * DAY_MS,
  }));
  expect(told(facts)).toEqual(['', 'expiry 1', '', 'expiry 2', 'expiry 3', '']);
});

test('a rejected key: once, and again only after it has been good', () => {
  const facts = [false, true, true, 'unknown', true, false, true].map((keyRejected) => ({
    keyRejected: keyRejected as AlertFacts['keyRejected'],
  }));
  expect(told(facts)).toEqual(['', 'rejected 1', '', '', '', '', 'rejected 1']);
});

test('who saw the levels come and who saw the worst only count alike, so that their claims are of one name', () => {
  const after = (...amounts: readonly string[]): AlertState =>
    amounts.reduce(
      (state, amount, i) =>
        judge(state, aFacts({ balance: usd(amount) }, ALERT_NOW_MS + i * MINUTE_MS)).state,
      EMPTY_STATE,
    );
  expect(after('6', '4', '0.5').rules['balance']?.episode).toBe(after('6', '0.5').rules['balance']?.episode);
});

test('the same facts once more change nothing', () => {
  const facts = aFacts({ balance: usd('4'), keyLimit: aLimit('1', '10') });
  const { state } = judge(EMPTY_STATE, facts);
  expect(judge(state, facts)).toEqual({ state, due: [] });
});
