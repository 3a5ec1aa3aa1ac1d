import { describe, expect, test, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { settingDefaults } from '../generated/contributions.ts';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

const at = journey();
const set = (name: string, value: unknown): void =>
  at().host.settings.set({ [`opencredits.${name}`]: value });

/** Requests for `/key` within so much time. */
async function asksWithin(ms: number): Promise<number> {
  at().simulator.control.clearRequests();
  await at().pass(ms);
  return at().paths.filter((path) => path === '/key').length;
}

describe('a setting acts without a reload', () => {
  test('updateInterval', async () => {
    await at().open();
    await at().addKey('management');
    // A quarter of an hour holds three intervals of five minutes, however the jitter falls…
    expect(await asksWithin(1_000_000)).toBe(3);
    set('updateInterval', '1 minute');
    await quiet();
    // … and more than ten of one minute.
    expect(await asksWithin(1_000_000)).toBeGreaterThanOrEqual(12);
    set('updateInterval', '24 hours');
    await quiet();
    expect(await asksWithin(3_600_000)).toBe(0);
  });

  test('showInStatusBar: gone and silent, then back', async () => {
    await at().open();
    await at().addKey('management');
    const first = at().host.item;
    set('alerts.enabled', false);
    set('showInStatusBar', false);
    expect(first?.isDisposed).toBe(true);
    expect(at().host.item).toBeUndefined();
    expect(await asksWithin(3_600_000)).toBe(0);
    set('showInStatusBar', true);
    await quiet();
    await at().shows('OpenRouter: $5.20');
    expect(at().host.items).toHaveLength(2);
  });

  test('showInStatusBar off with alerts on: gone, and still asked, for they could not be told otherwise', async () => {
    await at().open();
    await at().addKey('management');
    set('showInStatusBar', false);
    expect(at().host.item).toBeUndefined();
    expect(await asksWithin(1_000_000)).toBeGreaterThanOrEqual(3);
  });

  test('providers.openrouter.enabled: gone and silent, then back', async () => {
    await at().open();
    await at().addKey('management');
    set('providers.openrouter.enabled', false);
    expect(at().host.item).toBeUndefined();
    expect(await asksWithin(3_600_000)).toBe(0);
    set('providers.openrouter.enabled', true);
    await at().shows('OpenRouter: $5.20');
    await quiet();
  });

  test('hideAmounts: everywhere that the item speaks', async () => {
    await at().open();
    await at().addKey('limitDaily');
    set('hideAmounts', true);
    const item = await at().shows('OpenRouter: •••');
    const { value } = item.tooltip as { readonly value: string };
    expect(`${item.accessibilityInformation?.label}${value.replace(/&#36;/g, '$')}`).not.toMatch(
      /3\.10|\$\d|6\.90/,
    );
    set('hideAmounts', undefined);
    await at().shows('OpenRouter: $3.10 / $10');
  });

  test('statusBar.format', async () => {
    await at().open();
    await at().addKey('limitDaily');
    set('statusBar.format', '{headline} · {today} · {balance} · {typo}');
    await at().shows('$3.10 / $10 · $6.90 · – · {typo}');
    set('statusBar.format', '$(sync~spin) \u202e\n{account}');
    await at().shows('OpenRouter');
    set('statusBar.format', '');
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
  });

  test.each([
    ['statusBar.alignment', 'left', { alignment: 1, priority: 100 }],
    ['statusBar.priority', -5, { alignment: 2, priority: -5 }],
  ])('%s makes the item anew, once', async (name, value, expected) => {
    await at().open();
    await at().addKey('management');
    const [first] = at().host.items;
    set(name, value);
    set(name, value);
    await quiet();
    expect(at().host.items).toHaveLength(2);
    expect(first?.isDisposed).toBe(true);
    expect(at().host.item).toMatchObject({ ...expected, id: 'balance', text: 'OpenRouter: $5.20' });
  });

  test('thresholds', async () => {
    await at().open();
    await at().addKey('management');
    const colour = (): string | undefined => at().host.background;
    expect(colour()).toBeUndefined();
    set('thresholds.low', 6);
    expect(colour()).toBe('statusBarItem.warningBackground');
    set('thresholds.critical', 5.5);
    expect(colour()).toBe('statusBarItem.errorBackground');
    set('thresholds.critical', 0);
    set('thresholds.low', 0);
    expect(colour()).toBeUndefined();
  });

  test('statusBar.clickAction', async () => {
    await at().open();
    await at().addKey('management');
    set('statusBar.clickAction', 'menu');
    expect(at().host.item?.command).toBe('opencredits.showMenu');
    set('statusBar.clickAction', 'refresh');
    expect(at().host.item?.command).toBe('opencredits.refresh');
  });
});

const NONSENSE = [NaN, 0, -5, 1e12, Infinity, 'abc', '0 minutes', '', null, true, [], {}, '999999 hours'];

describe('[trust 3] what a workspace says changes nothing', () => {
  test('nor does it when it comes later', async () => {
    const workspace = {
      'opencredits.updateInterval': '1 minute',
      'opencredits.showInStatusBar': false,
      'opencredits.providers.openrouter.enabled': false,
      'opencredits.hideAmounts': true,
      'opencredits.statusBar.accounts': 'each',
      'opencredits.statusBar.format': 'pwned',
      'opencredits.statusBar.alignment': 'left',
      'opencredits.statusBar.priority': 1,
      'opencredits.statusBar.clickAction': 'menu',
      'opencredits.thresholds.low': 1000,
      'opencredits.thresholds.critical': 1000,
      'opencredits.thresholds.runway': 365,
      'opencredits.budgets.daily': 0.01,
      'opencredits.budgets.weekly': 0.01,
      'opencredits.budgets.monthly': 0.01,
      'opencredits.alerts.enabled': false,
      'opencredits.history.enabled': false,
      'opencredits.refreshWhileSpending': false,
      'opencredits.endpoint': 'https://elsewhere.example',
      'opencredits.baseUrl': 'https://elsewhere.example',
    };
    expect(Object.keys(workspace)).toEqual(expect.arrayContaining(Object.keys(settingDefaults)));
    await at().open({}, workspace);
    await at().addKey('management');
    const look = (): unknown => {
      const { item } = at().host;
      return [item?.text, item?.alignment, item?.priority, item?.command, item?.backgroundColor];
    };
    const expected = ['OpenRouter: $5.20', 2, 100, 'opencredits.refresh', undefined];
    expect(look()).toEqual(expected);
    // A quarter of an hour holds three intervals of five minutes, however the jitter falls…
    expect(await asksWithin(1_000_000)).toBe(3);
    at().host.settings.setInWorkspace(workspace);
    // A quarter of an hour holds three intervals of five minutes, however the jitter falls…
    expect(await asksWithin(1_000_000)).toBe(3);
    expect(look()).toEqual(expected);
  });
});

describe('[trust 42] a value that nobody meant', () => {
  test.each(NONSENSE.map((value) => [String(JSON.stringify(value) ?? value), value]))(
    'updateInterval %s: five minutes, or the longest there is',
    async (_name, value) => {
      await at().open({ 'opencredits.updateInterval': value });
      await at().addKey('management');
      const asks = await asksWithin(1_650_000);
      // "0 minutes" is held to the shortest, "999999 hours" to the longest interval.
      if (value === '0 minutes') expect(asks).toBeLessThanOrEqual(28);
      else expect(asks).toBe(value === '999999 hours' ? 0 : 5);
    },
  );

  test.each(Object.keys(settingDefaults))('%s: the item stands, whatever it is set to', async (key) => {
    await at().open();
    await at().addKey('management');
    const before = at().host.settings.user.get(key);
    for (const value of NONSENSE) {
      at().host.settings.set({ [key]: value });
      await at().pass(5_000);
      expect(at().host.item?.text ?? 'none').not.toMatch(/NaN|undefined|null|Infinity|object/);
    }
    at().host.settings.set({ [key]: before });
    await at().pass(5_000);
    expect(at().host.item?.text).toBe('OpenRouter: $5.20');
    expect(at().host.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('[trust 43] flipped fifty times in a second, there is one loop afterwards', async () => {
  await at().open();
  await at().addKey('management');
  at().simulator.control.clearRequests();
  for (let times = 0; times < 50; times += 1) {
    set('showInStatusBar', times % 2 === 1);
    set('providers.openrouter.enabled', times % 3 !== 1);
    set('updateInterval', times % 2 === 0 ? '1 minute' : '5 minutes');
    await vi.advanceTimersByTimeAsync(20);
  }
  set('providers.openrouter.enabled', true);
  await at().pass(5_000);
  // One for the next request, one for the words, one for the history's upkeep.
  expect(vi.getTimerCount()).toBe(3);
  expect(at().host.items.filter((item) => !item.isDisposed)).toHaveLength(1);
  expect(await asksWithin(1_650_000)).toBe(5);
});

test('the settings that are read are the settings that are declared', async () => {
  await at().open();
  await at().addKey('management');
  at().simulator.control.spend('management', 1);
  await at().pass(600_000);
  expect([...at().host.settings.read].sort()).toEqual(
    Object.keys(manifest.contributes.configuration.properties).sort(),
  );
  expect(settingDefaults).toEqual(
    Object.fromEntries(
      Object.entries(manifest.contributes.configuration.properties).map(([key, one]) => [key, one.default]),
    ),
  );
});
