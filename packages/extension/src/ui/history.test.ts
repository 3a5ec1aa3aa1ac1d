import { describe, expect, test } from 'vitest';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

// What is kept of the past: exported, cleared, switched off, and gone with its account.
const at = journey();
const INTERVAL_MS = 400_000;
const TARGET = '/home/person/usage.file';

const historyFiles = (): readonly string[] =>
  Object.keys(at().files).filter((name) => name.startsWith('history.'));

async function exportAs(format: 'CSV' | 'JSON'): Promise<string> {
  at().host.saveTarget = TARGET;
  const over = at().run('opencredits.exportHistory');
  (await at().pick('export history')).choose(format);
  await over;
  return at().host.fileSystem.files.get(TARGET) ?? '';
}

async function clear(answer: 'Clear History' | undefined): Promise<void> {
  const over = at().run('opencredits.clearHistory');
  (await at().question()).answer(answer);
  await over;
  await quiet();
}

describe('exported', () => {
  test('as CSV: a line for each change, with units; the name of an account is no formula', async () => {
    await at().open();
    await at().addKey('management');
    await at().rename('=HYPERLINK("http://x")');
    at().simulator.control.spend('management', 1);
    await at().pass(INTERVAL_MS);
    const lines = (await exportAs('CSV')).split('\r\n');
    expect(lines[0]).toMatch(
      /^account,time \(UTC\),key \(number\),currency \(ISO 4217\),balance \(units of currency\)/,
    );
    expect(lines.slice(1, -1)).toHaveLength(2);
    expect(lines[1]).toMatch(/^"'=HYPERLINK\(""http/);
    expect(lines[1]).toContain('2026-11-24T12:00:00.000Z,1,USD,5.200000');
    expect(lines[2]).toContain(',1,USD,4.200000');
    expect(at().host.messages.at(-1)?.text).toBe('The history was exported to usage.file.');
  });

  test('as JSON: whole millionths', async () => {
    await at().open();
    await at().addKey('management');
    const { unit, accounts } = JSON.parse(await exportAs('JSON')) as {
      unit: string;
      accounts: readonly { account: string; samples: readonly unknown[] }[];
    };
    expect(unit).toBe('millionths of the currency');
    expect(accounts).toMatchObject([{ account: 'OpenRouter', samples: [{ balance: '5200000', key: 1 }] }]);
  });

  test('[trust 60] by an account whose name is a path: the file has a name of ours, in the folder that is open', async () => {
    await at().open();
    await at().addKey('management');
    await at().rename('../../.bashrc');
    await exportAs('CSV');
    expect(at().host.proposed).toEqual(['/home/person/project/opencredits-history.csv']);
    expect([...at().host.fileSystem.files.keys()]).toEqual([TARGET]);
  });

  test('cancelled: nothing is written, nothing is said', async () => {
    await at().open();
    await at().addKey('management');
    const before = at().host.messages.length;
    const over = at().run('opencredits.exportHistory');
    (await at().pick('export history')).choose('CSV');
    await over;
    expect(at().host.fileSystem.files.size).toBe(0);
    expect(at().host.messages).toHaveLength(before);
  });

  test('where nothing was kept it says so', async () => {
    await at().open({ 'opencredits.history.enabled': false });
    await at().addKey('management');
    await at().run('opencredits.exportHistory');
    expect((await at().message()).text).toContain('There is no history yet');
    await quiet();
    expect(historyFiles()).toEqual([]);
  });
});

describe('cleared', () => {
  test('once confirmed; the account and its figure stay, and it begins anew', async () => {
    await at().open();
    await at().addKey('management');
    expect(at().historyText).toContain('5200000');
    await clear(undefined);
    expect(at().historyText).toContain('5200000');
    await clear('Clear History');
    expect(at().host.messages.at(-1)?.text).toBe('The history has been deleted.');
    expect(at().host.item?.text).toBe('OpenRouter: $5.20');
    expect(at().historyText).not.toContain('4200000');
    at().simulator.control.spend('management', 1);
    await at().pass(INTERVAL_MS);
    expect(at().historyText).toContain('4200000');
  });

  test('with all that the provider told of the past, also while the dashboard shows it', async () => {
    await at().open();
    await at().addKey('management');
    await at().run('opencredits.openDashboard');
    const panel = at().host.panels.at(-1);
    panel?.say({ kind: 'ready' });
    const usageFiles = () => Object.keys(at().files).filter((name) => name.startsWith('usage.'));
    await at().passUntil('what it tells', () => typeof panel?.shown?.account?.models.asOfMs === 'number');
    await quiet();
    expect(usageFiles()).not.toEqual([]);
    await clear('Clear History');
    expect(usageFiles()).toEqual([]);
    expect(panel?.shown?.account?.models.asOfMs).toBeNull();
  });

  test('a disk that refuses: it says so', async () => {
    await at().open();
    await at().addKey('management');
    at().disk.isReadOnly = true;
    await clear('Clear History');
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'error',
      text: 'Not all of the history could be deleted. See the log.',
    });
    expect(historyFiles()).not.toEqual([]);
  });
});

describe('gone', () => {
  test('with its account, in every window; that of another stays', async () => {
    await at().open();
    await at().addKey('management');
    await at().addAccount('limitDaily', 'Work');
    await at().openBeside();
    await at().pass(INTERVAL_MS);
    expect(at().historyText).toContain('5200000');
    const over = at().run('opencredits.removeAccount');
    (await at().pick('accounts')).choose('OpenRouter');
    (await at().question()).answer('Remove');
    await over;
    await at().pass(INTERVAL_MS);
    expect(at().historyText).not.toContain('5200000');
    expect(at().historyText).toContain('3100000');
    expect(Object.keys(at().files).filter((name) => name.startsWith('alerts.')).length).toBeLessThanOrEqual(
      2,
    );
  });

  test('with its account that was switched off all the time', async () => {
    await at().open();
    await at().addKey('management');
    await at().pass(INTERVAL_MS);
    at().host.settings.set({ 'opencredits.providers.openrouter.enabled': false });
    at().close();
    await at().open();
    await quiet();
    expect(at().historyText).toContain('5200000');
    const over = at().run('opencredits.removeAccount');
    (await at().question()).answer('Remove');
    await over;
    await at().pass(INTERVAL_MS);
    expect(Object.keys(at().files).filter((name) => /^(history|alerts)\./.test(name))).toEqual([]);
  });

  test('not with a list of accounts that was damaged: the file beside it knows the account still', async () => {
    await at().open();
    await at().addKey('management');
    at().close();
    await quiet();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${at().folder}/accounts.json`, (at().files['accounts.json'] ?? '').slice(0, -20));
    await at().open();
    await at().shows('OpenRouter: Set up');
    await at().pass(INTERVAL_MS);
    expect(at().historyText).toContain('5200000');
  });
});
