import { DEFAULT_VIEW } from '@opencredits/core';
import { describe, expect, test } from 'vitest';
import type { FakePanel } from '../testing/fakePanel.ts';
import { journey } from '../testing/journey.ts';
import { openDashboard } from '../testing/openDashboard.ts';
import { quiet, until } from '../testing/waiting.ts';

// The dashboard's tab: opened, told, heard, brought back, closed.
const at = journey();
const INTERVAL_MS = 400_000;
const TARGET = '/home/person/usage.file';

/** Opens the dashboard and lets its page come up. */
async function openDrawn(): Promise<FakePanel> {
  const panel = await openDashboard(at());
  await until('a first state', () => panel.shown);
  await quiet();
  return panel;
}

describe('opened', () => {
  test('it shows what the status bar shows', async () => {
    await at().open();
    await at().addKey('management');
    const { shown } = await openDrawn();
    expect(shown?.accounts).toMatchObject([
      {
        name: 'OpenRouter',
        currency: 'USD',
        headline: { figure: '$5.20', meaning: 'account balance of $100 bought' },
      },
    ]);
    expect(shown?.account?.id).toBe(shown?.accounts[0]?.id);
  });

  test('without an account it says so, and opens the way to one', async () => {
    await at().open();
    const panel = await openDrawn();
    expect(panel.shown).toMatchObject({ accounts: [], isStarting: false });
    panel.say({ kind: 'run', action: 'configure' });
    const first = await at().pick('OpenRouter');
    first.hide();
  });

  test('a second time it is the same tab', async () => {
    await at().open();
    const panel = await openDrawn();
    await at().run('opencredits.openDashboard');
    expect(at().host.panels).toHaveLength(1);
    expect(panel.reveals).toBe(1);
  });

  test('by a click on the status bar, where that is wanted', async () => {
    await at().open();
    await at().addKey('management');
    at().host.settings.set({ 'opencredits.statusBar.clickAction': 'dashboard' });
    await quiet();
    await at().click();
    expect(at().host.panels).toHaveLength(1);
  });

  test('nothing of it is loaded, asked or kept before', async () => {
    await at().open();
    await at().addKey('management');
    await at().pass(INTERVAL_MS);
    expect(at().host.panels).toEqual([]);
    expect(at().paths.filter((path) => !['/key', '/credits'].includes(path))).toEqual([]);
    expect(Object.keys(at().files).filter((name) => name.startsWith('usage'))).toEqual([]);
  });
});

describe('the page', () => {
  test('may load our script and style and nothing else, and runs nothing that is written in it', async () => {
    await at().open();
    const { html, options } = await openDrawn();
    const nonce = /nonce-([0-9a-f]{32})/.exec(html)?.[1];
    expect(html).toContain(
      `content="default-src 'none'; script-src 'nonce-${nonce}'; style-src https://*.webview.example; base-uri 'none'; form-action 'none'"`,
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain(`<script nonce="${nonce}" src="https://file.webview.example/dist/page/page.js">`);
    expect(html).not.toMatch(/ style=| on[a-z]+=|<style|unsafe|\*;/);
    expect(options.enableScripts).toBe(true);
    expect(options.enableCommandUris).toBeUndefined();
    expect(options.localResourceRoots?.map(String)).toEqual(['file:///extension/dist/page']);
  });

  test('gets another nonce each time', async () => {
    await at().open();
    const first = await openDrawn();
    first.dispose();
    const second = await openDrawn();
    expect(second.html).not.toBe(first.html);
  });

  test('is told nothing while it is hidden, and all when it comes back', async () => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    panel.setVisible(false);
    const before = panel.told.length;
    at().simulator.control.spend('management', 1);
    await at().pass(INTERVAL_MS);
    expect(panel.told).toHaveLength(before);
    panel.setVisible(true);
    panel.say({ kind: 'ready' });
    await until('the figure of now', () => panel.shown?.account?.headline?.figure === '$4.20');
  });

  test('hears of a new figure by itself', async () => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    at().simulator.control.spend('management', 1);
    await at().pass(INTERVAL_MS);
    expect(panel.shown?.account?.headline?.figure).toBe('$4.20');
    expect(panel.shown?.account?.today?.micros).toBe(1_000_000);
  });

  test('keeps what it looked at over a reload, and gets it again', async () => {
    await at().open();
    await at().addKey('management');
    const view = { ...DEFAULT_VIEW, tab: 'events', range: { name: '7d' } };
    const panel = await at().host.bringBack('opencredits.dashboard', view);
    panel.say({ kind: 'ready', view });
    await until('a state', () => panel.shown);
    expect(panel.shown?.view).toMatchObject(view);
    const other = await at().host.bringBack('opencredits.dashboard', view);
    expect(other.isDisposed, 'one is enough').toBe(true);
  });

  test('changes what it looks at', async () => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    panel.say({ kind: 'view', view: { ...DEFAULT_VIEW, range: { name: '24h' } } });
    await until('hours', () => panel.shown?.account?.range.bucket === 'hour');
    expect(panel.shown?.account?.spend.buckets).toHaveLength(24);
  });

  test('is never shown one account with the figures of another, however fast it goes to and fro', async () => {
    await at().open();
    await at().addKey('limitMonthly');
    await at().addAccount('management', 'Work');
    const panel = await openDrawn();
    const [limited, work] = panel.shown?.accounts.map(({ id }) => id) ?? [];
    for (let turns = 0; turns < 40; turns += 3) {
      panel.say({ kind: 'view', view: { ...DEFAULT_VIEW, accountId: work } });
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      panel.say({ kind: 'view', view: { ...DEFAULT_VIEW, accountId: limited } });
      await until('the limited one', () => panel.shown?.view.accountId === limited);
      await quiet();
    }
    const drawn = panel.told.map(({ state: { account } }) => `${account?.name} ${account?.balance.of}`);
    expect(new Set(drawn)).toEqual(new Set(['OpenRouter keyLimit', 'Work balance']));
  });

  test('hides amounts at once', async () => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    await at().run('opencredits.toggleAmounts');
    await until('hidden', () => panel.shown?.hideAmounts);
    expect(panel.shown?.account?.headline?.figure).toBe('•••');
  });
});

describe('[trust 58] what is no message of the page', () => {
  test.each([
    ['nothing', undefined],
    ['a text', 'ready'],
    ['an unknown kind', { kind: 'eval', code: '1' }],
    ['an address instead of a link', { kind: 'open', link: 'https://evil.example/' }],
    ['a file as an address', { kind: 'open', link: 'file:///etc/passwd' }],
    ['a command of others', { kind: 'run', action: 'workbench.action.terminal.sendSequence' }],
    ['a command of ours that is not offered', { kind: 'run', action: 'removeAllData' }],
    ['a view with another range', { kind: 'view', view: { ...DEFAULT_VIEW, range: { name: 'ever' } } }],
    [
      'a day that is none',
      {
        kind: 'view',
        view: { ...DEFAULT_VIEW, range: { name: 'custom', fromDay: '2026-02-31', toDay: '2026-03-01' } },
      },
    ],
    ['a chart that is no picture', { kind: 'exportChart', name: 'x', svg: '<html></html>' }],
    ['a picture of 3 MB', { kind: 'exportChart', name: 'x', svg: `<svg >${' '.repeat(3e6)}</svg>` }],
  ])('%s does nothing, and is noted once', async (_name, message) => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    const before = [panel.told.length, at().host.opened.length, at().host.executed.length];
    panel.say(message);
    panel.say(message);
    await quiet();
    expect([panel.told.length, at().host.opened.length, at().host.executed.length]).toEqual(before);
    expect(at().host.log.filter(({ text }) => text.includes('was ignored'))).toHaveLength(1);
    expect(at().host.fileSystem.files.size).toBe(0);
  });
});

describe('a person', () => {
  test('is led to pages of the provider, by their names only', async () => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    for (const link of ['topUp', 'activity', 'keys', 'managementKeys']) panel.say({ kind: 'open', link });
    await quiet();
    expect(at().host.opened).toEqual([
      'https://openrouter.ai/settings/credits',
      'https://openrouter.ai/activity',
      'https://openrouter.ai/settings/keys',
      'https://openrouter.ai/settings/management-keys',
    ]);
  });

  test('saves what is shown under a name of ours', async () => {
    await at().open();
    await at().addKey('management');
    await at().rename('../../.bashrc');
    const panel = await openDrawn();
    at().host.saveTarget = TARGET;
    panel.say({ kind: 'export', format: 'json' });
    await until('a file', () => at().host.fileSystem.files.get(TARGET));
    expect(JSON.parse(at().host.fileSystem.files.get(TARGET) ?? '')).toMatchObject({
      unit: 'millionths of the currency',
    });
    expect(at().host.proposed.at(-1)).toMatch(/^\/home\/person\/project\/opencredits-[a-z0-9-]+\.json$/);
  });

  test('saves a chart as it stands', async () => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    at().host.saveTarget = TARGET;
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';
    panel.say({ kind: 'exportChart', name: '../Spend per day', svg });
    await until('a file', () => at().host.fileSystem.files.has(TARGET));
    expect(at().host.fileSystem.files.get(TARGET)).toBe(svg);
    expect(at().host.proposed.at(-1)).toBe('/home/person/project/opencredits-spend-per-day.svg');
  });

  test('asks for fresh figures', async () => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    await at().pass(60_000);
    const before = at().paths.length;
    panel.say({ kind: 'refresh' });
    await until('a question', () => at().paths.length > before);
    await quiet();
    expect(at().paths.slice(before)).toContain('/key');
  });

  test('closes the tab: nothing more is asked or told', async () => {
    await at().open();
    await at().addKey('management');
    const panel = await openDrawn();
    panel.dispose();
    await at().pass(INTERVAL_MS);
    expect(at().host.held.filter((what) => what.includes('tab'))).toEqual([]);
  });
});

test('an alert leads to the account that it is of', async () => {
  await at().open();
  await at().addKey('limitMonthly');
  await at().addAccount('management', 'Work');
  at().simulator.control.spend('management', 4.5);
  await at().pass(INTERVAL_MS);
  const warning = await until('the warning', () => at().host.messages.find(({ kind }) => kind === 'warning'));
  warning.answer('Dashboard');
  const panel = await until('a tab', () => at().host.panels[0]);
  panel.say({ kind: 'ready' });
  await until('the account', () => panel.shown?.account?.name === 'Work');
  expect(panel.shown?.view.accountId).toBe(panel.shown?.accounts[1]?.id);
});
