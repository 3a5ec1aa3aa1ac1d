import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { at } from '../testing/namedSamples.ts';
import { askedAt, day, keyDay, row, usageOf } from '../testing/namedUsage.ts';
import type { ListedKey, Usage, UsageDay } from '../usage/usage.ts';
import { keyRows } from './keyRows.ts';
import { modelRows } from './modelRows.ts';
import { shownRange } from './shownRange.ts';
import { spendFacts } from './spendFacts.ts';
import type { RangeChoice } from './view.ts';

/** A Tuesday. */
const NOW_MS = at('24 12:00');
const THREE_DAYS: RangeChoice = { name: 'custom', fromDay: '2026-11-22', toDay: '2026-11-24' };

describe('the rows of models', () => {
  const rows = (days: readonly UsageDay[], choice: RangeChoice = THREE_DAYS, over: Partial<Usage> = {}) => {
    const usage = usageOf({ days, ...over });
    const facts = spendFacts([], 'account', usage, 'USD', NOW_MS);
    return modelRows(facts, shownRange(choice, NOW_MS), usage, '');
  };

  test('are summed over days and providers, the largest first', () => {
    const { rows: shown, missing } = rows([
      day('22', [row('a', '1'), row('b', '0.10')]),
      day('23', [row('a', '2', { provider: 'Other', ownKeysMicros: 7n })]),
      day('24', [], false),
    ]);
    expect(missing).toBe('');
    expect(shown[0]).toEqual({
      model: 'a',
      providers: ['Other', 'Maker'],
      requests: 4,
      promptTokens: 1800,
      completionTokens: 200,
      reasoningTokens: 80,
      spent: 3_000_000,
      ownKeys: 7,
      perMillionTokens: 1_500_000_000,
      share: 3_000_000 / 3_100_000,
      before: null,
    });
    expect(shown[1]?.model).toBe('b');
  });

  test('what was not told once is not known in all', () => {
    const { rows: shown } = rows([
      day('22', [row('a', '1', { promptTokens: 'unknown' })]),
      day('23', [row('a', '1')]),
    ]);
    expect(shown[0]).toMatchObject({ requests: 4, promptTokens: null, perMillionTokens: null });
    expect(
      rows([day('23', [row('a', '0', { promptTokens: 0, completionTokens: 0 })])]).rows[0],
    ).toMatchObject({ spent: 0, share: 0, perMillionTokens: null });
  });

  test('say which days are missing, and compare only with days that are all known', () => {
    const days = [19, 20, 21].map((date) => day(String(date), [row('a', '2')]));
    const complete = [...days, day('22', [row('a', '1')]), day('23', [row('b', '1')]), day('24', [])];
    expect(rows(complete).rows.map(({ model, before }) => [model, before])).toEqual([
      ['a', 6_000_000],
      ['b', 0],
    ]);
    const lacking = rows(complete.slice(1, -1));
    expect(lacking.rows.map(({ before }) => before)).toEqual([null, null]);
    expect(lacking.missing).toBe('1 of 3 days is not known.');
    expect([lacking.fromMs, lacking.toMs]).toEqual([at('22 00:00'), at('24 00:00')]);
    const without = (date: string) => complete.filter(({ startMs }) => startMs !== at(`${date} 00:00`));
    expect(rows(without('23')).rows.map(({ before }) => before)).toEqual([null]);
    expect(rows(without('24')).rows[0]?.before, 'today may lag').toBe(6_000_000);
    expect(rows(complete, THREE_DAYS, { isTruncated: true }).missing).toContain('cut off');
    expect(rows([], { name: '7d' }).missing).toBe('7 of 7 days are not known.');
  });

  test('of 24 hours are those of today, for no provider tells less than days', () => {
    const shown = rows([day('23', [row('a', '1')]), day('24', [row('a', '2')], false)], { name: '24h' });
    expect(shown).toMatchObject({ missing: 'Of the whole UTC day.', fromMs: at('24 00:00') });
    expect(shown.rows[0], 'some hours are not compared with a day').toMatchObject({
      spent: 2_000_000,
      before: null,
    });
  });
});

describe('the rows of keys', () => {
  const key = (name: string) => ({
    name,
    label: 'sk-or-v1-abc...def',
    workspace: 'Default',
    isDisabled: false,
    resets: { kind: 'never' } as const,
    lifetimeMicros: 5n,
    todayMicros: 3n,
    monthMicros: 4n,
  });
  const shown = (over: Partial<Usage>) => {
    const usage = usageOf(over);
    const facts = spendFacts([], 'account', usage, 'USD', NOW_MS);
    return keyRows(facts, shownRange(THREE_DAYS, NOW_MS), usage, '');
  };
  const keyDays = [
    keyDay('22', true, { laptop: '1', twin: '4', gone: '1' }),
    keyDay('23', true, { laptop: '1' }),
    keyDay('24', false, { ci: '9' }),
  ];

  test('have what their name spent, unless they share it', () => {
    const { rows, missing } = shown({ keys: ['laptop', 'ci', 'twin', 'twin', 'idle'].map(key), keyDays });
    expect(rows.map(({ name, spent }) => [name, spent])).toEqual([
      ['ci', 9_000_000],
      ['laptop', 2_000_000],
      ['idle', 0],
      ['twin', null],
      ['twin', null],
    ]);
    expect(missing).toBe(
      'Of keys that share a name it is not known which of them spent. Keys that are gone spent some of it, too.',
    );
  });

  test('are not said to have spent nothing in days for which they may have had another name', () => {
    const before = keyDay('21', true, { laptop: '1' });
    const old = keyDay('22', true, { laptop: '1', 'old name': '2' });
    const since = [
      keyDay('23', true, { laptop: '1', 'new name': '3' }),
      keyDay('24', false, { laptop: '1' }),
    ];
    const spent = (over: Partial<ListedKey>, days = [before, old, ...since]) =>
      shown({
        keys: [
          { ...key('laptop'), lifetimeMicros: 90_000_000n },
          { ...key('new name'), lifetimeMicros: 90_000_000n, ...over },
        ],
        keyDays: days,
      });
    const { rows, missing } = spent({});
    expect(rows.map(({ name, spent: amount }) => [name, amount])).toEqual([
      ['laptop', 3_000_000],
      ['new name', null],
    ]);
    expect(missing).toContain('may be an earlier one of a key, it is not known what that key spent');
    expect(spent({}, since).rows[0], 'no name is gone').toMatchObject({ name: 'new name', spent: 3_000_000 });
    const known = { name: 'new name', spent: 3_000_000 };
    expect(spent({ createdAtMs: at('23 09:00') }).rows, 'it was made later').toContainEqual(
      expect.objectContaining(known),
    );
    expect(spent({ lifetimeMicros: 4_000_000n }).rows, 'it never spent as much').toContainEqual(
      expect.objectContaining(known),
    );
    expect(
      spent({}, [keyDay('22', true, { 'new name': '3' }), keyDay('23', true, { 'old name': '2' })]).rows,
      'the other was used later',
    ).toContainEqual(expect.objectContaining(known));
    expect(spent({ name: 'never used' }).rows).toContainEqual(
      expect.objectContaining({ name: 'never used', spent: null }),
    );
  });

  test('with what was counted in a day that is over, today is not known', () => {
    const { rows } = shown({ keys: [key('laptop')], askedAtMs: askedAt(NOW_MS - DAY_MS) });
    expect(rows[0]).toMatchObject({ spent: null, today: null, month: 4, lifetime: 5 });
  });

  test('what was left of a limit that has begun anew since is not what is left', () => {
    const limited = { ...key('laptop'), limitMicros: 10n, limitLeftMicros: 1n };
    const { rows } = shown({
      keys: [
        { ...limited, resets: { kind: 'daily' } },
        { ...limited, resets: { kind: 'weekly' } },
        { ...limited, resets: { kind: 'never' } },
      ],
      askedAtMs: askedAt(at('23 23:59')),
    });
    expect(rows.map(({ limitLeft }) => limitLeft)).toEqual([null, 1, 1]);
  });

  test('a limit says when it begins anew, in the provider’s word if need be', () => {
    const limited = { ...key('laptop'), limitMicros: 10n };
    const { rows } = shown({
      keys: [
        { ...limited, resets: { kind: 'weekly' } },
        { ...limited, resets: { kind: 'other', word: 'fort\u202enightly' } },
        { ...limited, resets: { kind: 'never' } },
        { ...key('free'), resets: { kind: 'daily' } },
      ],
    });
    expect(rows.map(({ resets, resetsAtMs }) => [resets, resetsAtMs])).toEqual([
      ['weekly', at('30 00:00')],
      ['fortnightly', null],
      ['', null],
      ['', null],
    ]);
  });
});
