import { hostname, userInfo } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editAccounts, listedAccounts } from '../testing/accountsFile.ts';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

// [trust 20] What goes into a bug report.
const at = journey();

async function openThree(settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await at().open(settings);
  await at().addKey('limitDaily');
  await at().addAccount('wealthy', 'Eve Example');
  await at().addAccount('ordinary403', 'Work');
}

async function diagnostics(): Promise<string> {
  await at().run('opencredits.copyDiagnostics');
  const text = at().host.copied.at(-1) ?? '';
  expectKept(text);
  return text;
}

/** What no report may hold, whatever the state. */
function expectKept(text: string): void {
  for (const { id } of listedAccounts(at())) expect(text).not.toContain(id);
  for (const key of at().secrets.keptKeys) expect(text).not.toContain(key.slice(0, 14));
  // No hash or revision, no amount, no path, no address, and no name of anybody.
  expect(text).not.toMatch(/[0-9a-f]{16}/i);
  expect(text).not.toMatch(/[$€]|\d\.\d\d\b(?!\.)|3\.1|5200000|1,?234,?567/);
  expect(text).not.toMatch(/[/\\]|@|https?:/);
  for (const name of ['Eve', 'Example', 'Work', 'evil', hostname()]) expect(text).not.toContain(name);
  expect(text).not.toMatch(new RegExp(`\\b${userInfo().username}\\b`));
  expect(text).not.toMatch(/undefined|NaN|null|\[object/);
}

test('[trust 20] versions, settings and states; into the clipboard and nowhere else', async () => {
  await openThree();
  const before = { log: at().host.log.length, files: at().files, messages: at().host.messages.length };
  const text = await diagnostics();
  expect(text.split('\n')).toEqual([
    'OpenCredits 0.1.0',
    'VS Code 1.139.1, desktop, local, restricted',
    'providers.openrouter.enabled: true',
    'refreshWhileSpending: true',
    'showInStatusBar: true',
    'hideAmounts: false',
    'alerts.enabled: true',
    'history.enabled: true',
    'statusBar.priority: 100',
    'updateInterval: 5 minutes',
    'statusBar.accounts: attention',
    'statusBar.alignment: right',
    'statusBar.clickAction: refresh',
    'statusBar.format: default',
    'thresholds.low: default',
    'thresholds.critical: default',
    'thresholds.runway: default',
    'budgets.daily: default',
    'budgets.weekly: default',
    'budgets.monthly: default',
    'State: watching; this workspace has no account of its own',
    expect.stringMatching(/^Account 1: openrouter, keys: \S+ \(pasted\)$/),
    expect.stringMatching(
      /^ {2}read 1 min ago: \S+ key; balance unknown; key limit limited; budget \S+; free tier \S+$/,
    ),
    expect.stringMatching(/^ {2}idle; next in \d min$/),
    expect.stringMatching(/^Account 2: openrouter/),
    expect.stringMatching(/balance known/),
    expect.stringMatching(/^ {2}idle/),
    expect.stringMatching(/^Account 3: openrouter/),
    expect.any(String),
    expect.any(String),
    '',
  ]);
  expect(at().host.copied).toHaveLength(1);
  expect(at().host.log).toHaveLength(before.log);
  expect(at().files).toEqual(before.files);
  expect(at().host.messages.slice(before.messages)).toMatchObject([
    { kind: 'information', text: 'Diagnostics copied, without keys, names, amounts and paths.' },
  ]);
});

describe('[trust 20] in each state', () => {
  test('without an account', async () => {
    await at().open();
    expect(await diagnostics()).toContain('State: noAccount; this workspace has no account of its own');
  });

  test('with all of them off, and one that this workspace had chosen', async () => {
    await openThree();
    const over = at().run('opencredits.switchAccount');
    (await at().pick('account of this workspace')).choose('Work');
    await over;
    at().host.settings.set({ 'opencredits.providers.openrouter.enabled': false });
    expect(await diagnostics()).toContain('State: off; this workspace has an account of its own');
    editAccounts(at(), ([first]) => (first ? [{ ...first, disabled: true }] : []));
    const text = await diagnostics();
    expect(text).toContain('has no account of its own');
    expect(text).toMatch(/Account 1: .*, switched off\n/);
  });

  test.each([
    ['a rejected key', { kind: 'status', status: 401 }, /trouble: invalidKey \S+; attempts \d/],
    ['403', { kind: 'status', status: 403 }, /trouble: wrongKeyKind; attempts \d/],
    [
      'too many requests',
      { kind: 'status', status: 429, headers: { 'retry-after': '1800' } },
      /trouble: rateLimited 1800000; attempts \d/,
    ],
    ['a provider that is down', { kind: 'status', status: 503 }, /trouble: providerDown 503; attempts \d/],
    ['a captive portal', { kind: 'captivePortal' }, /trouble: unexpectedAnswer notJson 200; attempts \d/],
    ['a dropped connection', { kind: 'drop', when: 'beforeHeaders' }, /trouble: network unreachable/],
    ['a bad certificate', { kind: 'badCertificate', certificate: 'selfSigned' }, /trouble: tls certificate/],
  ] as const)('%s', async (_what, fault, words) => {
    await openThree();
    at().simulator.control.fault(fault);
    await at().pass(400_000);
    expect(await diagnostics()).toMatch(words);
  });

  test('a lost key, and a keyring that refuses', async () => {
    await openThree();
    at().secrets.values.clear();
    await at().pass(400_000);
    expect(await diagnostics()).toMatch(/trouble: keyUnavailable missing/);
    at().secrets.refuses = 'get';
    expect(await diagnostics()).toMatch(/trouble: keyUnavailable missing/);
    at().secrets.refuses = 'nothing';
  });
});

describe('[trust 20] hostile files', () => {
  test('settings that hold anything: only declared choices are told', async () => {
    await openThree({
      'opencredits.updateInterval': 'evil twin',
      'opencredits.statusBar.accounts': 'sk-or-v1-evil',
      'opencredits.statusBar.alignment': ['evil'],
      'opencredits.statusBar.clickAction': '/home/evil/.ssh',
      'opencredits.statusBar.format': 'evil@example.org {headline}',
      'opencredits.statusBar.priority': Number.NaN,
      'opencredits.hideAmounts': 'evil',
      'opencredits.thresholds.low': 123.45,
      'opencredits.thresholds.critical': 0,
    });
    await at().run('opencredits.copyDiagnostics');
    const text = at().host.copied.at(-1) ?? '';
    for (const line of [
      'updateInterval: not one of the choices',
      'statusBar.accounts: not one of the choices',
      'statusBar.alignment: right',
      'statusBar.clickAction: not one of the choices',
      'statusBar.format: own',
      'statusBar.priority: not a number',
      'hideAmounts: false',
      'thresholds.low: own',
      'thresholds.critical: off',
    ])
      expect(text.split('\n')).toContain(line);
    expectKept(text);
  });

  test('files of ours that hold more than they should: a failure is codes, a provider is one that we know', async () => {
    await openThree();
    at().simulator.control.fault({ kind: 'hangBeforeHeaders' });
    await quiet();
    at().close();
    for (const name of Object.keys(at().files).filter((one) => one.startsWith('account.'))) {
      const path = join(at().folder, name);
      const record = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      const failure = { kind: 'timeout', reason: 'evil', note: 'sk-or-v1-evil', path: '/home/evil' };
      record['trouble'] = { failure, atMs: Date.now(), attempts: 1, asked: false };
      writeFileSync(path, JSON.stringify(record));
    }
    editAccounts(at(), (accounts) =>
      accounts.map((one, place) => (place === 2 ? { ...one, providerId: 'evil' } : one)),
    );
    await at().open();
    await at().shows('OpenRouter: $3.10 / $10');
    const text = await diagnostics();
    expect(text).toMatch(/trouble: timeout; attempts 1/);
    expect(text).toContain('Account 3: a provider that is not known');
    at().simulator.control.fault(undefined);
  });
});
