import { keyFor } from '@opencredits/simulator';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { editAccounts } from '../testing/accountsFile.ts';
import { ENABLED, enter, refusalOf } from '../testing/configureFlow.ts';
import { journey } from '../testing/journey.ts';
import { quiet, until } from '../testing/waiting.ts';

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

  test.each([true, false])(
    'it can be renamed, moved, switched off and removed, and why no more is said; OpenRouter on: %s',
    async (isOn) => {
      at().host.settings.set({ [ENABLED]: isOn });
      const over = at().run('opencredits.configure');
      (await at().pick('accounts')).choose('anthropic');
      const list = await at().pick('anthropic');
      const rows = list.items.map(({ label }) => label.replace(/^\$\([^)]*\) /, ''));
      expect(rows.filter(Boolean)).toEqual(['Switch off', 'Rename', 'Move…', 'Remove the API key']);
      expect(list.placeholder).toBe(WORDS);
      list.escape();
      await over;
    },
  );

  test('no workspace can choose it: there is nothing to show', async () => {
    const over = at().run('opencredits.switchAccount');
    const list = await at().pick('account of this workspace');
    expect(list.labels.join()).not.toContain('anthropic');
    list.escape();
    await over;
  });

  test('a new account cannot have its name', async () => {
    const over = at().run('opencredits.addAccount');
    const key = await at().box();
    enter(key, keyFor('freeTier'));
    await until('the next step', () => at().host.input !== key);
    const box = await at().box();
    enter(box, 'anthropic');
    expect(await refusalOf(box)).toBe('Another account has this name.');
    box.hide();
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

  test.each(['addAccount', 'replaceKey', 'takeEnvironmentKey'])(
    '%s, with a key that is being checked: said, and nothing is kept',
    async (how) => {
      const isOfEnvironment = how === 'takeEnvironmentKey';
      if (isOfEnvironment) process.env['OPENROUTER_API_KEY'] = keyFor('freeTier');
      await quiet();
      at().simulator.control.clearRequests();
      at().simulator.control.fault({ kind: 'delay', delayMs: 2_000 });
      const over = at().run(`opencredits.${isOfEnvironment ? 'addAccount' : how}`);
      if (isOfEnvironment) (await at().pick('add an account')).choose('Use the key');
      else {
        if (how === 'replaceKey') (await at().pick('accounts')).choose('OpenRouter');
        enter(await at().box(), keyFor('freeTier'));
      }
      await until('the check', () => at().paths.length > 0);
      await removeAll();
      at().simulator.control.fault(undefined);
      await vi.advanceTimersByTimeAsync(3_000);
      await over;
      await quiet();
      expect(at().host.messages.at(-1)).toMatchObject({
        kind: 'error',
        text: 'Everything was removed meanwhile. The key was not saved.',
      });
      expect(at().secrets.values.size).toBe(0);
      expect(at().files['accounts.json'] ?? '').not.toContain('slot');
    },
  );
});

test('a name of few characters that are made of many is refused, and stays to be shortened', async () => {
  await at().open();
  await at().addKey('limitDaily');
  const over = at().run('opencredits.renameAccount');
  const box = await at().box();
  const typed = 'Z\u0335\u0321\u0322\u0327\u0328\u0301'.repeat(39);
  enter(box, typed);
  expect(await refusalOf(box)).toBe('Too long. Type a shorter name.');
  expect(box.value).toBe(typed);
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
