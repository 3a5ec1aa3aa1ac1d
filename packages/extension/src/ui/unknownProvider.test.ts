import { keyFor } from '@opencredits/simulator';
import { beforeEach, describe, expect, test } from 'vitest';
import { editAccounts } from '../testing/accountsFile.ts';
import { enter } from '../testing/configureFlow.ts';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

const at = journey();

const WORDS = 'This version of OpenCredits does not know the provider of this account. Update it first.';

describe('[trust 52] an account of a provider that only a newer version knows', () => {
  beforeEach(async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().addAccount('ordinary403', 'Team');
    await quiet();
    editAccounts(at(), (accounts) =>
      accounts.map((one) =>
        one.label === 'Team' ? { ...one, label: undefined, providerId: 'anthropic' } : one,
      ),
    );
    await at().shows('OpenRouter: $3.10 / $10');
    await quiet();
    at().simulator.control.clearRequests();
  });

  test.each(['opencredits.replaceKey', 'opencredits.testAccount'])(
    '%s: said, and nothing is sent anywhere',
    async (command) => {
      const over = at().run(command);
      (await at().pick('accounts')).choose('anthropic');
      await over;
      expect(at().host.messages.at(-1)).toMatchObject({ kind: 'error', text: WORDS });
      expect(at().paths).toEqual([]);
    },
  );

  test('it can be renamed, moved, switched off and removed', async () => {
    const over = at().run('opencredits.configure');
    (await at().pick('accounts')).choose('anthropic');
    const rows = (await at().pick('anthropic')).items.map(({ label }) => label.replace(/^\$\([^)]*\) /, ''));
    expect(rows.filter(Boolean)).toEqual(['Switch off', 'Rename', 'Move…', 'Remove the API key']);
    at().host.input?.hide();
    await over;
  });
});

describe('[trust 21] everything is removed while something is open', () => {
  beforeEach(async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().addAccount('management', 'Team');
  });

  async function removeAll(): Promise<void> {
    const over = at().run('opencredits.removeAllData');
    (await at().question()).answer('Remove All');
    await over;
    await quiet();
  }

  test('the list of the accounts for this workspace: no choice is left behind', async () => {
    const switching = at().run('opencredits.switchAccount');
    const list = await at().pick('account of this workspace');
    await removeAll();
    list.choose('Team');
    await switching;
    expect(at().workspaceState.keys()).toEqual([]);
  });

  test('the question about a management key: said, and nothing is kept', async () => {
    const adding = at().run('opencredits.addAccount');
    enter(await at().box(), keyFor('wealthy'));
    const consent = await at().pick('management key');
    await removeAll();
    consent.choose('Keep it');
    await adding;
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'error',
      text: 'Everything was removed meanwhile. The key was not saved.',
    });
    expect(at().secrets.values.size).toBe(0);
  });
});

test('a name of few characters that are made of many is refused, and stays to be shortened', async () => {
  await at().open();
  await at().addKey('limitDaily');
  const over = at().run('opencredits.renameAccount');
  const box = await at().box();
  box.type('Z\u0335\u0321\u0322\u0327\u0328\u0301'.repeat(39));
  box.enter();
  await quiet();
  expect(box.validationMessage).toBe('Too long. Type a shorter name.');
  box.hide();
  await over;
});

test('the name of another account is refused', async () => {
  await at().open();
  await at().addKey('limitDaily');
  await at().addAccount('management', 'Team');
  const over = at().run('opencredits.renameAccount');
  (await at().pick('accounts')).choose('Team');
  const box = await at().box();
  box.type('OpenRouter');
  box.enter();
  await quiet();
  expect(box.validationMessage).toBe('Another account has this name.');
  box.hide();
  await over;
});
