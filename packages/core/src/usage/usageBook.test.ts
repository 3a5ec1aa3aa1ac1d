import { describe, expect, test, vi } from 'vitest';
import { DAY_MS } from '../model/periods.ts';
import { OTHER_KEY, saveKey } from '../testing/machine.ts';
import { askedAt } from '../testing/namedUsage.ts';
import { answers, hangs, throws } from '../testing/scriptedTransport.ts';
import { settle } from '../testing/settle.ts';
import {
  dayName,
  saveManagementKey,
  type Spent,
  UsageMachine,
  type UsageWindow,
} from '../testing/usageMachine.ts';
import { forgetUsage } from './usageFiles.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** It is 2026-11-24T12:00:00Z. */
const TODAY_MS = Date.parse('2026-11-24');
const daysAgo = (count: number): string => dayName(TODAY_MS - count * DAY_MS);

const ALL = [
  '1 days model provider',
  '744 hours',
  'activity',
  '365 days api_key_id',
  '334 days model',
  'workspaces',
  'keys',
];

/** A dollar on each of the last so many days, at noon, and half of one today. */
function everyDay(days: number): readonly Spent[] {
  const before = Array.from({ length: days }, (_, at): Spent => ({
    at: `${daysAgo(days - at)}T12:00:00Z`,
    usd: 1,
  }));
  return [...before, { at: `${daysAgo(0)}T08:30:00Z`, usd: 0.5 }];
}

async function machineWith(spent: readonly Spent[]): Promise<{ machine: UsageMachine; window: UsageWindow }> {
  const machine = new UsageMachine();
  machine.spent = spent;
  return { machine, window: await machine.usageWindow() };
}

describe('what is asked, and what is known then', () => {
  test('the first time everything: a year of days, a month of hours, the keys', async () => {
    const { machine, window } = await machineWith(everyDay(400));
    expect(await window.read()).toBeUndefined();
    await window.refresh();
    expect(machine.asked()).toEqual(ALL);
    const days = await window.days();
    expect(Object.keys(days)).toHaveLength(365);
    expect([days[daysAgo(0)], days[daysAgo(1)], days[daysAgo(30)], days[daysAgo(364)]]).toEqual([
      '0.5*',
      '1',
      '1',
      '1',
    ]);
    // What the provider calls a key by is made from the key itself.
    expect([...machine.files.texts.values()].join('\n')).not.toMatch(/"h1"|hash/);
    expect(Object.keys(await window.keyDays())).toHaveLength(365);
    expect(await window.read()).toMatchObject({
      currency: 'USD',
      keys: [{ name: 'Laptop', workspace: 'Default' }],
      askedAtMs: askedAt(machine.clock.wallMs()),
      isTruncated: false,
    });
    const { hours = [], failures } = (await window.read()) ?? {};
    expect(failures).toEqual({});
    expect(hours).toHaveLength(744);
    expect(hours.filter(({ spentMicros }) => spentMicros > 0n)).toHaveLength(31);
    expect(hours.at(-5)).toEqual({ startMs: TODAY_MS + 8 * HOUR, spentMicros: 500_000n, requests: 1 });
    expect(hours.at(-1)).toEqual({ startMs: TODAY_MS + 12 * HOUR, spentMicros: 0n, requests: 0 });
  });

  test('an hour later only what may have changed', async () => {
    const { machine, window } = await machineWith(everyDay(400));
    await window.refresh();
    machine.asked();
    await machine.clock.advance(HOUR - 1);
    await window.refresh();
    expect(machine.asked()).toEqual([]);
    await machine.clock.advance(1);
    await window.refresh();
    expect(machine.asked()).toEqual([
      '1 days model provider',
      '6 hours',
      '1 days api_key_id',
      'workspaces',
      'keys',
    ]);
  });

  test('on the next day yesterday becomes final, over the end of a month', async () => {
    const { machine, window } = await machineWith(everyDay(400));
    await window.refresh();
    await machine.clock.advance(7 * DAY_MS);
    const later = ['2026-11-30T23:00:00Z', '2026-12-01T09:00:00Z'];
    machine.spent = [...machine.spent, ...later.map((at) => ({ at, usd: 2 }))];
    machine.asked();
    await window.refresh();
    expect(machine.asked()).toEqual([
      '1 days model provider',
      '173 hours',
      'activity',
      '8 days api_key_id',
      'workspaces',
      'keys',
    ]);
    expect(await window.days()).toMatchObject({
      [daysAgo(0)]: '0.5',
      '2026-11-25': '0',
      '2026-11-30': '2',
      '2026-12-01': '2*',
    });
    expect(await window.keyDays()).toMatchObject({ '2026-11-30': 'Laptop 2', '2026-12-01': 'Laptop 2*' });
    expect([...machine.files.texts.keys()].filter((name) => name.endsWith('2026-12.json'))).toEqual([]);
  });

  test('days that OpenRouter does not tell of any more are kept', async () => {
    const { machine, window } = await machineWith(everyDay(400));
    await window.refresh();
    await machine.clock.advance(3 * 366 * DAY_MS);
    machine.spent = [{ at: new Date(machine.clock.wallMs()).toISOString(), usd: 3 }];
    await window.refresh();
    expect(await window.days()).toMatchObject({ [daysAgo(364)]: '1', [daysAgo(1)]: '1' });
  });

  test('before the first day that is told of nothing is known', async () => {
    const { window } = await machineWith(everyDay(3));
    await window.refresh();
    expect(await window.days()).toEqual({
      [daysAgo(3)]: '1',
      [daysAgo(2)]: '1',
      [daysAgo(1)]: '1',
      [daysAgo(0)]: '0.5*',
    });
    expect((await window.read())?.hours[0]).toMatchObject({ startMs: TODAY_MS - 3 * DAY_MS });
  });

  test('an account that is told nothing of has no days, rather than days without spend', async () => {
    const { window } = await machineWith([]);
    await window.refresh();
    expect(await window.read()).toMatchObject({ days: [], keyDays: [], hours: [] });
  });

  test('an empty list of days says nothing, even where other answers tell of many', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    machine.fail('activity', answers(200, { data: [] }));
    await window.refresh();
    expect(await window.days()).toMatchObject({ [daysAgo(31)]: '1', [daysAgo(0)]: '0.5*' });
    expect(await window.days()).not.toHaveProperty([daysAgo(1)]);
    await machine.clock.advance(HOUR);
    machine.asked();
    await window.refresh();
    expect(machine.asked()).toContain('activity');
  });

  test('a list of days that is late with yesterday does not make a day without spend of it for ever', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    const late = everyDay(40).filter(({ at }) => !at.startsWith(daysAgo(1)));
    const told = (spent: readonly Spent[]) =>
      answers(200, {
        data: spent
          .slice(-30, -1)
          .map(({ at, usd }) => ({ date: at.slice(0, 10), model: 'a/one', usage: usd })),
      });
    machine.fail('activity', told(late));
    await window.refresh();
    machine.fail('activity', told(everyDay(40)));
    await machine.clock.advance(HOUR);
    await window.refresh();
    expect(await window.days()).toMatchObject({ [daysAgo(2)]: '1', [daysAgo(1)]: '1' });
  });

  test('hours that were told are not taken back by an answer that says nothing of them', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    await window.refresh();
    machine.spent = machine.spent.filter(({ at }) => at < daysAgo(0));
    await machine.clock.advance(HOUR);
    await window.refresh();
    const hours = (await window.read())?.hours ?? [];
    expect(hours.find(({ startMs }) => startMs === TODAY_MS + 8 * HOUR)?.spentMicros).toBe(500_000n);
    expect(hours.at(-1)).toEqual({ startMs: TODAY_MS + 13 * HOUR, spentMicros: 0n, requests: 0 });
  });

  test('only what lies in the range is read', async () => {
    const { window } = await machineWith(everyDay(100));
    await window.refresh();
    const range = { fromMs: TODAY_MS - 2 * DAY_MS, toMs: TODAY_MS };
    const { days = [], keyDays = [], hours = [] } = (await window.read(range)) ?? {};
    expect([days.length, keyDays.length, hours.length]).toEqual([2, 2, 48]);
  });

  test('what was read stays in memory, of the account that was read last and of no other', async () => {
    const { machine, window } = await machineWith(everyDay(100));
    await window.refresh();
    const read = vi.spyOn(machine.files, 'read');
    const monthsRead = (): number => {
      const names = read.mock.calls.map(([name]) => name).filter((name) => /\d{4}-\d{2}\.json$/.test(name));
      read.mockClear();
      return new Set(names).size;
    };
    await window.read();
    const months = monthsRead();
    expect(months).toBeGreaterThan(2);
    await window.read();
    expect(monthsRead()).toBe(0);
    const { account, series } = window.watch;
    await window.usage.read(
      { account: { ...account, id: 'f'.repeat(32) }, series },
      { fromMs: 0, toMs: 1e14 },
    );
    expect(await window.days()).toMatchObject({ [daysAgo(99)]: '1' });
    expect(monthsRead()).toBe(months);
  });

  test('an account without a management key, and one of which another key is not yet told, has no usage', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    await window.refresh();
    const { account } = window.watch;
    expect(
      await window.usage.read(
        { account: { ...account, keys: [] }, series: window.watch.series },
        { fromMs: 0, toMs: 1e14 },
      ),
    ).toBeUndefined();
    expect(
      await window.usage.read({ account, series: 'another' }, { fromMs: 0, toMs: 1e14 }),
    ).toBeUndefined();
    machine.asked();
    await window.usage.refresh({ ...window.watch, account: { ...account, keys: [] } });
    expect(machine.asked()).toEqual([]);
  });
});

describe('[trust 37] several windows', () => {
  test('ask once in an hour, and all know', async () => {
    const machine = new UsageMachine();
    machine.spent = everyDay(400);
    const windows = [await machine.usageWindow(), await machine.usageWindow(), await machine.usageWindow()];
    for (let hour = 1; hour <= 3; hour += 1) {
      await Promise.all(windows.map((window) => window.refresh()));
      for (const window of windows) await window.refresh();
      const asked = machine.asked();
      expect(asked.filter((one) => one === 'keys')).toHaveLength(1);
      expect(new Set(asked).size).toBe(asked.length);
      const [first, ...others] = await Promise.all(windows.map((window) => window.read()));
      expect(first?.days).toHaveLength(365);
      for (const other of others) expect(other).toEqual(first);
      await machine.clock.advance(HOUR);
    }
    expect(claims(machine)).toEqual([]);
    expect(machine.log.of('warn')).toEqual([]);
  });

  test('the others are told when one has asked, and need not ask to read it', async () => {
    const machine = new UsageMachine();
    machine.spent = everyDay(3);
    const [here, there] = [await machine.usageWindow(), await machine.usageWindow()];
    await there.refresh({ ...there.watch, account: { ...there.watch.account, keys: [] } });
    expect(await there.read()).toBeUndefined();
    await here.refresh();
    await settle();
    expect(there.told).toBeGreaterThan(0);
    expect(await there.days()).toEqual(await here.days());
  });

  test('one that died while it asked holds the others up for five minutes and no longer', async () => {
    const machine = new UsageMachine();
    machine.spent = everyDay(3);
    const [here, there] = [await machine.usageWindow(), await machine.usageWindow()];
    machine.fail('activity', hangs);
    void here.refresh();
    await settle();
    expect(here.usage.isRefreshing(here.watch.account.id)).toBe(true);
    // It dies: nothing of it comes to an end.
    const dead = machine.transport.requests.length;
    expect(dead).toBeGreaterThan(0);
    machine.asked();
    await there.refresh();
    expect(machine.asked()).toEqual([]);
    machine.clock.sleep(5 * MINUTE + 1, 'stands');
    machine.fail('activity', answers(200, { data: [] }));
    await there.refresh();
    expect(machine.asked()).toContain('keys');
    expect((await there.read())?.keys).toHaveLength(1);
  });

  test('one that is closed while it asks leaves nothing behind, and what it was told is not asked again', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    machine.fail('activity', hangs);
    const asked = window.refresh();
    await settle();
    window.close();
    await asked;
    expect(machine.transport.open).toBe(0);
    expect(claims(machine)).toEqual([]);
    expect(machine.files.listeners).toBe(0);
    machine.fail('activity', answers(200, { data: [] }));
    const next = await machine.usageWindow();
    await next.refresh();
    expect(machine.asked()).not.toContain('1 days model provider');
    expect(await next.days()).toMatchObject({ [daysAgo(0)]: '0.5*' });
  });
});

describe('what fails', () => {
  test('one part: the others are known, and what is wrong is said', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    machine.fail('activity', answers(500, '{}'));
    await window.refresh();
    expect(machine.asked()).toEqual(ALL);
    expect(await window.read()).toMatchObject({
      failures: { days: { kind: 'providerDown', status: 500 } },
      keys: [{}],
    });
    const { askedAtMs, failures } = (await window.read()) ?? {};
    expect(askedAtMs, 'of what was told').toEqual(askedAt(machine.clock.wallMs()));
    expect(failures).not.toHaveProperty('keys');
    expect(await window.days()).toMatchObject({ [daysAgo(40)]: '1', [daysAgo(0)]: '0.5*' });
    expect(await window.days()).not.toHaveProperty([daysAgo(1)]);
  });

  test('later: what was known before stays', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    await window.refresh();
    const before = await window.read();
    for (const path of ['activity', 'analytics/query', 'workspaces', 'keys'])
      machine.fail(path, answers(502, ''));
    await machine.clock.advance(HOUR);
    await window.refresh();
    const failure = { kind: 'providerDown', status: 502, retryAfterMs: undefined };
    expect(await window.read()).toEqual({
      ...before,
      failures: { days: failure, hours: failure, keyDays: failure, keys: failure },
    });
  });

  test('[trust 33] 403: known for a day, in every window', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    machine.fail('keys', answers(403, '{}'));
    await window.refresh();
    machine.asked();
    for (let hour = 1; hour < 24; hour += 1) {
      await machine.clock.advance(HOUR);
      await window.refresh();
      expect((await window.read())?.failures).toEqual({ keys: { kind: 'wrongKeyKind' } });
    }
    expect(machine.asked()).not.toContain('keys');
    await machine.clock.advance(HOUR);
    await (await machine.usageWindow()).refresh();
    expect(machine.asked()).toContain('keys');
  });

  test.each([
    ['30 seconds', 30, 5 * MINUTE],
    ['two hours', 7200, 2 * HOUR],
    ['a year', 365 * 86_400, 24 * HOUR],
  ])(
    '[trust 31] 429 with a Retry-After of %s: the rest is not asked, nor anything before that',
    async (_what, seconds, waitMs) => {
      const { machine, window } = await machineWith(everyDay(40));
      machine.fail('activity', answers(429, '', { 'retry-after': String(seconds) }));
      await window.refresh();
      expect(machine.asked()).toEqual(ALL.slice(0, 3));
      await machine.clock.advance(waitMs - 1);
      await window.refresh();
      expect(machine.asked()).toEqual([]);
      await machine.clock.advance(1);
      await window.refresh();
      expect(machine.asked()).toContain('activity');
    },
  );

  test('without a network: tried again after five minutes, and only what was not told', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    machine.fail('workspaces', throws(new Error('ENOTFOUND')));
    await window.refresh();
    machine.asked();
    await window.refresh();
    expect(machine.asked()).toEqual([]);
    await machine.clock.advance(5 * MINUTE);
    await window.refresh();
    expect(machine.asked()).toEqual(['workspaces']);
  });

  test('[trust 32] a rejected key is not asked with again until it has changed, or is good again', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    machine.fail('analytics/query', answers(401, '{}'));
    await window.refresh();
    expect(machine.asked()).toHaveLength(1);
    await machine.clock.advance(2 * DAY_MS);
    await window.refresh();
    expect(machine.asked()).toEqual([]);
    const rejected = { kind: 'invalidKey', slot: 'management' };
    expect((await window.read())?.failures, 'nothing was asked after it').toEqual({
      days: rejected,
      hours: rejected,
      keyDays: rejected,
      keys: rejected,
    });
    await window.monitor.refreshAll();
    machine.asked();
    await window.refresh();
    expect(machine.asked()).toHaveLength(1);
    await saveManagementKey(window, OTHER_KEY);
    await settle();
    machine.asked();
    await window.refresh();
    expect(machine.asked()).toHaveLength(1);
  });

  test('a window that cannot get at the key says so, and does not wake the keyring for every drawing', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    machine.secrets.refuses = 'get';
    await window.refresh();
    expect(await window.read()).toMatchObject({ failures: { days: { kind: 'keyUnavailable' }, keys: {} } });
    machine.secrets.namesAsked.length = 0;
    await window.refresh();
    expect(machine.secrets.namesAsked).toEqual([]);
    machine.secrets.refuses = 'nothing';
    await machine.clock.advance(5 * MINUTE);
    await window.refresh();
    expect((await window.read())?.failures).toEqual({});
    expect(machine.asked()).toEqual(ALL);
  });
});

describe('answers that are cut off', () => {
  test('are asked for in halves; the rest in the hours after', async () => {
    const { machine, window } = await machineWith(everyDay(400));
    machine.mostRows = 50;
    await window.refresh();
    const older = (): readonly string[] => machine.asked().filter((one) => one.endsWith(' model'));
    expect(older()).toEqual(
      ['334 days', '167 days', '83 days', ...Array<string>(5).fill('41 days')].map((one) => `${one} model`),
    );
    expect((await window.read())?.isTruncated).toBe(true);
    expect((await window.read({ fromMs: TODAY_MS - 7 * DAY_MS, toMs: TODAY_MS }))?.hours).toHaveLength(168);
    await machine.clock.advance(HOUR);
    await window.refresh();
    expect(older()).toEqual(['41', '82', '41', '41', '6'].map((one) => `${one} days model`));
    await machine.clock.advance(HOUR);
    await window.refresh();
    expect(older()).toEqual([]);
    const days = await window.days();
    expect(Object.keys(days)).toHaveLength(365);
    expect(new Set(Object.values(days))).toEqual(new Set(['1', '0.5*']));
    expect(new Set(Object.values(await window.keyDays()))).toEqual(new Set(['Laptop 1', 'Laptop 0.5*']));
    expect((await window.read())?.isTruncated).toBe(false);
  });

  test('a day that is cut off by itself is kept, and said to lack rows', async () => {
    const spent = ['a', 'b', 'c'].map((key) => ({ at: `${daysAgo(2)}T12:00:00Z`, usd: 1, key }));
    const { machine, window } = await machineWith([...spent, ...everyDay(1)]);
    machine.mostRows = 2;
    for (let hour = 0; hour < 2; hour += 1) {
      await window.refresh();
      await machine.clock.advance(HOUR);
    }
    expect((await window.keyDays())[daysAgo(2)]).toBe('a 1, b 1');
    expect(await window.read()).toMatchObject({ isTruncated: true });
    machine.mostRows = 10_000;
    await window.refresh();
    expect(await window.read()).toMatchObject({ isTruncated: true });
    expect(await window.read({ fromMs: TODAY_MS, toMs: TODAY_MS + DAY_MS })).toMatchObject({
      isTruncated: false,
    });
  });

  test('a query that is too slow is asked for in halves', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    const asked: string[] = [];
    machine.fail('analytics/query', (request) => {
      asked.push(request.body ?? '');
      return answers(408, '')(request);
    });
    await window.refresh();
    expect(asked.filter((body) => body.includes('api_key_id'))).toHaveLength(8);
    expect((await window.read())?.failures.days).toEqual({ kind: 'providerDown', status: 408 });
  });
});

describe('pages of keys', () => {
  const keys = (count: number): readonly object[] =>
    Array.from({ length: count }, (_, at) => ({ hash: `h${at}`, name: `key ${at}` }));

  test('all of all workspaces, each once', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    machine.keys = keys(250);
    machine.workspaces = [
      { id: 'w1', name: 'One' },
      { id: 'w2', name: 'Two' },
    ];
    await window.refresh();
    expect(machine.asked().filter((one) => one === 'keys')).toHaveLength(6);
    expect((await window.read())?.keys).toHaveLength(250);
  });

  test('the same page for ever: not asked for for ever, and said to be cut off', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    machine.fail('keys', answers(200, { data: keys(100) }));
    await window.refresh();
    expect(machine.asked().filter((one) => one === 'keys')).toHaveLength(2);
    expect(await window.read()).toMatchObject({ isTruncated: true });
    expect((await window.read())?.keys).toHaveLength(100);
  });

  test('another page for ever: two hundred of them', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    let page = 0;
    machine.fail('keys', (request) => {
      page += 1;
      return answers(200, { data: keys(100).map((_, at) => ({ hash: `p${page}-${at}` })) })(request);
    });
    await window.refresh();
    expect(page).toBe(199);
    expect(await window.read()).toMatchObject({ isTruncated: true });
  });

  test('slow pages end after four minutes, before the claim does', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    let page = 0;
    machine.fail('keys', (request) => {
      page += 1;
      machine.clock.sleep(14_000, 'counts');
      return answers(200, { data: keys(100).map((_, at) => ({ hash: `p${page}-${at}` })) })(request);
    });
    await window.refresh();
    expect(page).toBeLessThan(19);
    expect((await window.read())?.keys).toHaveLength(page * 100);
  });

  test('without workspaces the keys of the one there is', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    machine.fail('workspaces', answers(404, '{}'));
    await window.refresh();
    expect(await window.read()).toMatchObject({ keys: [{ name: 'Laptop', workspace: '' }] });
  });
});

describe('clocks', () => {
  test('set back: asked once more, and nothing that was kept is lost', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    await window.refresh();
    const before = await window.days();
    machine.asked();
    machine.clock.jumpWall(-5 * HOUR);
    await window.refresh();
    expect(machine.asked()).toContain('keys');
    await window.refresh();
    expect(machine.asked()).toEqual([]);
    expect(await window.days()).toEqual(before);
  });

  test('hours ahead of the provider’s: a day that is not over there does not become final', async () => {
    const machine = new UsageMachine();
    machine.spent = everyDay(40);
    machine.clock.jumpWall(14 * HOUR);
    machine.providerBehindMs = 14 * HOUR;
    const window = await machine.usageWindow();
    await window.refresh();
    expect((await window.keyDays())[daysAgo(0)]).toBe('Laptop 0.5*');
    expect(await window.days()).not.toHaveProperty([daysAgo(0)], '0');
    machine.spent = [
      ...machine.spent,
      { at: `${daysAgo(0)}T20:00:00Z`, usd: 4 },
      { at: `${daysAgo(-1)}T01:00:00Z`, usd: 1 },
    ];
    await machine.clock.advance(14 * HOUR);
    await window.refresh();
    expect((await window.keyDays())[daysAgo(0)]).toBe('Laptop 4.5');
    expect((await window.days())[daysAgo(0)]).toBe('4.5');
  });

  test('within the hour after midnight yesterday may still change', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    await machine.clock.advance(12 * HOUR + 59 * MINUTE);
    machine.spent = [...machine.spent, { at: `${daysAgo(-1)}T00:10:00Z`, usd: 1 }];
    await window.refresh();
    expect(await window.days()).toMatchObject({
      [daysAgo(1)]: '1',
      [daysAgo(0)]: '0.5*',
      [daysAgo(-1)]: '1*',
    });
    await machine.clock.advance(HOUR);
    await window.refresh();
    expect(await window.days()).toMatchObject({ [daysAgo(0)]: '0.5' });
  });
});

describe('whose it is', () => {
  test('with another management key nothing of the one before is shown, and its days are not written over', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    await window.refresh();
    const months = [...machine.files.texts].filter(([name]) => /\d{4}-\d{2}\.json$/.test(name));
    expect(months.length).toBeGreaterThan(0);
    machine.spent = everyDay(2).map((one) => ({ ...one, usd: 7 }));
    await saveManagementKey(window, OTHER_KEY);
    await settle();
    expect(await window.read()).toBeUndefined();
    await window.refresh();
    expect(await window.days()).toEqual({ [daysAgo(2)]: '7', [daysAgo(1)]: '7', [daysAgo(0)]: '7*' });
    for (const [name, text] of months) expect(machine.files.texts.get(name)).toBe(text);
  });

  test('another ordinary key changes nothing', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    await window.refresh();
    const before = await window.days();
    await saveKey(window.book, 'ordinary', OTHER_KEY);
    await settle();
    expect(await window.days()).toEqual(before);
    machine.asked();
    await window.refresh();
    expect(machine.asked()).toEqual([]);
  });

  test('a key that is replaced while it is asked with: that answer is nobody’s', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    let answer: () => void = () => undefined;
    machine.fail('activity', async (request) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return answers(200, { data: [] })(request);
    });
    const asked = window.refresh();
    await settle();
    await saveManagementKey(window, OTHER_KEY);
    answer();
    await asked;
    expect([...machine.files.texts.keys()].filter((name) => name.startsWith('usage.'))).toEqual([]);
  });

  test('[trust 21] an account that is removed while it is asked about leaves nothing', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    await window.refresh();
    await machine.clock.advance(HOUR);
    machine.fail('keys', async (request) => {
      await window.book.remove(window.watch.account);
      return answers(200, { data: [] })(request);
    });
    const { id } = window.watch.account;
    await window.usage.refresh(window.watch);
    await window.usage.forget(id);
    expect([...machine.files.texts.keys()].filter((name) => name.startsWith('usage.'))).toEqual([]);
  });

  test('[trust 21] what is deleted from outside while it is asked about does not come back', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    await window.refresh();
    await machine.clock.advance(HOUR);
    machine.fail('keys', async (request) => {
      await forgetUsage(machine.files);
      return answers(200, { data: [] })(request);
    });
    await window.refresh();
    expect([...machine.files.texts.keys()].filter((name) => name.startsWith('usage.'))).toEqual([]);
  });

  test('[trust 21] forgetting ends what is under way, and leaves nothing', async () => {
    const { machine, window } = await machineWith(everyDay(40));
    await window.refresh();
    await machine.clock.advance(HOUR);
    machine.fail('keys', hangs);
    const asked = window.refresh();
    await settle();
    await window.usage.forget();
    await asked;
    expect([...machine.files.texts.keys()].filter((name) => name.startsWith('usage.'))).toEqual([]);
    expect(machine.transport.open).toBe(0);
    expect(await window.read()).toBeUndefined();
  });
});

test.each([
  ['activity', 10],
  ['keys', 10],
  ['workspaces', 10],
  // One that is too slow is asked about less and less time, as one that is cut off.
  ['analytics/query', 20],
])('where %s hangs an hour has %i requests at most', async (path, most) => {
  const { machine, window } = await machineWith(everyDay(3));
  machine.fail(path, hangs);
  const asked: string[] = [];
  for (let minute = 0; minute < 59; minute += 1) {
    void window.refresh();
    await machine.clock.advance(MINUTE);
    asked.push(...machine.asked());
  }
  expect(asked.length).toBeLessThanOrEqual(most);
});

describe('files', () => {
  const nameOf = (machine: UsageMachine, pattern: RegExp): string =>
    [...machine.files.texts.keys()].find((name) => pattern.test(name)) ?? '';

  test('[trust 48] a month that is damaged is set aside, and what is still told of it asked again', async () => {
    const { machine, window } = await machineWith(everyDay(100));
    await window.refresh();
    const before = await window.days();
    const name = nameOf(machine, /2026-11\.json$/);
    await machine.files.write(
      name,
      '{"version":1,"names":["a"],"days":[{"day":20000,"rows":[1,2]}],"keyDays":[]}',
    );
    await settle();
    expect(Object.keys(await window.days()).length).toBeLessThan(100);
    expect(machine.files.aside(name)).toContain('20000');
    await machine.clock.advance(DAY_MS);
    await window.refresh();
    const { [daysAgo(0)]: today, ...rest } = await window.days();
    const { [daysAgo(0)]: _before, ...restBefore } = before;
    expect(rest).toMatchObject(restBefore);
    expect(today).toBeDefined();
  });

  test('what keys spent in a month that is damaged is asked again too, where a later one is whole', async () => {
    const { machine, window } = await machineWith(everyDay(100));
    await window.refresh();
    const before = await window.keyDays();
    await machine.files.write(nameOf(machine, /2026-10\.json$/), '[]');
    await machine.clock.advance(HOUR);
    machine.asked();
    await window.refresh();
    expect(await window.keyDays()).toEqual(before);
    await machine.clock.advance(HOUR);
    machine.asked();
    await window.refresh();
    expect(machine.asked()).toContain('1 days api_key_id');
  });

  test('[trust 48] a damaged record: the months are still there, and all else is asked again', async () => {
    const { machine, window } = await machineWith(everyDay(100));
    await window.refresh();
    await machine.files.write(nameOf(machine, /^usage\.[0-9a-f]{32}\.json$/), '{"version":1,"attempt":-1}');
    await settle();
    expect((await window.days())[daysAgo(1)]).toBe('1');
    machine.asked();
    await window.refresh();
    expect(machine.asked()).not.toContain('activity');
    expect((await window.days())[daysAgo(0)]).toBe('0.5*');
  });

  test('[trust 52] a record of a newer version is left alone, and nothing is asked that could not be shared', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    await window.refresh();
    const name = nameOf(machine, /^usage\.[0-9a-f]{32}\.json$/);
    const newer = JSON.stringify({ ...(machine.files.json(name) as object), version: 2 });
    await machine.files.write(name, newer);
    await machine.clock.advance(HOUR);
    machine.asked();
    const next = await machine.usageWindow();
    await next.refresh();
    expect(machine.asked()).toEqual([]);
    expect(machine.files.texts.get(name)).toBe(newer);
  });

  test('[trust 49] a full disk: this window goes on from memory, and asks no oftener', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    machine.files.refusesWrites = true;
    await window.refresh();
    expect(machine.asked()).toEqual(ALL);
    await window.refresh();
    expect(machine.asked()).toEqual([]);
    expect(await window.days()).toMatchObject({ [daysAgo(1)]: '1*', [daysAgo(0)]: '0.5*' });
    machine.files.refusesWrites = false;
    await machine.clock.advance(HOUR);
    await window.refresh();
    expect(await window.days()).toMatchObject({ [daysAgo(1)]: '1', [daysAgo(0)]: '0.5*' });
  });

  test('no key, nor anything of one, is in them', async () => {
    const { machine, window } = await machineWith(everyDay(3));
    await window.refresh();
    const texts = [...machine.files.texts].filter(([name]) => name.startsWith('usage.')).join();
    expect(texts).not.toContain('simulated');
  });
});

function claims(machine: UsageMachine): readonly string[] {
  return [...machine.files.texts.keys()].filter((name) => name.includes('claim'));
}
