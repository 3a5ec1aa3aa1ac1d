import { describe, expect, test } from 'vitest';
import type { FakeHost, FakeMessage } from '../testing/fakeHost.ts';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

// Alerts as a person meets them: messages with buttons, in one window of several, quiet when asked to be.
const at = journey();
/** Five minutes, and all that jitter, lag and the turns of several windows can add. */
const INTERVAL_MS = 400_000;
const DAY_MS = 86_400_000;
const LOW = 'OpenRouter: credit is low: $4.20 left.';

/** What was told of money, keys and limits: everything that can be snoozed. */
function notices(...hosts: readonly FakeHost[]): readonly FakeMessage[] {
  return hosts.flatMap(({ messages }) => messages.filter(({ choices }) => choices.includes('Snooze 24 h')));
}

const texts = (...hosts: readonly FakeHost[]): readonly string[] => notices(...hosts).map(({ text }) => text);

async function spend(amountUsd: number): Promise<void> {
  at().simulator.control.spend('management', amountUsd);
  await at().pass(INTERVAL_MS);
}

const CHOICES = ['Top Up', 'Dashboard', 'Snooze 24 h', "Don't Show Again"];

describe('low credit', () => {
  test('is told once when it is crossed, with what can be done, and again only after a recovery', async () => {
    await at().open();
    await at().addKey('management');
    expect(notices(at().host)).toEqual([]);
    await spend(1);
    expect(notices(at().host)).toMatchObject([
      { kind: 'warning', text: LOW, modal: false, choices: CHOICES },
    ]);
    await spend(0.5);
    await at().pass(10 * INTERVAL_MS);
    expect(texts(at().host)).toEqual([LOW]);
    at().simulator.control.topUp('management', 20);
    await at().pass(INTERVAL_MS);
    await spend(19);
    expect(texts(at().host)).toEqual([LOW, 'OpenRouter: credit is low: $4.70 left.']);
  });

  test('that is there from the first is not told: nothing has been crossed', async () => {
    at().simulator.control.spend('management', 1);
    await at().open();
    await at().addKey('management');
    await at().pass(3 * INTERVAL_MS);
    expect(notices(at().host)).toEqual([]);
  });

  test('is told in one of two windows, and not again after a restart', async () => {
    await at().open();
    await at().addKey('management');
    const first = await at().openBeside();
    await at().shows('OpenRouter: $5.20');
    await at().pass(INTERVAL_MS);
    await spend(1);
    expect(texts(first, at().host)).toEqual([LOW]);
    at().close();
    await at().open();
    await at().pass(INTERVAL_MS);
    expect(texts(first, ...at().hosts.slice(1))).toEqual([LOW]);
  });

  test('Top Up opens the provider’s page', async () => {
    await at().open();
    await at().addKey('management');
    await spend(1);
    notices(at().host)[0]?.answer('Top Up');
    await quiet();
    expect(at().host.opened).toEqual(['https://openrouter.ai/settings/credits']);
  });

  test('with alerts off nothing is told, and nothing of it later', async () => {
    await at().open({ 'opencredits.alerts.enabled': false });
    await at().addKey('management');
    await spend(1);
    at().host.settings.set({ 'opencredits.alerts.enabled': true });
    await at().pass(INTERVAL_MS);
    expect(notices(at().host)).toEqual([]);
  });

  test.each(['Snooze 24 h', "Don't Show Again"])(
    'a message that outlives its account: %s leaves nothing behind',
    async (button) => {
      await at().open();
      await at().addKey('management');
      await spend(1);
      const over = at().run('opencredits.removeAllData');
      (await at().question()).answer('Remove All');
      await over;
      await quiet();
      notices(at().host)[0]?.answer(button);
      await quiet();
      expect(at().files).toEqual({});
    },
  );

  test('an account whose name would be a link cannot make one', async () => {
    await at().open();
    await at().addKey('management');
    await at().rename('[x](command:opencredits.removeAllData)');
    await spend(1);
    expect(texts(at().host)).toHaveLength(1);
    expect(texts(at().host)[0]).not.toContain('](');
  });
});

describe('snoozed', () => {
  test('by the button: quiet for a day; what then still holds is told', async () => {
    await at().open({ 'opencredits.updateInterval': '1 hour' });
    await at().addKey('management');
    at().simulator.control.spend('management', 1);
    await at().pass(4_200_000);
    notices(at().host)[0]?.answer('Snooze 24 h');
    await quiet();
    at().simulator.control.spend('management', 3.5);
    await at().pass(DAY_MS - 3_600_000);
    expect(texts(at().host)).toEqual([LOW]);
    await at().pass(2 * 3_600_000);
    expect(texts(at().host)).toEqual([LOW, 'OpenRouter: credit is almost gone: $0.70 left.']);
  }, 600_000);

  test('by command: in both windows, until it is ended in either', async () => {
    await at().open();
    await at().addKey('management');
    const first = await at().openBeside();
    await at().shows('OpenRouter: $5.20');
    await at().pass(INTERVAL_MS);
    let over = at().run('opencredits.snoozeAlerts');
    (await at().pick('snooze')).choose('For 1 hour');
    await over;
    expect((await at().message()).text).toBe('Alerts are quiet for 1 hour, in all windows.');
    await spend(1);
    expect(texts(first, at().host)).toEqual([]);
    over = at().run('opencredits.snoozeAlerts');
    const list = await at().pick('snooze');
    expect(list.placeholder).toMatch(/^Quiet until /);
    list.choose('End the snooze now');
    await over;
    await at().pass(INTERVAL_MS);
    expect(texts(first, at().host)).toEqual([LOW]);
  });

  test('when alerts are off, the list offers to switch them on', async () => {
    await at().open({ 'opencredits.alerts.enabled': false });
    await at().addKey('management');
    const over = at().run('opencredits.snoozeAlerts');
    const list = await at().pick('snooze');
    expect(list.placeholder).toBe('Alerts are switched off in the settings');
    list.choose('Switch alerts on');
    await over;
    expect(at().host.settings.user.get('opencredits.alerts.enabled')).toBeUndefined();
  });

  test('not shown again: only that rule, and it can be brought back', async () => {
    await at().open();
    await at().addKey('management');
    await spend(1);
    notices(at().host)[0]?.answer("Don't Show Again");
    await quiet();
    at().simulator.control.topUp('management', 20);
    await at().pass(INTERVAL_MS);
    await spend(19.5);
    expect(texts(at().host)).toEqual([LOW]);
    const over = at().run('opencredits.snoozeAlerts');
    const list = await at().pick('snooze');
    expect(list.labels).toContain('$(bell) Show alerts of low credit again');
    list.choose('Show alerts of low credit again');
    await over;
    at().simulator.control.topUp('management', 20);
    await at().pass(INTERVAL_MS);
    await spend(20);
    expect(texts(at().host)).toEqual([LOW, 'OpenRouter: credit is low: $4.70 left.']);
  });
});

describe('budgets', () => {
  test('of the settings, for every account: told at 80 % and over; a new budget is no crossing', async () => {
    await at().open({ 'opencredits.budgets.daily': 0.4 });
    await at().addKey('ordinary403');
    at().host.settings.set({ 'opencredits.budgets.daily': 1 });
    await at().pass(INTERVAL_MS);
    expect(texts(at().host)).toEqual([]);
    at().simulator.control.spend('ordinary403', 0.4);
    await at().pass(INTERVAL_MS);
    at().simulator.control.spend('ordinary403', 0.4);
    await at().pass(INTERVAL_MS);
    expect(texts(at().host)).toEqual([
      'OpenRouter: $0.82 spent today, 82 % of the budget of $1. Counted in UTC.',
      'OpenRouter: $1.22 spent today, over the budget of $1. Counted in UTC.',
    ]);
  });

  test('of an account’s own, set in the configure flow: kept with the account, and as good as the settings', async () => {
    await at().open({ 'opencredits.budgets.daily': 1000 });
    await at().addKey('ordinary403');
    const over = at().run('opencredits.setBudgets');
    let list = await at().pick('budgets');
    expect(list.items.map(({ description }) => description)).toEqual([
      '1000 · from the settings',
      'none · from the settings',
      'none · from the settings',
    ]);
    list.choose('Daily');
    const box = await at().box();
    box.type('ten');
    box.enter();
    await quiet();
    expect(box.validationMessage).toBe('Type an amount from 0 to 1000000, such as 12.50.');
    box.type('$8,50');
    box.enter();
    await quiet();
    list = await at().pick('budgets');
    expect(list.items[0]?.description).toBe('8.5');
    list.escape();
    await over;
    expect(JSON.parse(at().files['accounts.json'] ?? '')).toMatchObject({
      accounts: [{ budgets: { day: 8.5 } }],
    });
    await at().pass(INTERVAL_MS);
    at().simulator.control.spend('ordinary403', 7);
    await at().pass(INTERVAL_MS);
    expect(texts(at().host)).toEqual([expect.stringContaining('of the budget of $8.50') as unknown]);
  });
});

test('far more than usual: named with its figure', async () => {
  await at().open({ 'opencredits.thresholds.low': 0, 'opencredits.thresholds.critical': 0 });
  at().simulator.control.topUp('management', 1000);
  await at().addKey('management');
  for (let minutes = 0; minutes < 12; minutes += 1) {
    at().simulator.control.spend('management', 2);
    await at().pass(65_000);
  }
  expect(texts(at().host)).toEqual([
    expect.stringMatching(/^OpenRouter: \$\d+\.\d\d in \d+ minutes\. Is an agent in a loop\?$/) as unknown,
  ]);
});
