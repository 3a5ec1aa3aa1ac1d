import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountState } from '../model/account.ts';
import type { Reading } from '../model/reading.ts';
import type { Activity, Watching } from '../monitor/accountMonitor.ts';
import type { Watch } from '../monitor/monitor.ts';
import type { Runway } from '../forecast/runway.ts';
import type { Insight } from '../insight/insight.ts';
import { anyText } from '../testing/anyText.ts';
import { anInsight, seen } from '../testing/insights.ts';
import { aBalance, aLimit, usd } from '../testing/readings.ts';
import { failures, MINUTE_MS, NOW_MS, read, STYLE, trouble, watching } from '../testing/watches.ts';
import { accountLine, type LineStyle, setupLine, type StatusLine } from './statusLine.ts';

const NETWORK = { kind: 'network', reason: 'unreachable' } as const;
const REJECTED = { kind: 'invalidKey', slot: 'ordinary' } as const;
const FREE = { kind: 'yes', requestsLeftToday: 48 } as const;
const funded = read({ balance: aBalance('5.20') });

const line = (watch: Watching, style: Partial<LineStyle> = {}): StatusLine =>
  accountLine(watch, { ...STYLE, ...style });

const lineOf = (over: Partial<Reading>, style: Partial<LineStyle> = {}): StatusLine =>
  line(watching(read(over)), style);

describe('what is known: text, icon, severity, spoken, click', () => {
  test.each<[string, Partial<Reading>, string, StatusLine['severity'], string]>([
    ['account balance', { balance: aBalance('5.20') }, 'OpenRouter: $5.20', 'none', '$5.20 account balance'],
    [
      'key limit',
      { keyLimit: aLimit('3.10', '10') },
      'OpenRouter: $3.10 / $10',
      'none',
      "$3.10 of $10 left of this key's limit",
    ],
    [
      'key limit below the balance',
      { balance: aBalance('5.20'), keyLimit: aLimit('3.10', '10') },
      'OpenRouter: $3.10 / $10',
      'none',
      "$3.10 of $10 left of this key's limit",
    ],
    [
      'a limit of unknown size',
      { keyLimit: aLimit('8') },
      'OpenRouter: $8.00',
      'none',
      "$8.00 left of this key's limit",
    ],
    [
      'an overspent limit',
      { keyLimit: aLimit('-0.01', '10') },
      'OpenRouter: -$0.01 / $10',
      'error',
      "$0.01 over this key's limit of $10",
    ],
    [
      'budget above the key',
      { budget: aLimit('17.50', '50') },
      'OpenRouter: $17.50 / $50',
      'none',
      '$17.50 of $50 left of the budget above this key',
    ],
    [
      'spend only',
      {},
      'OpenRouter: PAYG \u00b7 $0.42 today',
      'none',
      '$0.42 spent today (UTC); what is left is not known',
    ],
    [
      'free tier',
      { freeTier: FREE },
      'OpenRouter: Free \u00b7 48 left',
      'none',
      '48 requests to free models left today',
    ],
    [
      'free tier without a count',
      { freeTier: { ...FREE, requestsLeftToday: 'unknown' } },
      'OpenRouter: Free',
      'none',
      'Free tier, no credits bought yet',
    ],
    [
      'overdrawn',
      { balance: aBalance('-0.40') },
      'OpenRouter: -$0.40',
      'error',
      '-$0.40 account balance, overdrawn',
    ],
    [
      'overdrawn by less than a cent',
      { balance: aBalance('-0.004') },
      'OpenRouter: -<$0.01',
      'error',
      '-<$0.01 account balance, overdrawn',
    ],
    [
      'below one cent',
      { balance: aBalance('0.004') },
      'OpenRouter: <$0.01',
      'error',
      '<$0.01 account balance',
    ],
    ['nothing left', { balance: aBalance('0') }, 'OpenRouter: $0.00', 'error', '$0.00 account balance'],
    ['low', { balance: aBalance('4.99') }, 'OpenRouter: $4.99', 'warning', '$4.99 account balance'],
    [
      'a great deal',
      { balance: aBalance('1000000000000', '0') },
      'OpenRouter: $1,000,000,000,000.00',
      'none',
      '$1,000,000,000,000.00 account balance',
    ],
  ])('%s', (_what, over, text, severity, spoken) => {
    expect(lineOf(over)).toEqual({
      text,
      icon: 'none',
      severity,
      spoken: `OpenRouter: ${spoken}, updated just now.`,
      click: 'action',
    });
  });

  test('the usual lines have at most 25 characters (spend and the free tier\u2019s count need a few more)', () => {
    const usual: readonly Partial<Reading>[] = [
      { balance: aBalance('5.20') },
      { balance: aBalance('12345.67') },
      { balance: aBalance('-0.40') },
      { balance: aBalance('-0.004') },
      { keyLimit: aLimit('3.10', '10') },
      { freeTier: { ...FREE, requestsLeftToday: 'unknown' } },
    ];
    for (const over of usual) expect(lineOf(over).text.length).toBeLessThanOrEqual(25);
    expect(lineOf({ balance: aBalance('5.20') }, { hideAmounts: true }).text.length).toBeLessThanOrEqual(25);
  });

  test('in the display language\u2019s own way', () => {
    expect(lineOf({ balance: aBalance('1234.50') }, { locale: 'de' }).text).toBe('OpenRouter: 1.234,50 $');
    expect(lineOf({ balance: aBalance('1234.50') }, { locale: 'ja' }).text).toBe('OpenRouter: $1,234.50');
  });
});

describe('how it goes', () => {
  const failed = (state: AccountState, asked = false): AccountState => ({
    ...state,
    trouble: trouble(NETWORK, { asked }),
  });
  const stale = (ageMs: number): AccountState => failed(read({ balance: aBalance('5.20') }, ageMs));

  test.each<[string, Watching, Pick<StatusLine, 'text' | 'icon' | 'severity' | 'click'>]>([
    [
      'first load',
      watching({}, { activity: 'first' }),
      { text: 'OpenRouter', icon: 'spinner', severity: 'none', click: 'action' },
    ],
    [
      'first load, about to begin',
      watching({}),
      { text: 'OpenRouter', icon: 'spinner', severity: 'none', click: 'action' },
    ],
    [
      'asked',
      watching(funded, { activity: 'asked' }),
      { text: 'OpenRouter: $5.20', icon: 'spinner', severity: 'none', click: 'action' },
    ],
    [
      'in the background',
      watching(funded, { activity: 'background' }),
      { text: 'OpenRouter: $5.20', icon: 'none', severity: 'none', click: 'action' },
    ],
    [
      'failed, one interval missed',
      watching(stale(9.9 * MINUTE_MS)),
      { text: 'OpenRouter: $5.20', icon: 'none', severity: 'none', click: 'action' },
    ],
    [
      'failed, two intervals missed',
      watching(stale(10 * MINUTE_MS)),
      { text: 'OpenRouter: $5.20', icon: 'warning', severity: 'none', click: 'action' },
    ],
    [
      'failed as it was asked for',
      watching(failed(funded, true)),
      { text: 'OpenRouter: $5.20', icon: 'warning', severity: 'none', click: 'action' },
    ],
    [
      'asked again after that',
      watching(failed(funded, true), { activity: 'asked' }),
      { text: 'OpenRouter: $5.20', icon: 'spinner', severity: 'none', click: 'action' },
    ],
    [
      'in the background after that',
      watching(stale(10 * MINUTE_MS), { activity: 'background' }),
      { text: 'OpenRouter: $5.20', icon: 'warning', severity: 'none', click: 'action' },
    ],
    [
      'failed, never known',
      watching(failed({})),
      { text: 'OpenRouter: Error', icon: 'none', severity: 'none', click: 'action' },
    ],
    [
      'failed, never known, asked again',
      watching(failed({}), { activity: 'asked' }),
      { text: 'OpenRouter: Error', icon: 'spinner', severity: 'none', click: 'action' },
    ],
    [
      'rejected',
      watching({ ...funded, trouble: trouble(REJECTED) }),
      { text: 'OpenRouter: Error', icon: 'none', severity: 'error', click: 'fix' },
    ],
    [
      'rejected, never known',
      watching({ trouble: trouble(REJECTED) }),
      { text: 'OpenRouter: Error', icon: 'none', severity: 'error', click: 'fix' },
    ],
    [
      '[trust 13] no key here, a figure known',
      watching({ ...funded, trouble: trouble({ kind: 'keyUnavailable', reason: 'missing' }) }),
      { text: 'OpenRouter: $5.20', icon: 'warning', severity: 'none', click: 'fix' },
    ],
    [
      '[trust 13] no key here, never known',
      watching({ trouble: trouble({ kind: 'keyUnavailable', reason: 'missing' }) }),
      { text: 'OpenRouter: Error', icon: 'none', severity: 'none', click: 'fix' },
    ],
  ])('%s', (_what, watch, expected) => {
    expect(line(watch)).toMatchObject(expected);
  });

  test.each<[string, Exclude<Watch, { kind: 'watching' }>]>([
    ['our own files are not read yet', { kind: 'starting' }],
    ['the provider is switched off', { kind: 'off' }],
    ['no key, and the reminder dismissed', { kind: 'noAccount', setupDismissed: true }],
  ])('nothing is shown while %s', (_what, watch) => {
    expect(setupLine(watch, 'OpenRouter')).toBeUndefined();
  });

  test('no key yet', () => {
    expect(setupLine({ kind: 'noAccount', setupDismissed: false }, 'OpenRouter')).toEqual({
      text: 'OpenRouter: Set up',
      icon: 'none',
      severity: 'none',
      spoken: 'OpenRouter is not set up. Activate to add a key.',
      click: 'fix',
    });
  });

  test('a refresh in the background changes nothing at all', () => {
    expect(line(watching(funded, { activity: 'background' }))).toEqual(line(watching(funded)));
  });

  test('is said aloud too: how old, and what is wrong', () => {
    expect(line(watching({}, { activity: 'first' })).spoken).toBe('OpenRouter: loading');
    expect(line(watching(stale(10 * MINUTE_MS))).spoken).toBe(
      'OpenRouter: $5.20 account balance, updated 10 min ago. OpenRouter could not be reached. Check the network. It is tried again by itself.',
    );
    expect(line(watching({ trouble: trouble(REJECTED) })).spoken).toBe(
      'OpenRouter: error. OpenRouter rejected the API key (401): wrong, disabled or expired. Replace or test it; by itself it is not sent again.',
    );
  });

  test('[trust 41] a clock that was set back makes no figure of the future and no warning', () => {
    const shown = line(watching(stale(-60 * MINUTE_MS)));
    expect(shown.spoken).toContain('updated just now');
    expect(shown.icon).toBe('none');
  });

  test('[trust 41] a figure whose age is not known is not called fresh, and is not of today', () => {
    const payg = watching(read({}), { asOfMs: 'unknown' });
    expect(line(payg).text).toBe('OpenRouter: \u2013');
    expect(line(payg).spoken).toContain('updated at an unknown time');
    expect(line(watching(failed(funded), { asOfMs: 'unknown' })).icon).toBe('warning');
  });
});

describe('amounts hidden', () => {
  const everything: readonly Partial<Reading>[] = [
    { balance: aBalance('5.20') },
    { balance: aBalance('-5.20') },
    { keyLimit: aLimit('3.10', '10') },
    {},
    { freeTier: FREE },
  ];

  test.each(everything)('no digit of %o', (over) => {
    const shown = lineOf(over, { hideAmounts: true });
    expect(shown.text).toBe('OpenRouter: \u2022\u2022\u2022');
    expect(shown.spoken).not.toMatch(/[\d$]/);
    expect(shown.spoken).toContain('hidden amount');
  });

  test('in no token of a format either', () => {
    const format = '{headline} {balance} {limit} {today} {week} {month}';
    for (const over of everything)
      expect(lineOf(over, { hideAmounts: true, format }).text).not.toMatch(/[\d$]/);
  });
});

describe('formats', () => {
  const full: Partial<Reading> = { balance: aBalance('5.20'), keyLimit: aLimit('3.10', '10') };

  test('every token', () => {
    const format = '{account} {headline}; {balance} {limit} {today} {week} {month}';
    expect(lineOf(full, { format }).text).toBe('OpenRouter $3.10 / $10; $5.20 $3.10 $0.42 $2.90 $9.75');
  });

  test('what is not known is a dash, never 0', () => {
    const unknown = 'unknown';
    const spend = { today: usd('0'), week: unknown, month: unknown, lifetime: unknown } as const;
    expect(lineOf({ spend }, { format: '{balance} {limit} {today} {week}' }).text).toBe(
      '\u2013 \u2013 $0.00 \u2013',
    );
  });

  test('[trust 53] what a format says stays text', () => {
    const hostile = '$(alert) [x](command:evil) {headline}\n$$(a)(sync~spin)';
    const { text } = lineOf(full, { format: hostile });
    expect(text).not.toContain('$(');
    expect(text).not.toContain('\n');
    expect(text).toContain('$3.10 / $10');
  });
});

describe('what the past tells', () => {
  const format = '{headline} {rate} {runway} {today} {week} {month}';
  const told = (
    insight: Insight | undefined,
    reading: Partial<Reading> = {},
    style: Partial<LineStyle> = {},
  ) =>
    accountLine(watching(read({ balance: aBalance('5.20'), ...reading })), { ...STYLE, ...style }, insight);
  const runwayOf = (runway: Runway): StatusLine => told(anInsight({ runway }), {}, { format: '{runway}' });
  const range = (hours: number, toHours?: number): Runway => ({
    kind: 'range',
    cap: 'balance',
    earliestMs: NOW_MS + hours * 60 * MINUTE_MS,
    medianMs: NOW_MS + hours * 60 * MINUTE_MS,
    latestMs: toHours === undefined ? undefined : NOW_MS + toHours * 60 * MINUTE_MS,
  });

  test('as tokens', () => {
    expect(told(anInsight(), {}, { format }).text).toBe('$5.20 $0.42/h 5–9 d $0.40 $3.50 $21.05');
  });

  test('without a history, and while it is collected, dashes', () => {
    expect(told(undefined, {}, { format: '{rate} {runway} {today}' }).text).toBe('– – $0.42');
    const collecting = anInsight({ pace: { kind: 'collecting' }, runway: { kind: 'collecting' } });
    expect(told(collecting, {}, { format: '{rate} {runway}' }).text).toBe('– –');
  });

  test('a management key’s spend is the account’s; what was seen for a part of the period is that much or more', () => {
    const { spend } = anInsight();
    const week = seen('3', NOW_MS - 60 * MINUTE_MS, { isPartial: true });
    const insight = anInsight({ spend: { ...spend, week } });
    const management = { keyKind: 'management' } as const;
    expect(told(insight, management, { format: '{today} {week} {month}' }).text).toBe('$0.40 ≥$3.00 $21.05');
    expect(told(undefined, management, { format: '{today}' }).text).toBe('–');
  });

  test.each<[string, Runway, string, string]>([
    ['days', range(5 * 24, 9 * 24), '5–9 d', 'about 5 to 9 days left at this pace, '],
    ['hours', range(5, 9), '5–9 h', 'about 5 to 9 hours left at this pace, '],
    ['at most', range(0, 1), '≤1 h', 'up to 1 hour left at this pace, '],
    ['at least', range(5 * 24), '≥5 d', '5 days or more left at this pace, '],
    ['about', range(72, 72), '3 d', 'about 3 days left at this pace, '],
    ['nothing left', { kind: 'ranOut', cap: 'balance' }, '0 d', ''],
    ['beyond a year', { kind: 'beyond' }, '>1 y', ''],
    ['nothing spent', { kind: 'idle' }, '–', ''],
    ['until it resets', { kind: 'resetsFirst', resetsAtMs: NOW_MS }, '–', ''],
  ])('how long it lasts, seen and heard: %s', (_what, runway, text, spoken) => {
    expect(runwayOf(runway).text).toBe(text);
    expect(runwayOf(runway).spoken).toBe(`OpenRouter: $5.20 account balance, ${spoken}updated just now.`);
  });

  test('hidden amounts: the pace is one, the days are none', () => {
    const shown = told(anInsight(), {}, { format: '{rate} {runway} {today}', hideAmounts: true });
    expect(shown.text).toBe('•••/h 5–9 d •••');
    expect(shown.spoken).not.toContain('$');
  });
});

test('[trust 56] whatever is known, failed or set: one plain line, and words without icons, pipes and links', () => {
  const amount = fc
    .bigInt({ min: -(10n ** 13n), max: 10n ** 18n })
    .map((amountMicros) => ({ amountMicros, currency: 'USD' }));
  const limit = fc.record({ remaining: amount, limit: fc.oneof(amount, fc.constant('unknown' as const)) });
  const cases = fc.record({
    balance: fc.option(amount),
    keyLimit: fc.option(limit),
    failure: fc.option(fc.constantFrom(...failures)),
    known: fc.boolean(),
    activity: fc.constantFrom<Activity>('idle', 'first', 'background', 'asked'),
    hideAmounts: fc.boolean(),
    format: fc.oneof(fc.constant(''), anyText(), fc.constantFrom('{headline}', '$({today})', '{limit}|{x}')),
    locale: fc.constantFrom('en-US', 'de', 'fr', 'ja', 'ar-EG', 'hi'),
  });
  fc.assert(
    fc.property(cases, ({ balance, keyLimit, failure, known, activity, ...style }) => {
      const over: Partial<Reading> = {
        ...(balance
          ? { balance: { kind: 'known', amount: balance, credits: balance, usage: usd('0') } }
          : {}),
        ...(keyLimit
          ? { keyLimit: { kind: 'limited', ...keyLimit, resets: { kind: 'other', word: '$(x)|command:y' } } }
          : {}),
      };
      const state = { ...(known ? read(over) : {}), ...(failure ? { trouble: trouble(failure) } : {}) };
      const shown = line(watching(state, { activity }), style);
      expect(shown.text).not.toMatch(/\$\(|[\u0000-\u001f\u2028\u2029]/);
      expect(shown.text).not.toBe('');
      expect(shown.spoken).not.toMatch(/\$\(|\||command:|[\u0000-\u001f]|undefined|NaN|null/);
    }),
    { numRuns: 300 },
  );
});

test.each(['חשבון עבודה', 'حساب العمل'])(
  'the amount beside a name that is written from right to left stays as it is: %s',
  (label) => {
    const watch = watching(read({ balance: aBalance('-0.40') }));
    const { text } = accountLine({ ...watch, account: { ...watch.account, label } }, STYLE);
    expect(text).toBe(`\u2068${label}\u2069: -$0.40`);
  },
);
