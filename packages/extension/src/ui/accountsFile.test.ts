import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyFor } from '@opencredits/simulator';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { listedAccounts } from '../testing/accountsFile.ts';
import { enter } from '../testing/configureFlow.ts';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

// What a person sees when the list of accounts is damaged, of a newer version, missing, or on a disk that refuses.
const at = journey();
const FILE = 'accounts.json';
const NEWER = {
  kind: 'error',
  text: expect.stringContaining('written by a newer version of OpenCredits') as string,
};

/** Three accounts, the window closed, and what is done to their list. */
async function closeThree(spoil: (text: string) => string): Promise<string> {
  await at().open({ 'opencredits.statusBar.accounts': 'each' });
  await at().addKey('limitDaily');
  await at().addAccount('management', 'Team');
  await at().addAccount('ordinary403', 'Work');
  at().close();
  const spoilt = spoil(readFileSync(join(at().folder, FILE), 'utf8'));
  writeFileSync(join(at().folder, FILE), spoilt);
  return spoilt;
}

const texts = (): readonly string[] => at().host.shownItems.map(({ text }) => text);

describe('[trust 48] damaged', () => {
  test('one account of three: two are kept, it is said once, and the damaged file stays for a look', async () => {
    const spoilt = await closeThree((text) => text.replace('"label":"Team"', '"label":"Team","disabled":7'));
    await at().open();
    await at().shows('OpenRouter: $3.10 / $10');
    await quiet();
    expect(texts()).toEqual(['OpenRouter: $3.10 / $10', 'Work: PAYG · $0.42 today']);
    const words =
      'The list of accounts was damaged. 2 accounts could be kept; the damaged file stays beside it as accounts.json.damaged.';
    expect(at().host.messages).toMatchObject([{ kind: 'error', text: words, modal: false }]);
    expect(at().files[`${FILE}.damaged`]).toBe(spoilt);
    expect(listedAccounts(at()).map(({ label }) => label)).toEqual([undefined, 'Work']);
    at().close();
    await at().open();
    await at().shows('OpenRouter: $3.10 / $10');
    await quiet();
    expect(at().host.messages).toEqual([]);
  });

  test.each([
    ['cut short', (text: string) => text.slice(0, 40)],
    ['no JSON', () => '\u0000\u0001\u0002'],
    ['of another shape', () => '{"version":1,"accounts":{"x":1}}'],
    ['empty', () => ''],
  ])('%s: nothing could be kept, said once, and it begins anew', async (_what, spoil) => {
    await closeThree(spoil);
    await at().open();
    await at().shows('OpenRouter: Set up');
    await quiet();
    expect(at().host.messages).toMatchObject([
      { kind: 'error', text: expect.stringContaining('No account could be kept') as string },
    ]);
    await at().pass(60_000);
    expect(at().host.messages).toHaveLength(1);
    expect(at().host.log.filter(({ text }) => text.includes('set aside'))).toHaveLength(1);
    const over = at().run('opencredits.configure');
    (await at().pick('set up')).choose('Paste a key');
    enter(await at().box(), keyFor('freeTier'));
    await over;
    expect(at().host.item?.text).toBe('OpenRouter: Free · 48 left');
  });
});

describe('[trust 52] of a newer version', () => {
  const newer = (text: string): string => text.replace('"version":1', '"version":2,"more":true');

  test('it is said once and left alone, and nothing is saved over it', async () => {
    const spoilt = await closeThree(newer);
    await at().open();
    await at().shows('OpenRouter: Set up');
    await quiet();
    expect(at().host.messages).toMatchObject([NEWER]);
    await at().pass(600_000);
    expect(at().host.messages).toHaveLength(1);
    const secrets = [...at().secrets.values];
    const over = at().run('opencredits.configure');
    (await at().pick('set up')).choose('Paste a key');
    enter(await at().box(), keyFor('freeTier'));
    await over;
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'error',
      text: 'The key was not saved: accounts.json is of a newer version, and is left alone.',
    });
    const dismissed = at().run('opencredits.configure');
    (await at().pick('set up')).choose('out of the status bar');
    await dismissed;
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'error',
      text: 'That did not work: accounts.json is of a newer version, and is left alone.',
    });
    await quiet();
    expect(at().files[FILE]).toBe(spoilt);
    expect([...at().secrets.values]).toEqual(secrets);
    // Updated, all of it is there again.
    at().close();
    writeFileSync(join(at().folder, FILE), spoilt.replace('"version":2', '"version":1'));
    await at().open();
    await at().shows('OpenRouter: $3.10 / $10');
    expect(at().host.shownItems).toHaveLength(3);
  });
});

describe('[trust 49] a disk that refuses', () => {
  test('read-only: the figures go on, nobody is bothered, and what cannot be saved is said', async () => {
    await closeThree((text) => text);
    at().disk.isReadOnly = true;
    await at().open();
    await at().shows('OpenRouter: $3.10 / $10');
    at().simulator.control.spend('management', 1);
    await at().pass(400_000);
    expect(texts()).toContain('Team: $4.20');
    // Of the disk; that credit is low is said all the same.
    expect((await at().message()).text).toBe('Team: credit is low: $4.20 left.');
    expect(at().host.messages).toHaveLength(1);
    const over = at().run('opencredits.renameAccount');
    (await at().pick('accounts')).choose('Team');
    enter(await at().box(), 'Finance');
    await over;
    expect(await at().message()).toMatchObject({ kind: 'error', text: 'That did not work. See the log.' });
    expect(texts()).toContain('Team: $4.20');
    at().disk.isReadOnly = false;
  });

  test('read-only, and the list damaged: run from memory, with what could be kept', async () => {
    const spoilt = await closeThree((text) => text.replace('"label":"Team"', '"label":"Team","disabled":7'));
    at().disk.isReadOnly = true;
    await at().open();
    await at().shows('OpenRouter: $3.10 / $10');
    await at().pass(400_000);
    expect(texts()).toEqual(['OpenRouter: $3.10 / $10', 'Work: PAYG · $0.42 today']);
    expect(at().host.messages).toEqual([]);
    expect(at().files[FILE]).toBe(spoilt);
    at().disk.isReadOnly = false;
  });
});

test('missing: as on the first day, and nothing is said', async () => {
  await at().open({ 'opencredits.providers.openrouter.enabled': true });
  await at().shows('OpenRouter: Set up');
  await quiet();
  expect(at().host.messages).toEqual([]);
  expect(at().files).toEqual({});
});

test('[trust 7] no setting and nothing that is kept of an account could name a host', async () => {
  const { properties } = manifest.contributes.configuration;
  const freeTexts = Object.entries(properties)
    .filter(([, one]) => !['boolean', 'number'].includes(one.type) && !('enum' in one))
    .map(([name]) => name);
  expect(freeTexts).toEqual(['opencredits.statusBar.format']);
  await closeThree((text) => text);
  await at().open();
  const over = at().run('opencredits.toggleAccount');
  (await at().pick('accounts')).choose('Team');
  await over;
  const fields = new Set(listedAccounts(at()).flatMap((account) => Object.keys(account)));
  expect([...fields].sort()).toEqual(['disabled', 'id', 'keys', 'label', 'providerId']);
});
